/**
 * Programs whose definitions differ work on different read models: each has queues of
 * its own, so that none builds or drains what another reads.
 */
import { createHash } from 'node:crypto'
import { lastDayOfYear } from '@jejak/core'
import { definitionsOf } from '@jejak/projection'
import type { Reports } from '@jejak/reports'

/** Any day will do, so it be always the same: the definitions of a generation name their day. */
const DAY = lastDayOfYear(2000)

/** What the keys of the queues begin with, in one slot of a cluster. */
export const namespaceOf = (prefix: string, standing: Reports['standing']): string => {
  const definitions = definitionsOf(standing, DAY)
  return `{${prefix}:queue:${createHash('sha256').update(definitions).digest('hex').slice(0, 12)}}`
}
