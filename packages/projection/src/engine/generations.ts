/** How generations come and go: one is built beside the live one, brought up to it, and swapped in whole. */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Generation } from '../store/ViewStore.js'
import { type Begun, begin, fill } from './build.js'
import { definitionsOf } from './definitions.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import { type Live, type Options, type Outcome, sleep } from './Live.js'
import type { Progress } from './ReadModels.js'

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

interface Replaced {
  readonly generation: number
  readonly events: number
  readonly documents: number
}

/** Fills a generation, brings it up to the live one and swaps it in. */
const complete = async (
  options: Options,
  lookup: () => Outcome<Live | null>,
  begun: Begun,
  onProgress?: (progress: Progress) => void,
): Outcome<Replaced> => {
  const { live } = begun
  const { views } = options
  const generation = live.generation.number
  const filled = await fill(options, begun, onProgress)
  if (E.isLeft(filled)) return filled
  for (;;) {
    // What was appended since the scan, by the same way as ever.
    const dispatched = await dispatch(options, live, null)
    if (E.isLeft(dispatched)) return dispatched
    const drained = await drain(options, live)
    if (E.isLeft(drained)) return drained
    if (drained.right.fault !== null) return E.left(drained.right.fault)
    const before = await lookup()
    if (E.isLeft(before)) return before
    const published = await views.publish(generation, before.right?.generation.number ?? null, new Date().toISOString())()
    if (E.isLeft(published)) return published
    if (published.right) return E.right({ generation, ...filled.right })
  }
}

/** Builds a generation for a day beside the live one and swaps it in. One that fails is taken away again. */
export const replace = async (
  options: Options,
  lookup: () => Outcome<Live | null>,
  day: LocalDate,
  onProgress?: (progress: Progress) => void,
): Outcome<Replaced> => {
  const begun = await begin(options, day)
  if (E.isLeft(begun)) return begun
  const { number } = begun.right.live.generation
  const completed = await complete(options, lookup, begun.right, onProgress)
  if (E.isLeft(completed)) {
    // Whether this succeeds or not, the first fault is the one to tell.
    await options.views.drop(number)()
    return completed
  }
  const swept = await sweep(options, number, (each) => each.definitions === definitionsOf(options.standing, each.day))
  return E.isLeft(swept) ? swept : completed
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
    const made = await replace(options, lookup, day, onProgress)
    if (E.isLeft(made)) return made
  }
}
