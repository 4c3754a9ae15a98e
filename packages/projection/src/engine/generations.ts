/** How generations come and go: one is built beside the live one, brought up to it, and swapped in whole. */
import { LOG_START, type LocalDate, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Generation, type Parked, positionOf } from '../store/ViewStore.js'
import { begin, buildParts, writeReferences } from './build.js'
import { definitionsOf } from './definitions.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import { type Live, type Options, type Outcome, sleep } from './Live.js'
import type { EngineError, Progress, Rebuilt } from './ReadModels.js'

export const ALL_PARTITIONS: ReadonlyArray<number> = Array.from({ length: PARTITIONS }, (_, partition) => partition)

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, each) => total + each, 0)

/** A builder that shows no life for so long is taken for dead, in milliseconds. */
const DEAD_AFTER_MS = 10_000

const isDead = ({ state, beat }: Generation): boolean => state === 'building' && Date.now() - beat > DEAD_AFTER_MS

/** Takes away what no process needs: builds of dead processes, older generations of these definitions, and of other definitions all but the newest. */
const sweep = async ({ views }: Options, published: number, mine: (generation: Generation) => boolean): Outcome<void> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  // A program of another version may be running on this home: it keeps one.
  const other = all.right.find((each) => each.state === 'live' && !mine(each))
  for (const each of all.right) {
    if (each.number >= published || each.number === other?.number) continue
    if (each.state === 'building' && !isDead(each)) continue
    const dropped = await views.drop(each.number)()
    if (E.isLeft(dropped)) return dropped
  }
  return E.right(undefined)
}

/** Which parked streams a new generation may have: none, those the live one cannot read either, or any. */
export type Allowed = 'none' | 'as before' | 'any'

const told = (parked: ReadonlyArray<Parked>, first: Parked): EngineError => {
  const more = parked.length === 1 ? '' : `, nor can ${parked.length - 1} more streams be read to their end`
  return { tag: 'Unreadable', parked, reason: `event ${first.revision} of ${first.stream} cannot be read (${first.reason})${more}` }
}

/** Parked streams that stand in the way of a swap. */
const inTheWay = async ({ views }: Options, generation: number, before: Live | null, allowed: Allowed): Outcome<ReadonlyArray<Parked>> => {
  if (allowed === 'any') return E.right([])
  const parked = await views.parked(generation)()
  if (E.isLeft(parked) || parked.right.length === 0 || allowed === 'none' || before === null) return parked
  const status = await views.status(before.generation.number)()
  if (E.isLeft(status)) return status
  const known = await views.parked(before.generation.number)()
  if (E.isLeft(known)) return known
  // What the live one has not come to yet it will not be able to read either.
  const reached = positionOf(status.right)
  const names = new Set(known.right.map(({ stream, revision }) => `${stream} ${revision}`))
  return E.right(parked.right.filter(({ stream, revision, position }) => position <= reached && !names.has(`${stream} ${revision}`)))
}

/** Brings a generation whose parts are built up to the live one, by the same way as ever, and swaps it in. */
const publish = async (options: Options, lookup: () => Outcome<Live | null>, live: Live, allowed: Allowed): Outcome<void> => {
  for (;;) {
    const dispatched = await dispatch(options, live, null)
    if (E.isLeft(dispatched)) return dispatched
    const drained = await drain(options, live)
    if (E.isLeft(drained)) return drained
    const before = await lookup()
    if (E.isLeft(before)) return before
    const parked = await inTheWay(options, live.generation.number, before.right, allowed)
    if (E.isLeft(parked)) return parked
    const [first] = parked.right
    if (first !== undefined) return E.left(told(parked.right, first))
    const instead = before.right?.generation.number ?? null
    const published = await options.views.publish(live.generation.number, instead, new Date().toISOString())()
    if (E.isLeft(published)) return published
    if (published.right) return E.right(undefined)
  }
}

/** Events and documents of a generation when its parts were built. */
const sizeOf = async ({ views }: Options, { number, upTo }: Generation): Outcome<Omit<Rebuilt, 'generation'>> => {
  const parts = await views.parts(number)()
  if (E.isLeft(parts)) return parts
  const references = await views.references(number, LOG_START)()
  if (E.isLeft(references)) return references
  return E.right({
    events: references.right.entries.filter(({ position }) => position <= upTo).length + sum(parts.right.map(({ events }) => events)),
    documents: sum(parts.right.map(({ documents }) => documents)),
  })
}

/** Finishes a generation whose parts are built: brings it up to date, swaps it in, and takes away what no process needs. */
export const finish = async (options: Options, lookup: () => Outcome<Live | null>, live: Live, allowed: Allowed): Outcome<Rebuilt> => {
  const { generation } = live
  const size = await sizeOf(options, generation)
  if (E.isLeft(size)) return size
  const published = await publish(options, lookup, live, allowed)
  if (E.isLeft(published)) return published
  const swept = await sweep(options, generation.number, (each) => each.definitions === definitionsOf(options.standing, each.day))
  return E.isLeft(swept) ? swept : E.right({ generation: generation.number, ...size.right })
}

/** Builds a generation for a day beside the live one and swaps it in. One that fails is taken away again. */
export const replace = async (
  options: Options,
  lookup: () => Outcome<Live | null>,
  day: LocalDate,
  { allowed, onProgress }: { readonly allowed: Allowed; readonly onProgress?: ((progress: Progress) => void) | undefined },
): Outcome<Rebuilt> => {
  const live = await begin(options, day)
  if (E.isLeft(live)) return live
  const completed = await (async (): Outcome<Rebuilt> => {
    const written = await writeReferences(options, live.right)
    if (E.isLeft(written)) return written
    const built = await buildParts(options, live.right, ALL_PARTITIONS, onProgress)
    return E.isLeft(built) ? built : finish(options, lookup, live.right, allowed)
  })()
  // Whether this succeeds or not, the first fault is the one to tell.
  if (E.isLeft(completed)) await options.views.drop(live.right.generation.number)()
  return completed
}

/** Whether another process is building for these definitions and this day, and alive. */
export const isBeingBuilt = async ({ views, standing }: Options, day: LocalDate): Outcome<boolean> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const definitions = definitionsOf(standing, day)
  return E.right(
    all.right.some((each) => each.state === 'building' && each.definitions === definitions && each.day === day && !isDead(each)),
  )
}

/** The live generation of these definitions; built first where there is none, or awaited where another process builds it. */
export const ensure = async (
  options: Options,
  lookup: () => Outcome<Live | null>,
  onProgress?: (progress: Progress) => void,
): Outcome<Live> => {
  for (;;) {
    const found = await lookup()
    if (E.isLeft(found)) return found
    if (found.right !== null) return E.right(found.right)
    const day = options.today()
    const building = await isBeingBuilt(options, day)
    if (E.isLeft(building)) return building
    if (building.right) {
      await sleep(100)
      continue
    }
    const made = await replace(options, lookup, day, { allowed: 'none', onProgress })
    if (E.isLeft(made)) return made
  }
}
