/** Begins a rebuild and hands its parts to the queue. */

import { randomUUID } from 'node:crypto'
import type { EngineError, RebuildingInParts } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import type { Flow, Producer } from './Producer.js'
import type { QueueUnavailable } from './QueueError.js'

export const beginFlow = async (
  { readModels }: { readonly readModels: Pick<RebuildingInParts, 'beginRebuild'> },
  producer: Producer,
  withParked: boolean,
): Promise<E.Either<EngineError | QueueUnavailable, Flow>> => {
  const begun = await readModels.beginRebuild()()
  if (E.isLeft(begun)) return begun
  const { generation, parts } = begun.right
  // Numbers of generations begin anew where read models are lost; the id of a job must not.
  const flow: Flow = { id: `rebuild-${generation}-${randomUUID()}`, generation, parts, withParked }
  const added = await producer.addFlow(flow)
  return E.isLeft(added) ? added : E.right(flow)
}
