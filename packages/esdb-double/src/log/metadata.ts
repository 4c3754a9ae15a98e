/** What the metadata of a stream hides of it. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { LAST_REVISION, type Recorded } from './Recorded.js'

export interface Retention {
  /** First revision that is kept. */
  readonly truncateBefore: bigint
  /** How many of the last events are kept; `null`: all. */
  readonly maxCount: bigint | null
}

export const KEEP_ALL: Retention = { truncateBefore: 0n, maxCount: null }

const Count = t.union([t.null, t.Int])
const Written = t.partial({ $tb: Count, $maxCount: Count })

const parse = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8'))
  } catch {
    return null
  }
}

// JSON numbers lose the last digits of 2^63 - 1; whatever is as great means it.
const revisionOf = (value: number): bigint => (value >= Number(LAST_REVISION) ? LAST_REVISION : BigInt(value))

/** Reads the last event of a metastream, whatever its type. Metadata that cannot be read hides nothing. */
export const retentionOf = (event: Recorded | undefined): Retention => {
  if (event === undefined) return KEEP_ALL
  const written = Written.decode(parse(event.data))
  if (E.isLeft(written)) return KEEP_ALL
  const { $tb, $maxCount } = written.right
  return {
    truncateBefore: $tb == null || $tb < 0 ? 0n : revisionOf($tb),
    maxCount: $maxCount == null || $maxCount <= 0 ? null : revisionOf($maxCount),
  }
}

/** What the server writes to the metastream when a stream is soft-deleted, and when it is written to again. */
export const truncation = (before: bigint): Uint8Array => Buffer.from(`{"$tb":${before}}`)
