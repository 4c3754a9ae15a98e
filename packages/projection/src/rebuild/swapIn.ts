/** How a generation whose parts are built comes to use: brought up to date, and swapped in whole if nothing stands in the way. */
import { LOG_START } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { isAlias } from '../document/Alias.js'
import { DAMAGED } from '../document/readEntry.js'
import type { EngineError, Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { backOff, Standstill, stuck } from '../generation/Standstill.js'
import { dispatch } from '../marking/dispatch.js'
import { drain } from '../marking/drain.js'
import type { Generation } from '../store/GenerationStore.js'
import { type Parked, positionOf } from '../store/ReadingStore.js'
import { bringTogether } from './bringTogether.js'
import { Digest } from './Digest.js'
import type { Rebuilt } from './Rebuilding.js'
import { sweep } from './sweep.js'

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, each) => total + each, 0)

/** Which parked streams a new generation may have: none, those the live one cannot read either, or any. */
export type Allowed = 'none' | 'as before' | 'any'

const unreadable = (parked: ReadonlyArray<Parked>, first: Parked): EngineError => {
  const more = parked.length === 1 ? '' : `, nor can ${parked.length - 1} more streams be read to their end`
  return { tag: 'Unreadable', parked, reason: `event ${first.revision} of ${first.stream} cannot be read (${first.reason})${more}` }
}

/** Parked streams that stand in the way of a swap. */
const inTheWay = async (
  { views }: Options,
  generation: number,
  before: GenerationView | null,
  allowed: Allowed,
): Outcome<ReadonlyArray<Parked>> => {
  if (allowed === 'any') return E.right([])
  const all = await views.parked(generation)()
  // No version of the program could read what the store has lost: to wait for that would take every figure away.
  const parked = E.map((streams: ReadonlyArray<Parked>) => streams.filter(({ reason }) => !reason.startsWith(DAMAGED)))(all)
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
const bringUpAndPublish = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  building: GenerationView,
  allowed: Allowed,
): Outcome<void> => {
  const { views } = options
  const { number } = building.generation
  const still = new Standstill()
  for (;;) {
    const dispatched = await dispatch(options, building, null)
    if (E.isLeft(dispatched)) return dispatched
    const drained = await drain(options, building)
    if (E.isLeft(drained)) return drained
    const before = await lookup()
    if (E.isLeft(before)) return before
    const parked = await inTheWay(options, number, before.right, allowed)
    if (E.isLeft(parked)) return parked
    const [first] = parked.right
    if (first !== undefined) return E.left(unreadable(parked.right, first))
    const status = await views.status(number)()
    if (E.isLeft(status)) return status
    const at = positionOf(status.right)
    const stands = still.isAt(`${at} ${status.right.dirty}`)
    // What holds all of the log is behind nothing: whatever says that it holds more is damaged.
    const isWhole = stands && at === dispatched.right.checkpoint
    if (stands && !isWhole) return stuck(`The new read models stay at @${at}`)
    const instead = isWhole ? null : (before.right?.generation.number ?? null)
    const published = await views.publish(number, instead, new Date().toISOString())()
    if (E.isLeft(published)) return published
    if (published.right) return E.right(undefined)
    await backOff(still.times)
  }
}

/** Events and documents of a generation when its parts were built. */
export const sizeOf = async ({ views }: Options, { number, upTo }: Generation): Outcome<Omit<Rebuilt, 'generation' | 'found'>> => {
  const parts = await views.parts(number)()
  if (E.isLeft(parts)) return parts
  const references = await views.references(number, LOG_START)()
  if (E.isLeft(references)) return references
  const digest = new Digest()
  for (const part of parts.right) if (part.digest !== null) digest.addDigest(part.digest)
  return E.right({
    events:
      references.right.entries.filter((entry) => entry.position <= upTo && !isAlias(entry)).length +
      sum(parts.right.map(({ events }) => events)),
    documents: sum(parts.right.map(({ documents }) => documents)),
    digest: digest.text(),
  })
}

/** Finishes a generation whose parts are built: brings it up to date, swaps it in, and takes away what no process needs. */
export const finish = async (
  options: Options,
  lookup: () => Outcome<GenerationView | null>,
  building: GenerationView,
  allowed: Allowed,
): Outcome<Omit<Rebuilt, 'found'>> => {
  const { generation } = building
  const size = await sizeOf(options, generation)
  if (E.isLeft(size)) return size
  const whole = await bringTogether(options, building)
  if (E.isLeft(whole)) return whole
  const published = await bringUpAndPublish(options, lookup, whole.right, allowed)
  if (E.isLeft(published)) return published
  const swept = await sweep(options, generation)
  return E.isLeft(swept) ? swept : E.right({ generation: generation.number, ...size.right })
}
