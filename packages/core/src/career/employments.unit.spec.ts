import { arbitraryCareerAndCatalogues } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Catalogue from '../catalogue/Catalogue.js'
import * as History from '../history/History.js'
import type { AgencyCode, LogPosition } from '../identity/ids.js'
import { employmentIn, employments } from './employments.js'

type CatalogueOf = (agency: AgencyCode) => Catalogue.Catalogue

/** A map that remembers nothing: what is read of it is read from scratch. */
const fromScratch = (history: History.History, catalogueOf: CatalogueOf) => employments(new Map(history), catalogueOf)

/** The catalogues as they were before a position of the log, each made once. */
const catalogueBefore = (catalogueOf: CatalogueOf, position: LogPosition): CatalogueOf => {
  const made = new Map<AgencyCode, Catalogue.Catalogue>()
  return (agency) => {
    const catalogue = made.get(agency) ?? Catalogue.knownBefore(catalogueOf(agency), position)
    made.set(agency, catalogue)
    return catalogue
  }
}

/** How a career comes in: in any order, in parts, some entries twice and with another revision; after which parts it is read, and with which catalogue. */
const arrivals = arbitraryCareerAndCatalogues.chain(({ career, catalogueOf }) => {
  const entries = [...career.values()]
  const doubled = entries.flatMap((entry, i) => (i % 4 === 0 ? [entry, { ...entry, revision: entry.revision + 200 }] : [entry]))
  const halfway = entries[entries.length >> 1]?.position
  const catalogues = halfway === undefined ? [catalogueOf] : [catalogueOf, catalogueBefore(catalogueOf, halfway)]
  return fc.record({
    inOrder: fc.boolean(),
    shuffled: fc.shuffledSubarray(doubled, { minLength: doubled.length }),
    parts: fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 6 }), isRead: fc.boolean(), catalogueOf: fc.constantFrom(...catalogues) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
    entries: fc.constant(entries),
    catalogueOf: fc.constant(catalogueOf),
  })
})

describe('employments', () => {
  it('of a history that grew are those read from scratch, at every step, and of every version before', () => {
    let grown = 0
    fc.assert(
      fc.property(arrivals, ({ inOrder, shuffled, entries, parts }) => {
        const arriving = inOrder ? entries : shuffled
        const versions: {
          readonly history: History.History
          readonly entries: ReadonlyArray<History.Entry>
          readonly catalogueOf: CatalogueOf
        }[] = []
        let history = History.empty
        let at = 0
        for (const { size, isRead, catalogueOf } of parts) {
          history = History.add(history, arriving.slice(at, at + size))
          at += size
          if (isRead) expect(employments(history, catalogueOf)).toEqual(fromScratch(history, catalogueOf))
          versions.push({ history, entries: [...history.values()], catalogueOf })
          if (isRead && history.size > size) grown += 1
        }
        for (const version of versions) {
          expect([...version.history.values()]).toEqual(version.entries)
          expect(employments(version.history, version.catalogueOf)).toEqual(fromScratch(version.history, version.catalogueOf))
        }
      }),
    )
    expect(grown).toBeGreaterThan(0)
  })

  it('do not depend on what else was added to the version they are read of', () => {
    fc.assert(
      fc.property(arrivals, fc.nat({ max: 20 }), ({ shuffled, catalogueOf }, cut) => {
        const before = History.fromEntries(shuffled.slice(0, cut))
        employments(before, catalogueOf)
        const after = shuffled.slice(cut).map((entry) => History.add(before, [entry]))
        for (const history of [before, ...after]) expect(employments(history, catalogueOf)).toEqual(fromScratch(history, catalogueOf))
      }),
    )
  })

  it('are read one by one as they are read together, each with the catalogue of the reader', () => {
    fc.assert(
      fc.property(arrivals, ({ entries, parts }) => {
        const agencies = [...new Set(entries.map(({ agency }) => agency))]
        let history = History.empty
        for (const [i, entry] of entries.entries()) {
          history = History.add(history, [entry])
          const { catalogueOf } = parts[i % parts.length] ?? { catalogueOf: () => Catalogue.empty }
          const together = fromScratch(history, catalogueOf)
          const one = agencies.map((agency) => employmentIn(history, agency, catalogueOf(agency)))
          expect(one).toEqual(agencies.map((agency) => together.find((each) => each.agency === agency) ?? null))
        }
      }),
      { numRuns: 30 },
    )
  })
})
