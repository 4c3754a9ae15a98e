/**
 * What the server needs of a data folder: narrow, so that tests and other hosts
 * can hand in their own. `houseOf` makes it of a worker's home.
 */
import type { LiveState } from '@jejak/application'
import type { AgencyCode, CareerId, LocalDate, LogPosition } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import type { Figures, Following, Upkeep } from '@jejak/projection'
import type { Answer, Person } from '@jejak/reports'
import type { Probe, ProbeAnswer } from '@jejak/worker/operations'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** A report as asked for; what is left out takes the report's default. */
export interface Asked {
  readonly agency: AgencyCode
  readonly year?: number
  readonly asOf?: LocalDate
  readonly from?: LocalDate
  readonly to?: LocalDate
  readonly period?: string
  readonly unit?: string
  /** A moment with its zone, or `@POSITION`. */
  readonly knownAt?: string
  /** Answer only when all up to here is in. */
  readonly waitFor?: LogPosition
}

/** Why a question has no answer. `reason` says what to do and holds no personal data. */
export type HouseError =
  | { readonly tag: 'UnknownReport'; readonly report: string }
  | { readonly tag: 'BadArguments'; readonly faults: ReadonlyArray<{ readonly argument: string; readonly message: string }> }
  | { readonly tag: 'NotFound'; readonly what: 'person' | 'program' | 'unit' | 'agency' }
  | { readonly tag: 'NotReady'; readonly reason: string }

export interface House {
  readonly events: Pick<EventStore, 'read'>
  readonly vault: Pick<Vault, 'careerId' | 'load' | 'open'>
  readonly readModels: Pick<Figures, 'health' | 'catalogue' | 'agencies' | 'figure'> & Pick<Upkeep, 'retryParked'>
  /** Tells of every change of the figures until it is told to stop. */
  readonly follow: Following['follow']
  /** Answers a report from the read models as they stand. */
  readonly answer: (report: string, asked: Asked) => TaskEither<HouseError, Answer>
  /** The report of the service itself, as things are. */
  readonly serviceHealth: TaskEither<HouseError, Answer>
  /** How far figures lag behind the log, and what is under way. */
  readonly state: TaskEither<HouseError, LiveState>
  /** Answers who looks after the process. */
  readonly probe: (probe: Probe) => Promise<ProbeAnswer>
  /** Numbers and names, many keys at a time; erased people are named so. Quicker where the revisions of their appointments are known. */
  readonly people: (
    careers: ReadonlyArray<CareerId>,
    appointments?: ReadonlyMap<CareerId, number>,
  ) => TaskEither<HouseError, ReadonlyMap<CareerId, Person>>
}

/** Puts an error of the store, the keys or the engine into one line for a reader. */
export const notReady = (error: { readonly tag: string; readonly reason?: string }): HouseError => ({
  tag: 'NotReady',
  reason: error.reason ?? error.tag,
})
