/** A small world for tests of stores of read models, and short ways to use one. */
import {
  type AgencyCode,
  type CareerId,
  careerStream,
  LOG_START,
  type LocalDate,
  LogPosition,
  lastDayOfYear,
  partitionOf,
} from '@jejak/core'
import type { Commit, Mark, Marking, ViewStore } from '@jejak/projection'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { WORLD } from '../arbitraries/log.js'
import { type Case, right as rightOf } from './Case.js'

export const right = async <L, A>(task: TaskEither<L, A>): Promise<A> => rightOf(await task())

export const at = (n: number): LogPosition => {
  if (!LogPosition.is(n)) throw new Error(`not a position: ${n}`)
  return n
}

export const first = <A>(items: ReadonlyArray<A>, index = 0): A => {
  const item = items[index]
  if (item === undefined) throw new Error('the small world is too small')
  return item
}

export const DAY: LocalDate = lastDayOfYear(2025)
export const AGENCY: AgencyCode = first(WORLD.agencies)
export const OTHER: AgencyCode = first(WORLD.agencies, 1)
export const ONE: CareerId = first(WORLD.people)
export const TWO: CareerId = first(WORLD.people, 1)
export const inPartition = (career: CareerId): number => partitionOf(careerStream(career))

export const begun = (store: ViewStore, from = 0): Promise<number> =>
  right(store.begin({ definitions: 'd', day: DAY, now: 1, upTo: at(from), hash: `h${from}` }))

export const marking = (after: number, upTo: number, parts: Partial<Marking> = {}): Marking => ({
  after: at(after),
  upTo: at(upTo),
  hash: `h${upTo}`,
  careers: [],
  references: [],
  renamed: [],
  catalogue: null,
  parked: [],
  ...parts,
})

export const marked = (career: CareerId, revision: number, position: number): Mark => ({
  partition: inPartition(career),
  career,
  revision,
  catalogue: LOG_START,
  first: at(position),
})

export const commitOf = (career: CareerId, revision: number, parts: Partial<Commit> = {}): Commit => ({
  career,
  partition: inPartition(career),
  epoch: null,
  was: null,
  revision,
  seen: revision,
  parked: null,
  catalogue: LOG_START,
  measured: parts.catalogue ?? LOG_START,
  snapshot: null,
  tail: `["${revision}"]`,
  measures: '[]',
  names: [],
  deltas: [],
  rows: [],
  ...parts,
})

export const sumOf = async (store: ViewStore, generation: number, view = 0, agency = AGENCY): Promise<ReadonlyArray<unknown>> =>
  [...first((await right(store.sums(generation, [view], agency))).sums)].sort(([a], [b]) => (a < b ? -1 : 1))

export const promise = (name: string, run: (store: ViewStore) => Promise<void>): Case<ViewStore> => ({ name, run })
