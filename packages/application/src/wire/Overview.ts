/** The figures of the first page: hours, predicates, participation and ratings of a year. */
import * as t from 'io-ts'
import { Base, Heading, listOf, orNone } from './answers.js'

/** Training of PNS and PPPK in JP. */
export const HoursFigures = t.type({
  pns: t.type({ people: t.number, reached: t.number, share: orNone(t.number), hours: t.number, zero: t.number }),
  pppk: t.type({ people: t.number, hours: t.number, overLimit: t.number }),
})
export type HoursFigures = t.TypeOf<typeof HoursFigures>

export const PREDICATES = ['SB', 'B', 'BP', 'K', 'SK', 'missing'] as const
export type PredicateKey = (typeof PREDICATES)[number]
export const PredicateFigures = t.type({ SB: t.number, B: t.number, BP: t.number, K: t.number, SK: t.number, missing: t.number })
export type PredicateFigures = t.TypeOf<typeof PredicateFigures>

export const REASONS = ['waktu', 'relevansi', 'minat', 'izin', 'sakit', 'lain'] as const
export const ParticipationFigures = t.type({
  enrolled: t.number,
  attended: t.number,
  absent: t.number,
  withdrawn: t.number,
  attendanceRate: orNone(t.number),
  reasons: t.type({ waktu: t.number, relevansi: t.number, minat: t.number, izin: t.number, sakit: t.number, lain: t.number }),
})
export type ParticipationFigures = t.TypeOf<typeof ParticipationFigures>

export const QUESTIONS = ['material', 'method', 'instructor', 'facilities', 'relevance'] as const
const Score = orNone(t.number)
export const RatingsRow = t.intersection([
  t.type({
    cohortId: t.string,
    programId: t.string,
    attended: t.number,
    responses: t.number,
    responseRate: orNone(t.number),
    material: Score,
    method: Score,
    instructor: Score,
    facilities: Score,
    relevance: Score,
  }),
  t.partial({ suppressed: t.boolean }),
])
export type RatingsRow = t.TypeOf<typeof RatingsRow>

const OfUnit = t.type({ unitId: t.string })

const reportOf = <R extends t.Mixed, T extends t.Mixed>(row: R, totals: T) =>
  t.intersection([Heading, t.type({ report: t.string }), t.partial({ rows: listOf(row), totals, base: Base })])

export const OverviewReports = t.type({
  trainingHours: reportOf(t.intersection([HoursFigures, OfUnit]), HoursFigures),
  predicates: reportOf(t.intersection([PredicateFigures, OfUnit]), PredicateFigures),
  participation: reportOf(t.intersection([ParticipationFigures, OfUnit]), t.UnknownRecord),
  ratings: reportOf(RatingsRow, t.UnknownRecord),
})
export type OverviewReports = t.TypeOf<typeof OverviewReports>

export const Overview = t.intersection([
  Heading,
  t.type({
    agency: t.string,
    year: t.number,
    /** The numbers that words about hours name, of the policy in force: what a PNS owes in a year, what a PPPK has at most. */
    thresholds: t.type({ floor: t.number, ceiling: t.number }),
    base: t.type({ trainingHours: Base, predicates: Base, participation: Base, ratings: Base }),
    units: listOf(t.type({ id: t.string, name: orNone(t.string) })),
    programs: listOf(t.type({ code: t.string, name: t.string, kind: t.string })),
    cohorts: listOf(t.type({ code: t.string, program: t.string, starts: t.string, ends: t.string })),
    reports: OverviewReports,
  }),
])
export type Overview = t.TypeOf<typeof Overview>
