/** What the simulator knows of its city before a row is written. */
import type { AbsenceReason, Education, Grade, Level, LocalDate, ProgramKind, PromotionKind, ServantStatus, Sex } from '@jejak/core'

/** A unit and its habits: they make the units differ on the dashboard. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly family: Family
  /** Share of the people, relative to the other units. */
  readonly weight: number
  /** How readily its people go to training; 1 is usual. */
  readonly appetite: number
  /** Share of requests for training that superiors grant. */
  readonly support: number
  /** Days a superior usually takes to answer. */
  readonly answerDays: number
  /** Added to the latent performance of its people, in standard deviations. */
  readonly performance: number
  /** Share of appraisals that are missing. */
  readonly missing: number
  /** Satisfaction of its clients, 1 to 5. */
  readonly satisfaction: number
}

/** A city has at least one unit. */
export type Units = readonly [Unit, ...Unit[]]

/** The functional profession most found in a unit: its code and name. */
export interface Family {
  readonly code: string
  readonly name: string
}

export type Track = 'structural' | 'functional' | 'pelaksana'

export interface RankStep {
  readonly grade: Grade
  readonly on: LocalDate
  readonly kind: PromotionKind
}

export interface PositionStep {
  readonly positionId: string
  readonly positionName: string
  readonly level: Level
  readonly unit: Unit
  readonly on: LocalDate
  readonly assignment: 'D' | 'PLT'
}

export interface Exit {
  readonly kind: 'pensiun' | 'pensiun_dini' | 'meninggal' | 'mutasi_keluar' | 'diberhentikan'
  readonly on: LocalDate
}

export interface Person {
  readonly index: number
  readonly number: string
  readonly name: string
  readonly status: ServantStatus
  readonly sex: Sex
  readonly birth: LocalDate
  readonly education: Education
  readonly graduated: number
  /** TMT CPNS or start of the first agreement. */
  readonly entry: LocalDate
  readonly homeUnit: Unit
  readonly track: Track
  readonly ranks: ReadonlyArray<RankStep>
  /** Grows while posts are filled; in order of day. */
  positions: ReadonlyArray<PositionStep>
  exit: Exit | null
  /** Latent performance, mean 0, standard deviation about 1. */
  readonly quality: number
  /** How readily the person goes to training; 1 is usual. */
  readonly appetite: number
}

/** A post that only one person holds at a time. */
export interface Post {
  readonly unit: Unit
  readonly positionId: string
  readonly positionName: string
  readonly level: 'jpt_pratama' | 'administrator' | 'pengawas'
  readonly key: boolean
}

export interface Program {
  readonly code: string
  readonly name: string
  readonly kind: ProgramKind
  readonly track: 'II' | 'III' | 'IV' | ''
  readonly hours: number
  readonly days: number
  readonly organiser: string
  readonly topic: string
  /** Mean rating (1 to 5) of material and method under the first curriculum. */
  readonly rating: number
  /** Year, counted from the first of the window, in which a second curriculum starts; `null` for none. */
  readonly revisedIn: number | null
  /** How often it is held, relative to the others. */
  readonly weight: number
  readonly rupiahPerSeat: number
}

export interface Cohort {
  readonly index: number
  readonly code: string
  readonly program: Program
  readonly starts: LocalDate
  readonly ends: LocalDate
  readonly quota: number
  readonly version: 1 | 2
  readonly location: string
  readonly instructor: string
}

/** What became of a seat. */
export type Participation =
  | { readonly person: Person; readonly came: true; readonly hours: number; readonly pre: number; readonly post: number }
  | { readonly person: Person; readonly came: false; readonly withdrew: boolean; readonly reason: AbsenceReason }

export interface World {
  readonly seed: number
  /** First and last day of which facts are told; careers began earlier. */
  readonly from: LocalDate
  readonly until: LocalDate
  readonly firstYear: number
  readonly lastYear: number
  readonly units: Units
  readonly people: ReadonlyArray<Person>
  readonly posts: ReadonlyArray<Post>
  readonly programs: ReadonlyArray<Program>
  readonly cohorts: ReadonlyArray<Cohort>
  /** JP attended in courses, by person and year of the window. */
  readonly courseHours: (person: Person, year: number) => number
}
