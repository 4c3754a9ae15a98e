/** One round of following the log: what there is of it is brought in, by the short way where that will do. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { positionOf } from '../store/ViewStore.js'
import { advance } from './advance.js'
import { dispatch } from './dispatch.js'
import { drain } from './drain.js'
import type { Live, Options, Outcome } from './Live.js'

export interface Change {
  readonly position: LogPosition
  readonly agencies: ReadonlyArray<AgencyCode>
}

/** What was last told to the listener. */
export interface Told {
  readonly generation: number
  readonly position: LogPosition
  readonly checkpoint: LogPosition
}

/** `change` is `null` where nothing moved. */
export interface Round extends Told {
  readonly change: Change | null
}

/** Marks and drains all there is; answers where that leads and whom it concerned. `before` are agencies that were concerned already. */
const longRound = async (options: Options, live: Live, told: Told | null, before: Iterable<AgencyCode>): Outcome<Round> => {
  const dispatched = await dispatch(options, live, null)
  if (E.isLeft(dispatched)) return dispatched
  const drained = await drain(options, live)
  if (E.isLeft(drained)) return drained
  const status = await options.views.status(live.generation.number)()
  if (E.isLeft(status)) return status
  const position = positionOf(status.right)
  const generation = live.generation.number
  const { checkpoint } = status.right
  const moved = told === null || told.position !== position || told.generation !== generation
  const agencies = new Set([...before, ...dispatched.right.agencies, ...drained.right.agencies])
  if (!moved && agencies.size === 0) return E.right({ generation, position, checkpoint, change: null })
  // Where the position moved before the first look, or by the work of other processes, whom it concerned is not known here: all.
  if (moved && (agencies.size === 0 || dispatched.right.from !== told?.checkpoint)) {
    const all = await options.views.agencies(generation)()
    if (E.isLeft(all)) return all
    for (const agency of all.right) agencies.add(agency)
  }
  return E.right({ generation, position, checkpoint, change: { position, agencies: [...agencies].sort() } })
}

/**
 * One round, from what was told last. A `thorough` one looks at all there is, as is
 * needed now and then: marks that others left, and slots that fell back.
 */
export const round = async (options: Options, live: Live, told: Told | null, thorough: boolean): Outcome<Round> => {
  const generation = live.generation.number
  if (thorough || told === null || told.generation !== generation) return longRound(options, live, told, [])
  const advanced = await advance(options, live, told.checkpoint)
  if (E.isLeft(advanced)) return advanced
  switch (advanced.right.tag) {
    case 'NothingNew':
      return E.right({ ...told, change: null })
    case 'LongWay':
      return longRound(options, live, told, [])
    case 'Advanced': {
      const { isWhole, marked, upTo, agencies } = advanced.right
      if (!isWhole) return longRound(options, live, marked ? { ...told, checkpoint: upTo } : told, agencies)
      return E.right({ generation, position: upTo, checkpoint: upTo, change: { position: upTo, agencies: [...agencies].sort() } })
    }
  }
}
