/**
 * Programs whose definitions differ work on different read models: each has queues of
 * its own, so that none builds or drains what another reads.
 */
import { createHash } from 'node:crypto'
import { lastDayOfYear } from '@jejak/core'
import { memoryEventStore } from '@jejak/eventstore'
import { memoryViewStore, openReadModels } from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'

/** Any day will do, so it be always the same: the definitions of a generation name their day. */
const DAY = lastDayOfYear(2000)

/** What the keys of the queues begin with, in one slot of a cluster. Definitions are told by read models; these are of nothing. */
export const namespaceOf = async (prefix: string): Promise<string> => {
  const models = await openReadModels({
    events: memoryEventStore(),
    views: memoryViewStore(),
    standing: standingViews,
    today: () => DAY,
  })()
  const health = E.isRight(models) ? await models.right.health()() : models
  const definitions = E.isRight(health) ? health.right.definitions : ''
  return `{${prefix}:queue:${createHash('sha256').update(definitions).digest('hex').slice(0, 12)}}`
}
