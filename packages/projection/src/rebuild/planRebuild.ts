/** What a rebuild would go through and how long it takes, without writing anything. */
import { type LocalDate, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { definitionsOf } from '../generation/definitions.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { nextTurn } from '../generation/pause.js'
import { referencesUpTo } from './build.js'
import { sizeOfPartition } from './buildPartition.js'
import type { RebuildPlan } from './Rebuilding.js'
import { foundParts } from './rebuildParts.js'

/** Longest time for folding partitions to count, in milliseconds; the rest is estimated from them. */
const COUNT_FOR_MS = 1_500
/** A rebuild writes and counts a second time what is folded here once. */
const REBUILD_TO_FOLD = 2.5

export const planRebuild = async (options: Options, day: LocalDate): Outcome<RebuildPlan> => {
  const head = await options.events.head()()
  if (E.isLeft(head)) return head
  const found = await foundParts(options, day)
  if (E.isLeft(found)) return found
  const definitions = definitionsOf(options.standing, day)
  const nowhere = {
    number: 0,
    definitions,
    day,
    upTo: head.right,
    reached: { position: head.right, hash: '' },
    state: 'building',
    heartbeat: 0,
    builtAt: '',
  } as const
  const building = new GenerationView(nowhere, options.standing(day), options.views)
  const started = performance.now()
  const references = await referencesUpTo(options, building, head.right)
  if (E.isLeft(references)) return references
  const before = performance.now()
  let [events, documents, folded] = [0, 0, 0]
  while (folded < PARTITIONS && (folded === 0 || performance.now() - before < COUNT_FOR_MS)) {
    const size = await sizeOfPartition(options, building, folded)
    if (E.isLeft(size)) return size
    events += size.right.events
    documents += size.right.documents
    folded++
    await nextTurn()
  }
  const whole = PARTITIONS / folded
  const folding = ((performance.now() - before) * whole * REBUILD_TO_FOLD * (PARTITIONS - found.right)) / PARTITIONS
  return E.right({
    events: Math.round(events * whole) + references.right.references.length,
    documents: Math.round(documents * whole),
    seconds: (before - started + folding) / 1000,
    exact: folded === PARTITIONS,
    found: found.right,
  })
}
