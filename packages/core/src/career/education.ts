/** The education on a day: the highest of the appointment and of what was attained by then. */
import type { LocalDate } from '../date/LocalDate.js'
import type { Education } from '../fact/values.js'
import type { Employment } from './Employment.js'

/** Places in rising order; D4 and S1 share one. */
const ORDER: Readonly<Record<Education, number>> = { SD: 0, SLTP: 1, SLTA: 2, D1: 3, D2: 4, D3: 5, D4: 6, S1: 6, S2: 7, S3: 8 }

/**
 * Place of an education in rising order, from 0 (SD); D4 and S1 share one.
 *
 * @example
 * educationIndex('D4') === educationIndex('S1') // => true
 */
export const educationIndex = (level: Education): number => ORDER[level]

/**
 * Compares two educations: negative where the first is lower, 0 where they are equal, as D4 and S1 are.
 *
 * @example
 * compareEducation('D4', 'S1') // => 0
 * compareEducation('S2', 'S1') > 0 // => true
 */
export const compareEducation = (a: Education, b: Education): number => ORDER[a] - ORDER[b]

/** An education and the year of graduation; `null` where it is not known. */
export interface Educated {
  readonly level: Education
  readonly graduationYear: number | null
}

/** Whether the one counts before the other: higher; of equal ones the earlier graduation, an unknown one last; then by name. */
const isBefore = (a: Educated, b: Educated): boolean => {
  const higher = compareEducation(a.level, b.level)
  if (higher !== 0) return higher > 0
  if (a.graduationYear !== b.graduationYear)
    return a.graduationYear !== null && (b.graduationYear === null || a.graduationYear < b.graduationYear)
  return a.level > b.level
}

/**
 * The highest education on a day: that of the appointment counts on every day, others from their day on. `null` without an appointment.
 *
 * @example
 * educationOn(sampleEmployment, day('2025-12-31')) // => { level: 'S1', graduationYear: 2008 }
 */
export const educationOn = (
  { appointments, educations }: Pick<Employment, 'appointments' | 'educations'>,
  day: LocalDate,
): Educated | null => {
  let best: Educated | null = null
  for (const { data } of appointments) {
    const educated = { level: data.education, graduationYear: data.graduationYear }
    if (best === null || isBefore(educated, best)) best = educated
  }
  if (best === null) return null
  for (const { on, data } of educations) if (on !== null && on <= day && isBefore(data, best)) best = data
  return { level: best.level, graduationYear: best.graduationYear }
}
