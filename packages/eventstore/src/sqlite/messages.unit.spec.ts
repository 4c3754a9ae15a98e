import { arbitraryHash, arbitraryInstant, arbitraryNullable, arbitraryStreamName, eventId } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { PreparedDraft } from '../chain/EventText.js'
import { type Expected, noStream } from '../port/EventStore.js'
import { closed, conflict } from '../port/faults.js'
import { unsafeBrand } from '../unsafe.js'
import { flattenResults, flattenWorks, resultsOf, worksOf } from './messages.js'
import type { AppendResult, Work } from './Writer.js'

const expected: fc.Arbitrary<Expected> = fc.oneof(
  fc.constant(noStream),
  fc.record({ tag: fc.constant<'at'>('at'), revision: fc.nat(), hash: arbitraryHash }),
)
/** Bytes of their own, or a view into more. */
const sealed = fc.oneof(
  fc.uint8Array(),
  fc.tuple(fc.uint8Array({ minLength: 9 }), fc.nat(8)).map(([bytes, from]) => bytes.subarray(from, from + 1)),
)
const draft: fc.Arbitrary<PreparedDraft> = fc.record({
  id: fc.nat().map(eventId),
  type: fc.string(),
  head: fc.string({ unit: 'binary' }),
  source: fc.string(),
  tail: fc.string(),
  sealedText: fc.string(),
  sealed: arbitraryNullable(sealed),
  bytes: fc.nat(),
})
const request = fc.record({
  stream: arbitraryStreamName,
  expected,
  drafts: fc.array(draft, { minLength: 1, maxLength: 3 }),
  stamped: arbitraryNullable(fc.record({ recordedAt: arbitraryInstant, hash: arbitraryHash })),
})
const work: fc.Arbitrary<Work> = fc.tuple(request, fc.array(request, { maxLength: 2 })).map(([first, rest]) => [first, ...rest])

const result: fc.Arbitrary<AppendResult> = fc.oneof(
  fc
    .record({
      stream: arbitraryStreamName,
      revision: fc.nat(),
      hash: arbitraryHash,
      position: fc.nat().map((n) => unsafeBrand<never>(n)),
      recordedAt: arbitraryInstant,
      repeated: fc.boolean(),
    })
    .map((appended) => E.right(appended)),
  fc.tuple(arbitraryStreamName, expected).map(([stream, actual]) => E.left(conflict(stream, actual))),
  fc.constant(E.left(closed)),
)

describe('what the writing thread is told and says', () => {
  it('is work as it was given, after it was handed over', () => {
    fc.assert(
      fc.property(fc.array(work), (works) => {
        expect(worksOf(structuredClone(flattenWorks(works)))).toEqual(works)
      }),
    )
  })

  it('is results as they were given', () => {
    fc.assert(
      fc.property(fc.array(result), (results) => {
        expect(resultsOf(structuredClone(flattenResults(results)))).toEqual(results)
      }),
    )
  })

  it('never carries the buffer that a sealed part is a view into', () => {
    fc.assert(
      fc.property(work, (one) => {
        const bytes = flattenWorks([one]).filter((value) => value instanceof Uint8Array)
        for (const each of bytes) expect(each.buffer.byteLength).toBe(each.byteLength)
      }),
    )
  })
})
