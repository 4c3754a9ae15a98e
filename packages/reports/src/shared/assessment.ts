/** Assessments that still count on a day. */
import { addYears, type Competence, type Employment, type Held, type LocalDate } from '@jejak/core'

type Assessed = Held<'CompetenceAssessed'>

/** Of two of one day that of the newest number of the person, then of the greater career id; of one number the one recorded last. */
const isLater = (a: Assessed, b: Assessed): boolean => {
  if (a.on !== b.on) return (a.on ?? '') > (b.on ?? '')
  if (a.under === b.under) return a.revision > b.revision
  return a.under === undefined || (b.under !== undefined && a.under > b.under)
}

/** The latest assessment of a competence dated in (day minus so many years, day]. */
export const latestAssessment = (employment: Employment, competence: Competence, day: LocalDate, years: number): Assessed | null => {
  const after = addYears(day, -years)
  let best: Assessed | null = null
  for (const held of employment.assessments) {
    if (held.data.competence !== competence || held.on === null || held.on <= after || held.on > day) continue
    if (best === null || isLater(held, best)) best = held
  }
  return best
}
