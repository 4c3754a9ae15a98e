/**
 * Whether a stored event is what was written, to the letter: its text is the canonical
 * form of what it says, and its hash is that of this text at this place. One parse and
 * one hash; the text that is hashed is cut out of the stored one, which is sure only
 * because that is canonical.
 */
import { hash } from 'node:crypto'
import type { RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { canonical } from '../chain/canonical.js'
import { readText, type StoredEvent } from '../chain/readText.js'
import type { Expected } from '../port/EventStore.js'
import type { LogFaultCode } from './LogFault.js'

/** A stored event besides what a reader is given. */
export interface StoredRow extends StoredEvent {
  /** The name noted with the first event of a stream; `null` elsewhere, and in files that were converted. */
  readonly name: StreamName | null
  /** Whether it stands where the index of streams says. */
  readonly isPlaced: boolean
}

export interface Judged {
  readonly event: RecordedEvent | null
  /** The first thing that is wrong with it; `null` if it is what was written. */
  readonly code: Extract<LogFaultCode, 'NotCanonical' | 'BrokenChain'> | null
}

/** Keys of a stored text. */
const KEYS = 5

/** Whether it has these keys and no more: what stands besides is in no hash. */
const isWhole = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === KEYS &&
  'meta' in value &&
  typeof value.meta === 'object' &&
  value.meta !== null &&
  !('hash' in value.meta)

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** The text that was hashed, from the stored one and its end. */
const hashedText = ({ stream, revision, text, sealed }: StoredEvent, schema: number, type: string): string | null => {
  const [before, after] = [`,"schema":${schema}`, `,"type":${JSON.stringify(type)}}`]
  if (!text.endsWith(before + after)) return null
  const head = text.slice(0, text.length - before.length - after.length)
  const sealedText = sealed === null ? 'null' : `"${base64(sealed)}"`
  return `${head},"revision":${revision}${before},"sealed":${sealedText},"stream":"${stream}"${after}`
}

/** @param end where the stream ends before this event */
export const judgeStored = (stored: StoredRow, end: Expected): Judged => {
  const { text } = stored
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(text),
    () => null,
  )
  if (E.isLeft(parsed)) return { event: null, code: 'NotCanonical' }
  const made = canonical(parsed.right)
  const isCanonical = E.isRight(made) && made.right === text && isWhole(parsed.right)
  const read = readText(stored, parsed.right)
  if (E.isLeft(read) || !isCanonical) return { event: E.isLeft(read) ? null : read.right, code: 'NotCanonical' }
  const event = read.right
  const [revision, previous] = end.tag === 'noStream' ? [0, null] : [end.revision + 1, end.hash]
  if (event.revision !== revision || event.meta.previousHash !== previous) return { event, code: 'BrokenChain' }
  const hashed = hashedText(stored, event.schema, event.type)
  return { event, code: hashed !== null && hash('sha256', hashed, 'hex') === stored.hash ? null : 'BrokenChain' }
}
