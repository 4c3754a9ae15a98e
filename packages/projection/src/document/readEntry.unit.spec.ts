import { arbitraryEventDraft, asRecorded, careerStreamOfTests } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { readableOf, readEntry } from './readEntry.js'

describe('an event in an envelope of a form that a later program writes', () => {
  it('parks its stream there with one line, like an unknown schema; all before it is read', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, arbitraryEventDraft, (first, second) => {
        const events = asRecorded([first, second].map((draft) => ({ stream: careerStreamOfTests, draft })))
        const [before, last] = events
        if (before === undefined || last === undefined) return expect.fail()
        const later = { ...last, meta: { ...last.meta, form: 3 } }
        expect(readEntry(later)).toMatchObject(
          E.left({
            stream: last.stream,
            revision: 1,
            reason: expect.stringMatching(/form 3 of the envelope of a ".+"; use the version that wrote it$/),
          }),
        )
        const { entries, seen, parked } = readableOf([before, later])
        expect([entries.length, seen, parked?.revision]).toEqual([1, 1, 1])
      }),
      { numRuns: 50 },
    )
  })
})
