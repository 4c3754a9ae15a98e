/**
 * How an event of Jejak is kept in EventStoreDB.
 *
 * Data are the bytes of its canonical text (content type octet-stream, so that no
 * library writes them anew), metadata `{hash, sealed}` with the sealed part in
 * base64. The id the server knows it by is made from the hash: sending the same
 * bytes again is the same event to the server, while the same event with another
 * stamp is not, so its own idempotency never answers for bytes it did not keep.
 */
import { type LogPosition, type RecordedEvent, STREAM_KINDS, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { PreparedDraft, StampedEvent } from '../chain/EventText.js'
import { readText } from '../chain/readText.js'
import type { Corrupt } from '../port/EventStore.js'
import { corrupt } from '../port/faults.js'
import { unsafeBrand } from '../unsafe.js'
import type { FoundEvent, WireEvent } from './Driver.js'

/** What the names of streams of Jejak begin with. */
export const OUR_PREFIXES: ReadonlyArray<string> = STREAM_KINDS.map((kind) => `${kind}-`)

/** What is read of the log: our streams, and what their metadata say, where deletions and truncations stand. */
export const READ_PREFIXES: ReadonlyArray<string> = [...OUR_PREFIXES, ...OUR_PREFIXES.map((prefix) => `$$${prefix}`)]

const Metadata = t.type({ hash: t.string, sealed: t.union([t.string, t.null]) })
const HASH = /^[0-9a-f]{64}$/

/** A UUID of version 8 (free form) from the first half of a hash. */
const wireId = (hash: string): string => {
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16)
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

export const toWire = (draft: PreparedDraft, { text, hash }: StampedEvent): WireEvent => ({
  id: wireId(hash),
  type: draft.type,
  data: Buffer.from(text),
  metadata: { hash, sealed: draft.sealed === null ? null : Buffer.from(draft.sealed).toString('base64') },
})

/** The place of an event in the log, as the port counts; null where the server tells none, or one beyond 2^53. */
export const positionOf = (position: bigint | null): LogPosition | null => {
  const place = Number(position ?? 0n)
  return place > 0 && Number.isSafeInteger(place) ? unsafeBrand(place) : null
}

/** Whether an event stands in a stream of Jejak, by its name, and was not put there by the server, as the mark of a deletion is. */
export const isOurs = ({ stream, type }: FoundEvent): boolean => StreamName.is(stream) && !type.startsWith('$')

/** Reads an event of a stream of Jejak; Corrupt where it is none of Jejak. */
export const fromWire = ({ stream, revision, position, data, metadata }: FoundEvent): E.Either<Corrupt, RecordedEvent> => {
  const at = positionOf(position)
  const name = StreamName.is(stream) ? stream : null
  const wrong = (reason: string): E.Either<Corrupt, never> => E.left(corrupt(reason, name, at))
  if (name === null || at === null) return wrong('an event has no name of a stream or no position; use a server from 22.10 on')
  if (!(data instanceof Uint8Array) || !Metadata.is(metadata) || !HASH.test(metadata.hash))
    return wrong(`revision ${revision} was not written by Jejak: its data or metadata have another form`)
  return readText({
    stream: name,
    revision: Number(revision),
    position: at,
    text: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'),
    sealed: metadata.sealed === null ? null : new Uint8Array(Buffer.from(metadata.sealed, 'base64')),
    hash: metadata.hash,
  })
}
