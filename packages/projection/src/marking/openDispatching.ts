/** Marking and draining, at whichever generation is live. */
import * as E from 'fp-ts/lib/Either.js'
import type { Access } from '../generation/Access.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Dispatching } from './Dispatching.js'
import { dispatch } from './dispatch.js'
import { drainPartition } from './drainPartition.js'
import type { MarkingOptions } from './MarkingOptions.js'

export const openDispatching = (options: MarkingOptions, { onLive }: Pick<Access, 'onLive'>): Dispatching => {
  const dirtyPartitions = async ({ generation }: GenerationView): Outcome<ReadonlyArray<number>> => {
    const dirty = await options.views.dirty(generation.number)()
    return E.isLeft(dirty) ? dirty : E.right(dirty.right.map(({ partition }) => partition))
  }
  return {
    dispatch: () =>
      onLive(async (live) => {
        const dispatched = await dispatch(options, live, null)
        if (E.isLeft(dispatched)) return dispatched
        const dirty = await dirtyPartitions(live)
        return E.isLeft(dirty) ? dirty : E.right({ position: dispatched.right.checkpoint, dirty: dirty.right })
      }),
    dirtyPartitions: () => onLive(dirtyPartitions),
    drainPartition: (partition, how = {}) => onLive((live) => drainPartition(options, live, partition, how)),
  }
}
