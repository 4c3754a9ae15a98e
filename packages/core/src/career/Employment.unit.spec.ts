import { arbitraryCareerAndCatalogues, arbitraryLocalDate, must } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type Catalogue, cohortEnd } from '../catalogue/Catalogue.js'
import { earlier, type LocalDate } from '../date/LocalDate.js'
import { FACTS, type FactType } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { AgencyCode } from '../identity/ids.js'
import { asOf, type Employment, effectiveOn, type Held } from './Employment.js'
import { employments, readEmployments } from './employments.js'
import { on } from './on.js'

const LISTS = [
  'appointments',
  'exits',
  'ranks',
  'positions',
  'enrolments',
  'attendances',
  'absences',
  'withdrawals',
  'ratings',
  'sessions',
  'appraisals',
  'sanctions',
  'assessments',
  'nominations',
  'studyTimes',
  'numberChanges',
  'confirmations',
  'transfersIn',
  'agreements',
  'dutyStatuses',
  'educations',
  'exams',
  'credits',
] as const
const listsOf = (employment: Employment) => LISTS.map((name) => employment[name])

describe('employments', () => {
  it('hold every career fact that holds, once, in its agency', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf }) => {
        const expected = History.holding(career).filter(({ fact }) => FACTS[fact.type].home === 'career')
        const all = employments(career, catalogueOf)
        const found = all.flatMap((employment) => listsOf(employment).flatMap((list) => list.map(({ root }) => root)))
        expect([...found].sort()).toEqual(expected.map(({ root }) => root).sort())
        for (const { root, entry } of expected) {
          const employment = all.find(({ agency }) => agency === entry.agency)
          expect(employment !== undefined && listsOf(employment).some((list) => list.some((held) => held.root === root))).toBe(true)
        }
      }),
    )
  })

  it('read the date of a fact of a cohort from the catalogue', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf }) => {
        for (const { agency, attendances, absences, withdrawals, ratings } of employments(career, catalogueOf))
          for (const held of [...attendances, ...absences, ...withdrawals, ...ratings])
            expect(held.on).toBe(cohortEnd(catalogueOf(agency), held.data.cohort))
      }),
    )
  })

  it('list facts by date, then revision, undated last', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf }) => {
        for (const employment of employments(career, catalogueOf))
          for (const list of listsOf(employment))
            list.forEach((held, i) => {
              const before = list[i - 1]
              if (before === undefined) return
              const key = (h: { on: LocalDate | null; revision: number }) => `${h.on ?? '~'} ${String(h.revision).padStart(6, '0')}`
              expect(key(before) < key(held)).toBe(true)
            })
      }),
    )
  })
})

describe('effectiveOn', () => {
  it('finds in every list just the facts of the day, or those undated', () => {
    let found = 0
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, other) => {
        for (const employment of employments(career, catalogueOf))
          for (const list of listsOf(employment))
            for (const day of [null, other, ...list.map((held) => held.on)]) {
              const expected = [...list].filter((held) => held.on === day)
              expect<unknown>(effectiveOn<Held<FactType>>(list, day)).toEqual(expected)
              if (expected.length > 1) found += 1
            }
      }),
    )
    expect(found).toBeGreaterThan(0)
  })
})

/** What begins, ends and divides a service says of a day what it says from any day on. */
const SEEN_WHOLE: ReadonlySet<string> = new Set(['transfersIn', 'exits', 'confirmations'])

describe('asOf', () => {
  it('keeps just the facts effective on the day or before, and those of a service whole', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, day) => {
        for (const employment of employments(career, catalogueOf)) {
          const cut = asOf(employment, day)
          expect(cut.agency).toBe(employment.agency)
          for (const name of LISTS)
            expect<unknown>(cut[name]).toEqual(
              SEEN_WHOLE.has(name) ? employment[name] : [...employment[name]].filter((held) => held.on !== null && held.on <= day),
            )
        }
      }),
    )
  })

  it('twice is once, and the earlier day decides', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, arbitraryLocalDate, ({ career, catalogueOf }, a, b) => {
        for (const employment of employments(career, catalogueOf))
          expect(asOf(asOf(employment, a), b)).toEqual(asOf(employment, earlier(a, b)))
      }),
    )
  })
})

/** A catalogue of each agency of a career. */
const cataloguesOf = (career: History.History, catalogueOf: (agency: AgencyCode) => Catalogue): ReadonlyMap<AgencyCode, Catalogue> =>
  new Map([...career.values()].map(({ agency }) => [agency, catalogueOf(agency)]))

describe('employments read with the catalogues that are handed in', () => {
  it('are those of a function that knows every agency', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf }) => {
        expect(must(readEmployments(career, cataloguesOf(career, catalogueOf)))).toEqual(employments(career, catalogueOf))
      }),
    )
  })

  it('are not read while the catalogue of an agency is missing, so that no hours are lost in silence', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf }) => {
        const [left, ...others] = cataloguesOf(career, catalogueOf)
        fc.pre(left !== undefined)
        expect(readEmployments(career, new Map(others))).toEqual(E.left({ tag: 'CatalogueMissing', agencies: [left?.[0]] }))
      }),
    )
  })
})

describe('on', () => {
  it('does not depend on the order in which entries arrived', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, day) => {
        const catalogues = cataloguesOf(career, catalogueOf)
        expect(on(new Map([...career].reverse()), catalogues, day)).toEqual(on(career, catalogues, day))
      }),
    )
  })

  it('does not change by facts of a later day, but by those that say how a service began and what somebody was before', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, day) => {
        const later = new Set(
          History.holding(career)
            .filter(({ fact }) => !SEEN_WHOLE.has(FACTS[fact.type].list ?? ''))
            .filter(({ fact, effectiveOn }) => FACTS[fact.type].dating === 'own' && effectiveOn !== null && effectiveOn > day)
            .map(({ root }) => root),
        )
        const rest = History.fromEntries(
          [...career.values()].filter(({ id, says }) => !later.has(id) && (says.kind === 'fact' || !later.has(says.root))),
        )
        const standings = (history: History.History) =>
          must(on(history, cataloguesOf(history, catalogueOf), day))
            .filter(({ standing }) => standing !== null)
            .map(({ standing }) => standing)
        expect(standings(rest)).toEqual(standings(career))
      }),
    )
  })
})
