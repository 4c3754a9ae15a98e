/** An event as the log holds it. */

/** The revision of a tombstone, and the `$tb` of a stream that was soft-deleted: 2^63 - 1. */
export const LAST_REVISION = 9_223_372_036_854_775_807n

export const METADATA_TYPE = '$metadata'
export const TOMBSTONE_TYPE = '$streamDeleted'

/** The server writes one such event each time it starts; nobody ever reads it, but filters consider it. */
export const EPOCH_STREAM = '$epoch-information'

/** An event as a client proposes it. */
export interface Proposed {
  /** Lower-case UUID. */
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface Recorded extends Proposed {
  readonly stream: string
  readonly revision: bigint
  /** Commit and prepare position, which are one and the same here. */
  readonly position: bigint
  /** Ticks of 100 ns since 1970. */
  readonly created: bigint
}

/** The stream that holds the metadata of a stream. */
export const metastreamOf = (stream: string): string => `$$${stream}`

export const isMetastream = (stream: string): boolean => stream.startsWith('$$')

/** Bytes the event takes in the log, as on the server; the distance to the next position. */
export const sizeOf = (stream: string, event: Proposed): bigint =>
  BigInt(90 + Buffer.byteLength(stream) + Buffer.byteLength(event.type) + event.data.length + event.metadata.length)
