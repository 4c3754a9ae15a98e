import { encode, type FoldEvent, LogPosition, type SealedDraft, type StreamName } from '@jejak/core'
import { arbitraryEventDraft, arbitraryHash, arbitraryInstant, arbitraryNullable, arbitraryStreamName, eventId } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { prepare, stamp } from './EventText.js'
import { readForFold } from './readForFold.js'
import { readText } from './readText.js'

/** Data that looks like the frame of an event. */
const frame = {
  id: eventId(1),
  meta: { agency: 'x', effectiveOn: '2020-01-01', form: 2, ground: {}, recordedAt: 'y' },
  previousHash: null,
  recordedAt: '2020-01-01T00:00:00.000Z',
  schema: 7,
  type: 'z',
}
const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(frame, { a: frame }, { a: 1, ...frame }, [frame], JSON.stringify(frame), JSON.stringify(JSON.stringify(frame))),
)

const arbitraryDraft: fc.Arbitrary<SealedDraft> = fc
  .tuple(arbitraryEventDraft, fc.option(fc.dictionary(fc.string(), hostile), { nil: null }))
  .map(([draft, other]) => {
    const { type, schema, data, meta } = encode(draft)
    return { id: draft.id, type, schema, data: other ?? data, sealed: null, meta }
  })

const arbitraryStamps = fc.record({
  stream: arbitraryStreamName,
  revision: fc.nat(),
  recordedAt: arbitraryInstant,
  previousHash: arbitraryNullable(arbitraryHash),
})
const arbitraryPosition = fc.nat().filter(LogPosition.is)

/** What a fold reads of it, in the same shape. */
const foldEventOf = (event: FoldEvent): FoldEvent => {
  const { stream, revision, position, id, type, schema, data, meta } = event
  const { agency, recordedAt, effectiveOn, form } = meta
  return {
    stream,
    revision,
    position,
    id,
    type,
    schema,
    data,
    meta: { agency, recordedAt, ...(effectiveOn && { effectiveOn }), ...(form === undefined ? {} : { form }) },
  }
}

const whole = (stream: StreamName, revision: number, position: LogPosition, text: string) =>
  E.map(foldEventOf)(readText({ stream, revision, position, text, sealed: null, hash: '' }))

/** Holds the reading for a fold against the whole one, for what is made of each stored text. */
const expectSame = (textsOf: (text: string) => ReadonlyArray<string>, numRuns: number): void =>
  fc.assert(
    fc.property(arbitraryDraft, arbitraryStamps, arbitraryPosition, (draft, stamps, position) => {
      const prepared = prepare(draft)
      fc.pre(E.isRight(prepared))
      const { stream, revision } = stamps
      for (const text of textsOf(stamp(prepared.right, stamps).text))
        expect(E.map(foldEventOf)(readForFold({ stream, revision, position, text }))).toEqual(whole(stream, revision, position, text))
    }),
    { numRuns },
  )

describe('an event as a fold reads it', () => {
  it('is the event read whole, whatever its data holds', () => expectSame((text) => [text], 500))

  it('is found in a text that is framed in another order as well, and a text that is no event is named', () =>
    expectSame((text) => {
      const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))
      const escaped = text.replace('"agency":"', '"agency":"\\u0041')
      const dated = text.replace('"ground":{', '"ground":{"effectiveOn":"2020-01-01",')
      const unnamed = text.replace(',"id":"', ',"ID":"')
      const other = text.replace('{"data":', '{"DATA":')
      return [turned, escaped, dated, unnamed, other, text.slice(0, -1), text.slice(1), '{}', '']
    }, 100))
})
