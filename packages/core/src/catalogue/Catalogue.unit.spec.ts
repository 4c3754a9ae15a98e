import { arbitraryCatalogue, arbitraryCatalogueEntries, commutativeIdempotentMonoid } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as History from '../history/History.js'
import { LogPosition } from '../identity/ids.js'
import * as Catalogue from './Catalogue.js'

const plain = (catalogue: Catalogue.Catalogue) => ({
  entries: [...catalogue.history.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  programs: [...catalogue.programs].sort(),
  cohorts: [...catalogue.cohorts].sort(),
  posts: [...catalogue.posts].sort(),
  curricula: [...catalogue.curricula].map((c) => JSON.stringify(c)).sort(),
  policies: [...catalogue.policies].map((c) => JSON.stringify(c)).sort(),
})
const equals = (a: Catalogue.Catalogue, b: Catalogue.Catalogue): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b))
const of = (entries: ReadonlyArray<History.Entry>): Catalogue.Catalogue => Catalogue.fromHistory(History.fromEntries(entries))

const three = arbitraryCatalogueEntries.chain((entries) => {
  const part = fc.shuffledSubarray([...entries]).map(of)
  return fc.tuple(part, part, part)
})

describe('Catalogue', () => {
  for (const { law, check } of commutativeIdempotentMonoid(Catalogue.Monoid, three, equals)) it(`is ${law}`, check)

  it('is the same in any order and any split', () => {
    fc.assert(
      fc.property(arbitraryCatalogueEntries, fc.nat({ max: 40 }), (entries, cut) => {
        const whole = of(entries)
        expect(plain(Catalogue.add(of(entries.slice(0, cut)), entries.slice(cut)))).toEqual(plain(whole))
        expect(plain(of([...entries].reverse()))).toEqual(plain(whole))
      }),
    )
  })

  it('gives a code to the fact that claimed it first in the log', () => {
    fc.assert(
      fc.property(arbitraryCatalogueEntries, (entries) => {
        const catalogue = of(entries)
        const holding = History.holding(catalogue.history)
        for (const [code, program] of catalogue.programs) {
          const claims = holding.filter(({ fact }) => fact.type === 'ProgramOffered' && fact.data.code === code)
          const first = claims.reduce((a, b) => (b.entry.position < a.entry.position ? b : a))
          expect(program).toEqual(first.fact.data)
        }
      }),
    )
  })

  it('knows nothing that was recorded from a position on', () => {
    fc.assert(
      fc.property(arbitraryCatalogueEntries, fc.nat({ max: 60 }).filter(LogPosition.is), (entries, position) => {
        expect(plain(Catalogue.knownBefore(of(entries), position))).toEqual(plain(of(entries.filter((e) => e.position < position))))
      }),
    )
  })

  it('has an end for just the cohorts it knows', () => {
    fc.assert(
      fc.property(arbitraryCatalogue, (catalogue) => {
        for (const [code, cohort] of catalogue.cohorts) expect(Catalogue.cohortEnd(catalogue, code)).toBe(cohort.ends)
      }),
    )
  })
})
