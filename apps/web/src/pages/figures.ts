/** Sums the dashboard makes of a report's rows. Pure; nothing is imputed, withheld means stay withheld. */
import {
  type HoursFigures,
  type ParticipationFigures,
  PREDICATES,
  type PredicateFigures,
  type PredicateKey,
  QUESTIONS,
  type RatingsRow,
  REASONS,
} from '@jejak/application/wire'

/** The mean of a set of cohorts: of those that may be shown, weighted by their ratings. */
export interface Rated {
  /** `null` where no cohort may be shown. */
  readonly mean: number | null
  readonly responses: number
  readonly cohorts: number
  /** Cohorts with fewer than 5 ratings, one or more. */
  readonly hidden: number
}

/** Mean of the five questions of a cohort; `null` where it is withheld. */
export const meanOf = (row: RatingsRow): number | null => {
  let sum = 0
  for (const question of QUESTIONS) {
    const value = row[question]
    if (value === null) return null
    sum += value
  }
  return sum / QUESTIONS.length
}

export const rated = (rows: ReadonlyArray<RatingsRow>): Rated => {
  let sum = 0
  let responses = 0
  let cohorts = 0
  let hidden = 0
  for (const row of rows) {
    const mean = meanOf(row)
    if (mean === null) {
      if (row.responses > 0) hidden++
      continue
    }
    sum += mean * row.responses
    responses += row.responses
    cohorts++
  }
  return { mean: responses === 0 ? null : sum / responses, responses, cohorts, hidden }
}

const ratio = (n: number, of: number): number | null => (of === 0 ? null : n / of)

const NO_HOURS: HoursFigures = {
  pns: { people: 0, reached: 0, share: null, hours: 0, zero: 0 },
  pppk: { people: 0, hours: 0, overLimit: 0 },
}

export const hoursOf = (rows: ReadonlyArray<HoursFigures>): HoursFigures =>
  rows.reduce((sum, { pns, pppk }) => {
    const people = sum.pns.people + pns.people
    const reached = sum.pns.reached + pns.reached
    return {
      pns: { people, reached, share: ratio(reached, people), hours: sum.pns.hours + pns.hours, zero: sum.pns.zero + pns.zero },
      pppk: {
        people: sum.pppk.people + pppk.people,
        hours: sum.pppk.hours + pppk.hours,
        overLimit: sum.pppk.overLimit + pppk.overLimit,
      },
    }
  }, NO_HOURS)

export const predicatesOf = (rows: ReadonlyArray<PredicateFigures>): PredicateFigures => {
  const sum: { [K in PredicateKey]: number } = { SB: 0, B: 0, BP: 0, K: 0, SK: 0, missing: 0 }
  for (const row of rows) for (const key of PREDICATES) sum[key] += row[key]
  return sum
}

export const appraisedOf = (figures: PredicateFigures): number => figures.SB + figures.B + figures.BP + figures.K + figures.SK

export const participationOf = (rows: ReadonlyArray<ParticipationFigures>): ParticipationFigures => {
  const reasons = { waktu: 0, relevansi: 0, minat: 0, izin: 0, sakit: 0, lain: 0 }
  let enrolled = 0
  let attended = 0
  let absent = 0
  let withdrawn = 0
  for (const row of rows) {
    enrolled += row.enrolled
    attended += row.attended
    absent += row.absent
    withdrawn += row.withdrawn
    for (const reason of REASONS) reasons[reason] += row.reasons[reason]
  }
  return { enrolled, attended, absent, withdrawn, attendanceRate: ratio(attended, enrolled), reasons }
}

/** Greatest first; those without a figure last; equals by name. */
export const ordered = <A>(rows: ReadonlyArray<A>, figure: (row: A) => number | null, name: (row: A) => string): ReadonlyArray<A> =>
  [...rows].sort((a, b) => (figure(b) ?? -1) - (figure(a) ?? -1) || (name(a) < name(b) ? -1 : 1))
