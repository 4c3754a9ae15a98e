/** Answers of the API, as the server's tests hold them. */

/** How far figures lag behind the log, and what is under way. */
export interface LiveState {
  readonly position: number
  readonly head: number
  readonly behind: number
  readonly behindSeconds: number
  readonly rebuild: { readonly done: number; readonly total: number } | null
  readonly importing: ReadonlyArray<string>
}

/** Where a page stands in its table; `next` and `previous` are `null` at the ends. */
interface PageInfo {
  readonly total: number
  readonly offset: number
  readonly limit: number
  readonly next: string | null
  readonly previous: string | null
}

/** What stands over every answer. */
export interface Heading {
  readonly asOf: string
  readonly position: number
}

export interface AgencyList extends Heading {
  readonly agencies: ReadonlyArray<{ readonly code: string; readonly years: ReadonlyArray<number>; readonly latest: number }>
}

type Base = Readonly<Record<string, number>>

interface ReportOf<Row, Totals = never> extends Heading {
  readonly report: string
  readonly rows?: ReadonlyArray<Row>
  readonly totals?: Totals
  readonly base?: Base
}

/** Training of PNS and PPPK in JP: `reached` 20 or more, `zero` none at all. */
export interface HoursFigures {
  readonly pns: {
    readonly people: number
    readonly reached: number
    readonly share: number | null
    readonly hours: number
    readonly zero: number
  }
  readonly pppk: { readonly people: number; readonly hours: number; readonly overLimit: number }
}

export const PREDICATES = ['SB', 'B', 'BP', 'K', 'SK', 'missing'] as const
export type PredicateKey = (typeof PREDICATES)[number]
export type PredicateFigures = { readonly [K in PredicateKey]: number }

export const REASONS = ['waktu', 'relevansi', 'minat', 'izin', 'sakit', 'lain'] as const
type Reason = (typeof REASONS)[number]

export interface ParticipationFigures {
  readonly enrolled: number
  readonly attended: number
  readonly absent: number
  readonly withdrawn: number
  readonly attendanceRate: number | null
  readonly reasons: { readonly [K in Reason]: number }
}

export const QUESTIONS = ['material', 'method', 'instructor', 'facilities', 'relevance'] as const
type Question = (typeof QUESTIONS)[number]

export interface RatingsRow extends Readonly<Record<Question, number | null>> {
  readonly cohortId: string
  readonly programId: string
  readonly attended: number
  readonly responses: number
  readonly responseRate: number | null
  readonly suppressed?: boolean
}

type OfUnit<F> = F & { readonly unitId: string }

export interface Overview extends Heading {
  readonly agency: string
  readonly year: number
  readonly units: ReadonlyArray<{ readonly id: string; readonly name: string | null }>
  readonly programs: ReadonlyArray<{ readonly code: string; readonly name: string; readonly kind: string }>
  readonly cohorts: ReadonlyArray<{ readonly code: string; readonly program: string; readonly starts: string; readonly ends: string }>
  readonly reports: {
    readonly trainingHours: ReportOf<OfUnit<HoursFigures>, HoursFigures>
    readonly predicates: ReportOf<OfUnit<PredicateFigures>, PredicateFigures>
    readonly participation: ReportOf<OfUnit<ParticipationFigures>>
    readonly ratings: ReportOf<RatingsRow>
  }
}

interface StaffRow {
  readonly nip: string
  readonly name: string
  readonly status: string
  readonly grade: string | null
  readonly gradeSince: string | null
  readonly positionId: string | null
  readonly positionName: string | null
  readonly level: string
  readonly positionSince: string | null
  readonly unitId: string
  readonly career: string | null
}

export interface UnitPage extends Heading {
  readonly agency: string
  readonly base: Base
  readonly unit: { readonly id: string; readonly name: string | null }
  readonly people: ReadonlyArray<StaffRow>
  readonly page: PageInfo
}

interface Turnout {
  readonly enrolled: number
  readonly attended: number
  readonly absent: number
  readonly withdrawn: number
}

interface CohortRow {
  readonly code: string
  readonly starts: string
  readonly ends: string
  readonly quota: number | null
  readonly curriculumVersion: string | null
  readonly turnout: Turnout | null
  readonly ratings: RatingsRow | null
}

export interface ProgramPage extends Heading {
  readonly agency: string
  readonly year: number
  readonly program: {
    readonly code: string
    readonly name: string
    readonly kind: string
    readonly track: string | null
    readonly hours: number
    readonly organiser: string | null
    readonly topic: string | null
  }
  readonly cohorts: ReadonlyArray<CohortRow>
  readonly curriculum: ReadonlyArray<Entry>
}

interface Ground {
  readonly kind: 'taken' | 'imported' | 'noted'
  readonly actor: string
  readonly onBehalfOf?: string
  readonly basis?: string
}

export type Data = Readonly<Record<string, unknown>>

export interface Entry {
  readonly id: string
  readonly revision: number
  readonly position: number
  readonly hash: string
  readonly does: 'states' | 'corrects' | 'annuls' | 'unreadable'
  readonly type: string
  readonly agency: string
  readonly effectiveOn: string | null
  readonly recordedAt: string
  readonly ground: Ground
  readonly reason: string | null
  readonly source: { readonly file: string; readonly row: number; readonly importId: string } | null
  readonly data: Data
  readonly personal: Data | null
  readonly closed: 'erased' | 'broken' | null
  readonly state: 'holds' | 'corrected' | 'annulled'
  readonly about: string | null
  readonly later: ReadonlyArray<{ readonly id: string; readonly does: 'corrects' | 'annuls' }>
}

type Named = { readonly number: string; readonly name: string } | 'erased' | 'unreadable'

export interface Employment {
  readonly agency: string
  readonly active: boolean
  readonly status: string
  readonly since: string | null
  readonly grade: string | null
  readonly gradeSince: string | null
  readonly positionName: string | null
  readonly level: string
  readonly unitId: string
  readonly unitName: string | null
  readonly hours: ReadonlyArray<{ readonly year: number; readonly hours: number }>
}

export interface PersonPage extends Heading {
  readonly career: string
  readonly person: Named
  readonly employments: ReadonlyArray<Employment>
  readonly entries: ReadonlyArray<Entry>
  readonly people: Readonly<Record<string, Named>>
  readonly cohorts: Readonly<Record<string, { readonly program: string; readonly name: string }>>
  readonly units: Readonly<Record<string, string>>
}

export interface ReportList extends Heading {
  readonly reports: ReadonlyArray<{ readonly name: string; readonly title: { readonly id: string; readonly en: string } }>
}

interface Projection {
  readonly projection: string
  readonly position: number
  readonly lag: number
  readonly quarantined: ReadonlyArray<string>
  readonly version: string
  readonly rebuiltAt: string
}

export interface ServiceHealth extends Heading {
  readonly base: { readonly head: number; readonly waiting: number; readonly quarantined: number }
  readonly rows: ReadonlyArray<Projection>
  readonly generation: number
  readonly rebuild: { readonly done: number; readonly total: number } | null
}

export interface ParkedList {
  readonly parked: ReadonlyArray<{
    readonly stream: string
    readonly revision: number
    readonly position: number
    readonly reason: string
  }>
  readonly page: PageInfo
}

export interface Change {
  readonly position: number
  readonly agencies: ReadonlyArray<string> | null
}
