import { createHash } from 'node:crypto'
import { encode, LogPosition, type RecordedEvent, type SealedDraft } from '@jejak/core'
import { arbitraryEventDraft, arbitraryHash, arbitraryInstant, arbitraryNullable, arbitraryStreamName } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.js'
import { hashedText, hashOf, prepare, stamp } from './EventText.js'
import { readText } from './readText.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const arbitrarySealedDraft: fc.Arbitrary<SealedDraft> = fc
  .tuple(
    arbitraryEventDraft,
    arbitraryNullable(fc.uint8Array({ maxLength: 40 })),
    fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: null }),
  )
  .map(([draft, sealed, other]) => {
    const { type, schema, data, meta } = encode(draft)
    return { id: draft.id, type, schema, data: other ?? data, sealed, meta }
  })

const arbitraryStamps = fc.record({
  stream: arbitraryStreamName,
  revision: fc.nat(),
  recordedAt: arbitraryInstant,
  previousHash: arbitraryNullable(arbitraryHash),
})

/** The same text made in one piece, from the values. */
const whole = (
  { id, type, schema, data, sealed, meta }: SealedDraft,
  stamps: typeof arbitraryStamps extends fc.Arbitrary<infer A> ? A : never,
) => {
  const { stream, revision, recordedAt, previousHash } = stamps
  return right(
    canonical({
      stream,
      revision,
      type,
      schema,
      id,
      data,
      sealed: sealed === null ? null : Buffer.from(sealed).toString('base64'),
      meta: { ...meta, recordedAt, previousHash },
    }),
  )
}

describe('the text of an event', () => {
  it('put together from parts is the canonical form of the whole', () => {
    fc.assert(
      fc.property(arbitrarySealedDraft, arbitraryStamps, (draft, stamps) => {
        const prepared = prepare(draft)
        fc.pre(E.isRight(prepared))
        expect(hashedText(right(prepared), stamps)).toBe(whole(draft, stamps))
      }),
    )
  })

  it('is hashed with SHA-256, and the hash is found again from what was stored', () => {
    fc.assert(
      fc.property(arbitrarySealedDraft, arbitraryStamps, (draft, stamps) => {
        const prepared = prepare(draft)
        fc.pre(E.isRight(prepared))
        const { text, hash } = stamp(right(prepared), stamps)
        expect(hash).toBe(createHash('sha256').update(whole(draft, stamps)).digest('hex'))
        expect(right(canonical(JSON.parse(text)))).toBe(text)
        const position: unknown = 1
        if (!LogPosition.is(position)) throw new Error()
        const { stream, revision } = stamps
        const event: RecordedEvent = right(readText({ stream, revision, position, text, sealed: draft.sealed, hash }))
        expect(right(hashOf(event))).toBe(hash)
        expect(event.id).toBe(draft.id)
        expect(right(canonical(event.data))).toBe(right(canonical(draft.data)))
      }),
    )
  })

  it('does not depend on the order of keys, and sorts them by UTF-16 code units', () => {
    expect(right(canonical({ b: 1, a: { d: '\u20ac', c: [1e21, 0.1, -0, 333333333.3333333] } }))).toBe(
      '{"a":{"c":[1e+21,0.1,0,333333333.3333333],"d":"€"},"b":1}',
    )
    // The sorting example of RFC 8785, 3.2.3.
    expect(right(canonical({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }))).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    )
  })

  it('is refused where it would not be read back as it was', () => {
    for (const value of ['\ud800', { a: ['\udfff'] }, { '\ud800x': 1 }, Number.NaN, [Number.NEGATIVE_INFINITY], undefined])
      expect(canonical(value)).toMatchObject({ _tag: 'Left' })
  })

  it('is refused where a name in the envelope is not well-formed', () => {
    const [draft] = fc.sample(arbitrarySealedDraft, 1)
    if (draft === undefined) throw new Error()
    for (const broken of [{ type: 'R\ud800' }, { schema: Number.NaN }, { schema: 1.5 }]) {
      const result = prepare({ ...draft, data: {}, ...broken })
      expect(result).toMatchObject({ _tag: 'Left' })
    }
    expect(prepare({ ...draft, data: {}, type: 'R\ud83d\ude00' })).toMatchObject({ _tag: 'Right' })
  })

  it('of another shape is called corrupt, without its values', () => {
    const stream = fc.sample(arbitraryStreamName, 1)[0]
    const position: unknown = 7
    if (stream === undefined || !LogPosition.is(position)) throw new Error()
    for (const text of ['', 'null', '[]', '{"id":"secret"}', '{"data":{},"id":"x","meta":{},"schema":1,"type":"secret"}']) {
      const result = readText({ stream, revision: 0, position, text, sealed: null, hash: '' })
      expect(result).toMatchObject({ _tag: 'Left', left: { tag: 'Corrupt', stream, position: 7 } })
      expect(JSON.stringify(result)).not.toContain('secret')
    }
  })
})
