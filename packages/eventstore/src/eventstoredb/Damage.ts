/**
 * What others did to streams of Jejak on a server, as its log tells: deletions and
 * truncations leave a mark there, and what is no event of Jejak is found where it stands.
 */
import { type LogPosition, StreamName } from '@jejak/core'
import * as t from 'io-ts'
import type { FoundEvent } from './Driver.js'
import { positionOf } from './WireForm.js'

export interface Damage {
  readonly stream: StreamName
  /** Where in the log it shows; null where the server tells none. */
  readonly position: LogPosition | null
  /** `restored`: what hid events of the stream was taken back. `shortened`: its end is gone, without a mark. */
  readonly kind: 'tombstoned' | 'softDeleted' | 'truncated' | 'foreign' | 'restored' | 'shortened'
  readonly reason: string
}

const TOMBSTONE = '$streamDeleted'
const METADATA = '$metadata'

/** The `$tb` of a soft delete is 2^63 - 1, which loses its last digits as a number. */
const SOFT_DELETED = 2 ** 63

const Hiding = t.partial({ $tb: t.number, $maxCount: t.number, $maxAge: t.number })

/** The mark of a deletion or truncation of one of our streams, if an event is one. */
export const markIn = ({ stream, type, position, data }: FoundEvent): Damage | null => {
  const at = positionOf(position)
  if (type === TOMBSTONE && StreamName.is(stream))
    return { stream, position: at, kind: 'tombstoned', reason: 'it was deleted for ever (tombstone) on the server' }
  const name = stream.startsWith('$$') ? stream.slice(2) : ''
  if (type !== METADATA || !StreamName.is(name)) return null
  const { $tb, $maxCount, $maxAge } = Hiding.is(data) ? data : {}
  if ($tb !== undefined && $tb >= SOFT_DELETED)
    return { stream: name, position: at, kind: 'softDeleted', reason: 'it was deleted (soft delete) on the server' }
  if ($tb !== undefined && $tb > 0)
    return { stream: name, position: at, kind: 'truncated', reason: `its events before revision ${$tb} were cut off ($tb) on the server` }
  if ($maxCount !== undefined || $maxAge !== undefined)
    return { stream: name, position: at, kind: 'truncated', reason: 'its metadata on the server let old events go ($maxCount, $maxAge)' }
  return { stream: name, position: at, kind: 'restored', reason: '' }
}
