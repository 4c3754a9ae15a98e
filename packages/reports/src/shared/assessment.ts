/** Assessments that still count on a day. */
import { addYears, type Competence, type Employment, type Held, type LocalDate } from '@jejak/core'

/** The latest assessment of a competence dated in (day minus so many years, day]; of two of one day the one recorded last. */
export const latestAssessment = (
  employment: Employment,
  competence: Competence,
  day: LocalDate,
  years: number,
): Held<'CompetenceAssessed'> | null => {
  const after = addYears(day, -years)
  let best: Held<'CompetenceAssessed'> | null = null
  for (const held of employment.assessments) {
    if (held.data.competence !== competence || held.on === null || held.on <= after || held.on > day) continue
    if (best === null || best.on === null || held.on > best.on || (held.on === best.on && held.revision > best.revision)) best = held
  }
  return best
}
