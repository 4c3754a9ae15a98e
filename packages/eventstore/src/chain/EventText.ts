/**
 * The text an event is stored as, and the text that is hashed.
 *
 * Stored: canonical JSON of `{data, id, meta without hash, schema, type}`.
 * Hashed: canonical JSON of the same and `revision`, `sealed` (base64, or null
 * where nothing is sealed) and `stream`; `meta` holds `previousHash`, so each hash
 * covers all events before it. What is sealed is hashed as it is stored, so a
 * destroyed key changes no hashed byte.
 *
 * Both are put together from parts made once, before the write transaction: only
 * the stamps of the store (recordedAt, previousHash, revision) are added inside it.
 */
import { hash } from 'node:crypto'
import type { EventId, Instant, RecordedEvent, SealedDraft, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { canonical } from './canonical.js'

/** A draft as it waits for its stamps. */
export interface PreparedDraft {
  readonly id: EventId
  readonly type: string
  /** Canonical text up to the stamps in `meta`. */
  readonly head: string
  /** What follows the stamps in `meta` (the source), with the comma before it, or nothing; and the end of `meta`. */
  readonly source: string
  /** Schema and type as the stored text ends with them. */
  readonly tail: string
  /** `"sealed":...` as it is hashed. */
  readonly sealedText: string
  readonly sealed: Uint8Array | null
  /** Size of the stored form without its stamps. */
  readonly bytes: number
}

/** What a store adds to a draft. */
export interface Stamps {
  readonly stream: StreamName
  readonly revision: number
  readonly recordedAt: Instant
  readonly previousHash: string | null
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** With the flag `u`, the halves of a pair are no surrogates, so only lone ones are found. */
const LONE_SURROGATE = /\p{Surrogate}/u
const noText = E.right('')

/** What a store stamps stands between these two keys of `meta`. */
const [BEFORE_STAMPS, AFTER_STAMPS] = ['previousHash', 'recordedAt'] as const

/** `meta` before and after the stamps of the store, and the head's opening brace. */
type Frame = readonly [head: string, tail: string]

/**
 * Keys that this program does not write: an event of a later form that is copied from
 * another store. Each key stands in its place by the order of UTF-16, as in the whole.
 */
const laterFrame = (meta: Readonly<Record<string, unknown>>): E.Either<string, Frame> => {
  const keys = Object.keys(meta).filter((key) => !STAMPS.has(key))
  if (keys.some((key) => key >= BEFORE_STAMPS && key <= AFTER_STAMPS)) return E.left('The envelope has a key between the stamps of a store')
  const partOf = (part: ReadonlyArray<string>): E.Either<string, string> =>
    canonical(Object.fromEntries(part.map((key) => [key, meta[key]])))
  const head = partOf(keys.filter((key) => key < BEFORE_STAMPS))
  if (E.isLeft(head)) return head
  const tail = partOf(keys.filter((key) => key > AFTER_STAMPS))
  if (E.isLeft(tail)) return tail
  return E.right([head.right.slice(0, -1), tail.right === '{}' ? '}' : `,${tail.right.slice(1)}`])
}

/** The frame of what this program writes: only what has a shape of its own goes through the library; the keys are written in their order. */
const frameOf = ({
  agency,
  causationId,
  correlationId,
  effectiveOn,
  form,
  ground,
  source,
}: SealedDraft['meta']): E.Either<string, Frame> => {
  const grounds = canonical(ground)
  if (E.isLeft(grounds)) return grounds
  const from = source === undefined ? noText : canonical(source)
  if (E.isLeft(from)) return from
  const texts = [agency, causationId, correlationId, effectiveOn ?? '']
  if (texts.some((text) => LONE_SURROGATE.test(text)) || (form !== undefined && !Number.isSafeInteger(form)))
    return E.left('The envelope is not of its form')
  const [agencyText, causation, correlation, effective] = texts.map((text) => JSON.stringify(text))
  const day = effectiveOn === undefined ? '' : `"effectiveOn":${effective},`
  const number = form === undefined ? '' : `"form":${form},`
  const head = `{"agency":${agencyText},"causationId":${causation},"correlationId":${correlation},${day}${number}"ground":${grounds.right}`
  return E.right([head, from.right === '' ? '}' : `,"source":${from.right}}`])
}

/** Keys of `meta` that this program writes, without the stamps of a store. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(['agency', 'causationId', 'correlationId', 'effectiveOn', 'form', 'ground', 'source'])

/** What an event that was recorded before brings along: made anew by the store that takes it. */
const STAMPS: ReadonlySet<string> = new Set(['hash', 'previousHash', 'recordedAt'])

const isKnown = (meta: object): boolean => {
  for (const key in meta) if (!KNOWN_KEYS.has(key) && !STAMPS.has(key)) return false
  return true
}

/** Makes the canonical parts of a draft; left says why it has no canonical form, without showing values. */
export const prepare = (draft: SealedDraft): E.Either<string, PreparedDraft> => {
  const data = canonical(draft.data)
  if (E.isLeft(data)) return data
  const frame = isKnown(draft.meta) ? frameOf(draft.meta) : laterFrame({ ...draft.meta })
  if (E.isLeft(frame)) return frame
  if (!Number.isSafeInteger(draft.schema) || LONE_SURROGATE.test(draft.id) || LONE_SURROGATE.test(draft.type))
    return E.left('The envelope is not of its form')
  const [id, type] = [JSON.stringify(draft.id), JSON.stringify(draft.type)]
  const [meta, end] = frame.right
  const head = `{"data":${data.right},"id":${id},"meta":${meta}`
  const tail = `"schema":${draft.schema},"type":${type}}`
  return E.right({
    id: draft.id,
    type: draft.type,
    head,
    source: end,
    tail,
    sealedText: draft.sealed === null ? '"sealed":null' : `"sealed":"${base64(draft.sealed)}"`,
    // Of its own: the hash is made of these bytes now, and they are written later.
    sealed: draft.sealed === null ? null : draft.sealed.slice(),
    bytes: Buffer.byteLength(head) + Buffer.byteLength(end) + Buffer.byteLength(tail) + (draft.sealed?.byteLength ?? 0),
  })
}

const stamped = (draft: PreparedDraft, { previousHash, recordedAt }: Stamps): string =>
  `${draft.head},"previousHash":${previousHash === null ? 'null' : `"${previousHash}"`},"recordedAt":"${recordedAt}"${draft.source}`

/** An event as it goes into a store: its text, and its hash in hex. */
export interface StampedEvent {
  readonly text: string
  readonly hash: string
}

/** The text that is hashed. */
export const hashedText = (draft: PreparedDraft, stamps: Stamps): string => {
  const comma = draft.tail.indexOf(',')
  return `${stamped(draft, stamps)},"revision":${stamps.revision},${draft.tail.slice(0, comma)},${draft.sealedText},"stream":"${stamps.stream}"${draft.tail.slice(comma)}`
}

/** Stamps a draft. */
export const stamp = (draft: PreparedDraft, stamps: Stamps): StampedEvent => ({
  text: `${stamped(draft, stamps)},${draft.tail}`,
  hash: hash('sha256', hashedText(draft, stamps), 'hex'),
})

/** The text an event is stored as, made from its values; left where they have no canonical form. */
export const textOf = ({ data, id, meta: { hash: _, ...meta }, schema, type }: RecordedEvent): E.Either<string, string> =>
  canonical({ data, id, meta, schema, type })

/** The hash an event should have, computed from its values; left where they have no canonical form. */
export const hashOf = (event: RecordedEvent): E.Either<string, string> => {
  const { hash: _, ...meta } = event.meta
  const { stream, revision, type, schema, id, data } = event
  const sealed = event.sealed === null ? null : base64(event.sealed)
  return E.map((text: string) => hash('sha256', text, 'hex'))(canonical({ stream, revision, type, schema, id, data, sealed, meta }))
}
