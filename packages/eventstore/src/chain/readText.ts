/** From the stored text back to an event, with a light check of its shape. */
import type { LogPosition, RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Corrupt } from '../port/EventStore.js'
import { unsafeBrand } from '../unsafe.js'

interface Loose {
  readonly [key: string]: unknown
}
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A stored event as its columns hold it. */
export interface StoredEvent {
  readonly stream: StreamName
  readonly revision: number
  readonly position: LogPosition
  readonly text: string
  readonly sealed: Uint8Array | null
  /** In hex. */
  readonly hash: string
}

/** A text that is no JSON is read as this. */
const NO_JSON: unique symbol = Symbol('no JSON')

const parsed = (text: string): unknown =>
  E.getOrElse((): unknown => NO_JSON)(
    E.tryCatch(
      (): unknown => JSON.parse(text),
      () => NO_JSON,
    ),
  )

/**
 * Reads a stored event. Only the shape of the envelope is looked at here: the text
 * was written by this package, the registry of the core judges data, and
 * `verifyChain` tells whether it is what was written.
 *
 * @param value the text as JSON, where it was parsed before; the event is made of it
 */
export const readText = (
  { stream, revision, position, text, sealed, hash }: StoredEvent,
  value: unknown = parsed(text),
): E.Either<Corrupt, RecordedEvent> => {
  const corrupt = (reason: string): E.Either<Corrupt, never> => E.left({ tag: 'Corrupt', stream, position, reason })
  if (value === NO_JSON) return corrupt('the stored text is not JSON')
  if (!isObject(value)) return corrupt('the stored text is not an event')
  const { id, type, schema, data, meta } = value
  if (
    typeof id !== 'string' ||
    typeof type !== 'string' ||
    typeof schema !== 'number' ||
    !isObject(data) ||
    !isObject(meta) ||
    typeof meta['recordedAt'] !== 'string' ||
    typeof meta['agency'] !== 'string'
  )
    return corrupt('the stored text is not an event')
  return E.right({
    stream,
    revision,
    position,
    id: unsafeBrand(id),
    type,
    schema,
    data,
    sealed,
    meta: unsafeBrand(Object.assign(meta, { hash })),
  })
}
