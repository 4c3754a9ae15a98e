/**
 * What a year of an employment comes to: its appraisal, its hours of training,
 * and which mentoring sessions count. Shared by every report and rule.
 */
import type { Catalogue } from '../catalogue/Catalogue.js'
import { type LocalDate, lastDayOfYear } from '../date/LocalDate.js'
import type { Predicate } from '../fact/values.js'
import { policyOn } from '../policy/inForce.js'
import { hoursOfSession, type MentoringParameters } from '../policy/mentoring.js'
import { predicateOf } from '../policy/performancePredicate.js'
import type { Employment, Held } from './Employment.js'
import { byText } from './latest.js'

/** Of two appraisals of a year, which counts: later end of period, later day of appraisal, later start, later word. */
const weigh = (a: Held<'Appraised'>, b: Held<'Appraised'>): number =>
  byText(a.data.periodEnd, b.data.periodEnd) ||
  byText(a.data.appraisedOn, b.data.appraisedOn) ||
  byText(a.data.periodStart, b.data.periodStart) ||
  a.revision - b.revision

/**
 * The appraisal that counts for a year, or `null`; those of a quarter or a month, and those as an acting officer (*Plt*), never do.
 *
 * @example
 * annualAppraisal(sampleEmployment, 2024)?.data.periodEnd // => '2024-12-31'
 * annualAppraisal(sampleEmployment, 2023) // => null
 */
export const annualAppraisal = (employment: Employment, year: number): Held<'Appraised'> | null => {
  let best: Held<'Appraised'> | null = null
  for (const held of employment.appraisals)
    if (held.data.kind === 'tahunan' && held.data.year === year && !held.data.acting && (best === null || weigh(held, best) > 0))
      best = held
  return best
}

/**
 * The annual predicate by the matrix in force on 31 December of the year (PermenPANRB 6/2022), or `null` where there is none. Nothing is imputed.
 *
 * @example
 * annualPredicate(sampleEmployment, sampleCatalogue, 2025) // => 'SB'
 * annualPredicate(sampleEmployment, sampleCatalogue, 2023) // => null
 */
export const annualPredicate = (employment: Employment, catalogue: Catalogue, year: number): Predicate | null => {
  const held = annualAppraisal(employment, year)
  return held === null
    ? null
    : predicateOf(held.data.result, held.data.behaviour, policyOn(catalogue, 'performance-predicate', lastDayOfYear(year)).parameters)
}

/** A mentoring session of the mentee and the JP it earns: 0 beyond the monthly cap (PerLAN 10/2018), and where it is too short. */
export interface CreditedSession {
  readonly session: Held<'Mentored'>
  readonly on: LocalDate
  readonly hours: number
}

/**
 * All dated sessions in the order in which they count (by day, then pair id, then session of the day) with
 * their credit: the first of a calendar month earn JP, as many sessions as the policy says, a JP for each
 * whole lesson hour up to what a session earns at most. A short session still is one of them.
 *
 * @example
 * const { parameters } = policyOn(sampleCatalogue, 'mentoring', day('2025-12-31'))
 * creditedSessions(sampleEmployment, parameters).map(({ on, hours }) => [on, hours]) // => [['2025-06-10', 2]]
 */
export const creditedSessions = (employment: Employment, parameters: MentoringParameters): ReadonlyArray<CreditedSession> => {
  const dated: { readonly session: Held<'Mentored'>; readonly on: LocalDate }[] = []
  for (const session of employment.sessions) if (session.on !== null) dated.push({ session, on: session.on })
  dated.sort(
    (a, b) =>
      byText(a.on, b.on) ||
      byText(a.session.data.pair, b.session.data.pair) ||
      a.session.data.session - b.session.data.session ||
      a.session.revision - b.session.revision,
  )
  let month = ''
  let counted = 0
  return dated.map(({ session, on }) => {
    const itsMonth = on.slice(0, 7)
    if (itsMonth !== month) {
      month = itsMonth
      counted = 0
    }
    counted++
    return { session, on, hours: counted <= parameters.sessionsPerMonth.value ? hoursOfSession(session.data.minutes, parameters) : 0 }
  })
}

const isIn = (day: LocalDate, year: string): boolean => day.startsWith(year)

/**
 * JP of training attended in a year (by the end of the cohort) and of mentoring, by the policy in force on 31 December; in lesson hours of 45 minutes.
 *
 * @example
 * trainingHours(sampleEmployment, sampleCatalogue, 2025) // => 26
 * trainingHours(sampleEmployment, sampleCatalogue, 2024) // => 0
 */
export const trainingHours = (employment: Employment, catalogue: Catalogue, year: number): number => {
  const prefix = `${String(year).padStart(4, '0')}-`
  let hours = 0
  for (const { on, data } of employment.attendances) if (on !== null && isIn(on, prefix)) hours += data.hours
  if (employment.sessions.length > 0)
    for (const session of creditedSessions(employment, policyOn(catalogue, 'mentoring', lastDayOfYear(year)).parameters))
      if (isIn(session.on, prefix)) hours += session.hours
  return hours
}

/**
 * Sanctions served on a day: medium or heavy (PP 94/2021), begun and not ended.
 *
 * @example
 * sanctionsServed(sampleEmployment, day('2020-06-30')).length // => 1
 * sanctionsServed(sampleEmployment, day('2021-01-01')).length // => 0
 */
export const sanctionsServed = (employment: Employment, day: LocalDate): ReadonlyArray<Held<'Sanctioned'>> =>
  employment.sanctions.filter(
    ({ on, data }) => data.severity !== 'R' && on !== null && on <= day && (data.endsOn === null || day < data.endsOn),
  )

/**
 * Serving discipline on a day: a medium or heavy sanction (PP 94/2021) that has begun and not ended.
 *
 * @example
 * servingDiscipline(sampleEmployment, day('2020-06-30')) // => true
 */
export const servingDiscipline = (employment: Employment, day: LocalDate): boolean => sanctionsServed(employment, day).length > 0
