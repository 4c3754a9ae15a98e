/**
 * From the stored text to what a fold reads, without reading the rest: ground,
 * chain and source make up more than half of a text. The canonical form puts each
 * key in its place, so the frame is found by search and only `data` is parsed. A
 * text that is not framed so is read whole.
 */
import type { FoldEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Corrupt } from '../port/EventStore.js'
import { unsafeBrand } from '../unsafe.js'
import { readText, type StoredEvent } from './readText.js'

export type StoredForFold = Pick<StoredEvent, 'stream' | 'revision' | 'position' | 'text'>

const DATA = '{"data":'
const ID = ',"id":"'
const ID_LENGTH = 36
const META = '","meta":{"agency":"'
const EFFECTIVE = '"effectiveOn":"'
const DAY_LENGTH = 10
const FORM = '"form":'
const GROUND = '"ground":'
const RECORDED = ',"recordedAt":"'
const SCHEMA = ',"schema":'
const TYPE = ',"type":"'
const END = '"}'

/** Text from a place to the next quote; `null` where it holds an escape. */
const quoted = (text: string, from: number): string | null => {
  const value = text.slice(from, text.indexOf('"', from))
  return value.includes('\\') ? null : value
}

/** The parts of a canonical text; `null` where it is framed otherwise. No key of the frame can stand inside a string: its quotes would be escaped. */
const framed = (stored: StoredForFold): FoldEvent | null => {
  const { stream, revision, position, text } = stored
  const meta = text.indexOf(META)
  const id = meta - ID_LENGTH
  const data = id - ID.length
  const ground = text.indexOf(GROUND, meta)
  const recorded = text.lastIndexOf(RECORDED)
  const schema = text.lastIndexOf(SCHEMA)
  const type = text.indexOf(TYPE, schema)
  if (data < DATA.length || recorded < ground || ground < meta || schema < recorded || type < schema) return null
  if (!text.startsWith(DATA) || !text.startsWith(ID, data) || !text.endsWith(END)) return null
  const version = Number(text.slice(schema + SCHEMA.length, type))
  if (!Number.isSafeInteger(version)) return null
  const agency = quoted(text, meta + META.length)
  const recordedAt = quoted(text, recorded + RECORDED.length)
  if (agency === null || recordedAt === null) return null
  const effective = text.indexOf(EFFECTIVE, meta)
  const from = effective + EFFECTIVE.length
  const effectiveOn = effective < 0 || effective > ground ? {} : { effectiveOn: text.slice(from, from + DAY_LENGTH) }
  // Absent in the first form; where it stands, it stands right before the ground.
  const frame = text.slice(meta, ground)
  const formAt = frame.lastIndexOf(FORM)
  const number = formAt < 0 ? null : Number(frame.slice(formAt + FORM.length, -1))
  if (number !== null && !Number.isSafeInteger(number)) return null
  const form = number === null ? {} : { form: number }
  return {
    stream,
    revision,
    position,
    id: unsafeBrand(text.slice(id, meta)),
    type: text.slice(type + TYPE.length, -END.length),
    schema: version,
    data: unsafeBrand(JSON.parse(text.slice(DATA.length, data))),
    meta: unsafeBrand({ agency, recordedAt, ...effectiveOn, ...form }),
  }
}

/** Reads a stored event for a fold. */
export const readForFold = (stored: StoredForFold): E.Either<Corrupt, FoldEvent> => {
  const event = E.tryCatch(
    () => framed(stored),
    () => null,
  )
  return E.isRight(event) && event.right !== null ? E.right(event.right) : readText({ ...stored, sealed: null, hash: '' })
}
