import { arbitraryLocalDate, happened, must } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { asOf } from '../career/Employment.js'
import { employments } from '../career/employments.js'
import * as Catalogue from '../catalogue/Catalogue.js'
import { instantOfMillis } from '../date/Instant.js'
import { encode, toEntry } from '../event/registry.js'
import * as History from '../history/index.js'
import { careerId, logPosition } from '../identity/ids.js'
import { careerStream } from '../identity/streams.js'
import { corpusFaults, defineFact, factFaults } from './defineFact.js'

const words = { id: 'Penghargaan', en: 'Award' }
/** Schema 1 called the medal `name`. */
const given = defineFact({
  type: 'awards.Given',
  schema: 2,
  data: t.strict({ medal: t.string }),
  personal: t.strict({ citation: t.string }),
  upcasters: [({ name, ...rest }) => ({ ...rest, medal: name })],
  dating: 'own',
  title: words,
})

const CAREER = careerStream(must(careerId('0'.repeat(32))))

describe('a fact of an extension', () => {
  it('is stored under its own type, sealed where it is personal, and held again as it was written, from its day on', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string({ minLength: 1 }), arbitraryLocalDate), { maxLength: 6 }), (awards) => {
        const entries = awards.map(([medal, citation, day], i) => {
          const draft = happened(i + 1, given.effectiveOn(day), given.fact({ medal }, { citation }))
          const { type, schema, data, toSeal, meta } = encode(draft)
          expect([type, schema, data, toSeal?.personal]).toEqual(['awards.Given', 2, { medal }, { citation }])
          const place = { stream: CAREER, revision: i, position: must(logPosition(i + 1)), id: draft.id }
          return must(toEntry({ ...place, type, schema, data, meta: { ...meta, recordedAt: instantOfMillis(0) } }))
        })
        const [employment] = employments(History.fromEntries(entries), () => Catalogue.empty)
        if (employment === undefined) {
          expect(awards).toEqual([])
          return
        }
        const held = given.heldOf(employment)
        const wanted = awards.map(([medal, , on]) => ({ medal, on })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
        expect(held.map(({ data, on }) => ({ medal: data.medal, on }))).toEqual(wanted)
        expect(given.heldOf(employment)).toBe(held)
        const [[, , day] = []] = awards
        if (day !== undefined) expect(given.heldOf(asOf(employment, day)).every(({ on }) => on !== null && on <= day)).toBe(true)
      }),
    )
  })

  it('is read in every schema ever written, and in no other', () => {
    expect(given.read({ type: 'awards.Given', schema: 1, data: { name: 'Contoh' } })).toEqual(E.right({ medal: 'Contoh' }))
    for (const schema of [0, 3, 1.5])
      expect(given.read({ type: 'awards.Given', schema, data: {} })).toMatchObject({ left: { tag: 'UnknownSchema' } })
    expect(given.read({ type: 'awards.Given', schema: 2, data: { medal: 1 } })).toEqual(
      E.left({ tag: 'Malformed', type: 'awards.Given', schema: 2, paths: ['medal'] }),
    )
    expect(given.read({ type: 'clubs.Given', schema: 2, data: { medal: 'Contoh' } })).toMatchObject({ left: { tag: 'UnknownType' } })
  })

  it('has a type that begins with the name of its extension, and an upcaster for every schema but the present one', () => {
    expect(factFaults('awards', given)).toEqual([])
    expect(factFaults('award', given)).toHaveLength(1)
    expect(factFaults('awards', { ...given, schema: 3 })).toEqual(['awards.Given is in schema 3, so it needs 2 upcasters; it has 1'])
    for (const type of ['Promoted', 'awards.given', 'awards.']) expect(factFaults('awards', { ...given, type })).not.toEqual([])
  })

  it('is held against a corpus that has every schema', () => {
    const first = { type: 'awards.Given', schema: 1, data: { name: 'Contoh' } }
    const second = { type: 'awards.Given', schema: 2, data: { medal: 'Contoh' } }
    expect(corpusFaults(given, [first, second])).toEqual([])
    expect(corpusFaults(given, [second])).toEqual(['the corpus has no awards.Given of schema 1'])
    expect(corpusFaults(given, [first, { ...second, data: {} }])).toEqual(['awards.Given of schema 2 is not read any more'])
  })
})
