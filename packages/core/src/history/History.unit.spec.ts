import { arbitraryCareerEntries, arbitraryParts, commutativeIdempotentMonoid } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventId, LogPosition } from '../identity/ids.js'
import * as History from './History.js'

/** Two histories are one set of entries; the order in which a map lists them means nothing. */
const sorted = (history: History.History) => [...history.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
const equals = (a: History.History, b: History.History): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const held = (history: History.History) => [...History.holding(history)].sort((a, b) => (a.root < b.root ? -1 : 1))
const from = History.fromEntries

const three = arbitraryParts(3).map(([a = [], b = [], c = []]) => [from(a), from(b), from(c)] as const)

describe('History', () => {
  for (const { law, check } of commutativeIdempotentMonoid(History.Monoid, three, equals)) it(`is ${law}`, check)

  it('is the same whatever the order and the parts in which entries arrive', () => {
    fc.assert(
      fc.property(arbitraryParts(2), fc.nat({ max: 20 }), ([a = [], b = []], cut) => {
        const all = [...a, ...b]
        const whole = from(all)
        const split = all.slice(cut).reduce((history, entry) => History.add(history, [entry]), from(all.slice(0, cut)))
        expect(equals(split, whole)).toBe(true)
        expect(equals(History.merge(from(a), from(b)), whole)).toBe(true)
        expect(equals(from([...all].reverse()), whole)).toBe(true)
        expect(equals(History.add(whole, all), whole)).toBe(true)
        expect(held(from([...all].reverse()))).toEqual(held(whole))
      }),
    )
  })

  it('does not change what it is added to, whichever of two stories it goes on with', () => {
    fc.assert(
      fc.property(arbitraryParts(3), ([a = [], b = [], c = []]) => {
        const before = from(a)
        const plain = new Map(before)
        const withB = History.add(before, b)
        const withC = History.add(before, c)
        expect(before.size).toBe(plain.size)
        expect([...before]).toEqual([...plain])
        for (const { id } of [...a, ...b, ...c]) {
          expect(before.get(id)).toBe(plain.get(id))
          expect(before.has(id)).toBe(plain.has(id))
        }
        expect(equals(withB, from([...a, ...b]))).toBe(true)
        expect(equals(withC, from([...a, ...c]))).toBe(true)
      }),
    )
  })

  it('is read as it was when the reading began, whatever is added meanwhile', () => {
    fc.assert(
      fc.property(arbitraryParts(2), ([a = [], b = []]) => {
        const before = from(a)
        const expected = [...before.values()]
        const seen: History.Entry[] = []
        for (const entry of before.values()) {
          History.add(before, b)
          seen.push(entry)
        }
        expect(seen).toEqual(expected)
      }),
    )
  })

  it('takes in only what is new where it grew, and each version has what its own entries come to', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries(), fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), (entries, cuts) => {
        let taken = 0
        const ids: History.Derivation<ReadonlyArray<EventId>> = {
          begin: () => [],
          next: (before, { id }, earlier) => {
            taken += 1
            expect(earlier(id)).toBe(undefined)
            for (const known of before) expect(earlier(known)?.id).toBe(known)
            return [...before, id]
          },
        }
        const versions: History.History[] = [History.empty]
        for (const cut of [0, ...cuts.sort((a, b) => a - b)]) {
          const newest = versions.at(-1) ?? History.empty
          versions.push(History.add(newest, entries.slice(0, cut)))
        }
        for (const version of versions) expect(History.derive(version, ids)).toEqual([...version.keys()])
        expect(taken).toBe(versions.at(-1)?.size)
        for (const version of versions) expect(History.derive(version, ids)).toEqual([...version.keys()])
      }),
    )
  })

  it('knows the greatest revision of its entries', () => {
    fc.assert(
      fc.property(arbitraryParts(2), ([a = [], b = []]) => {
        const history = History.add(from(a), b)
        expect(History.lastRevision(history)).toBe(Math.max(-1, ...[...history.values()].map(({ revision }) => revision)))
        expect(History.lastRevision(new Map(history))).toBe(History.lastRevision(history))
      }),
    )
  })

  it('keeps of an id that comes twice the entry with the lower revision', () => {
    fc.assert(
      fc.property(arbitraryParts(1), ([entries = []]) => {
        const history = from(entries)
        for (const { id } of entries)
          expect(history.get(id)?.revision).toBe(Math.min(...entries.filter((e) => e.id === id).map(({ revision }) => revision)))
      }),
    )
  })

  it('holds, of all that is said about a root, the entry with the greatest revision', () => {
    fc.assert(
      fc.property(arbitraryParts(1), ([entries = []]) => {
        const history = from(entries)
        // Said again in plain words: group by root, take the last, drop the annulled.
        const expected = [...history.values()]
          .filter(({ says }) => says.kind === 'fact')
          .flatMap((root) => {
            const words = [...history.values()].filter(({ id, says }) => id === root.id || (says.kind !== 'fact' && says.root === root.id))
            const last = words.reduce((best, word) => (word.revision > best.revision ? word : best))
            return last.says.kind === 'annulled' ? [] : [{ root: root.id, by: last.id, fact: last.says.fact, on: last.says.effectiveOn }]
          })
        expect(held(history).map(({ root, entry, fact, effectiveOn }) => ({ root, by: entry.id, fact, on: effectiveOn }))).toEqual(
          expected.sort((a, b) => (a.root < b.root ? -1 : 1)),
        )
      }),
    )
  })

  it('lets a correction wait for its root, and shows it when the root is there', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries(), (entries) => {
        const about = entries.filter(({ says }) => says.kind !== 'fact')
        const roots = entries.filter(({ says }) => says.kind === 'fact')
        expect(History.holding(from(about))).toEqual([])
        expect(held(History.merge(from(about), from(roots)))).toEqual(held(from(entries)))
      }),
    )
  })

  it('does not take a correction for a root: one that names another correction waits for ever', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries(), (entries) => {
        const correction = entries.find(({ says }) => says.kind === 'corrected')
        fc.pre(correction !== undefined)
        const id = '00000000-0000-4000-8000-00000000ffff'
        if (!EventId.is(id)) return
        for (const says of [
          { ...correction.says, root: correction.id },
          { kind: 'annulled' as const, root: correction.id },
        ])
          expect(held(History.add(from(entries), [{ ...correction, id, revision: 10_000, says }]))).toEqual(held(from(entries)))
      }),
    )
  })

  it('knownBefore a position is the history of the entries before it', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries(), fc.nat({ max: 40 }).filter(LogPosition.is), (entries, position) => {
        expect(equals(History.knownBefore(from(entries), position), from(entries.filter((entry) => entry.position < position)))).toBe(true)
      }),
    )
  })

  it('an annulment takes a fact away, a later correction brings it back', () => {
    let back = 0
    fc.assert(
      fc.property(arbitraryCareerEntries({ maxSteps: 40 }), (entries) => {
        for (const annulment of entries) {
          if (annulment.says.kind !== 'annulled') continue
          const { root } = annulment.says
          const until = from(entries.filter(({ revision }) => revision <= annulment.revision))
          expect(History.holding(until).some((holding) => holding.root === root)).toBe(false)
          const later = entries.find(
            ({ says, revision }) => says.kind === 'corrected' && says.root === root && revision > annulment.revision,
          )
          if (later === undefined) continue
          back++
          const after = from(entries.filter(({ revision }) => revision <= later.revision))
          expect(History.holding(after).find((holding) => holding.root === root)?.entry.id).toBe(later.id)
        }
      }),
    )
    expect(back).toBeGreaterThan(0)
  })
})
