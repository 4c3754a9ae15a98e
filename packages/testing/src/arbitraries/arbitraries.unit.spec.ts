import { employeeNumber, FACTS, History, isFactType, kindOf, numberKindOf } from '@jejak/core'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { entriesOf } from './histories.js'
import { arbitraryLog } from './log.js'
import { arbitraryPnsNumber, arbitraryPppkNumber } from './values.js'

describe('arbitraries', () => {
  it('make numbers of the kind they say', () => {
    fc.assert(
      fc.property(arbitraryPnsNumber, arbitraryPppkNumber, (pns, pppk) => {
        expect(E.isRight(employeeNumber(pns))).toBe(true)
        expect([numberKindOf(pns), numberKindOf(pppk)]).toEqual(['PNS', 'PPPK'])
      }),
    )
  })

  it('make logs as a store would: dense positions, dense revisions, one id once, facts in their streams', () => {
    fc.assert(
      fc.property(arbitraryLog(), (log) => {
        const ends = new Map<string, number>()
        log.forEach((event, index) => {
          expect(event.position).toBe(index + 1)
          expect(event.revision).toBe((ends.get(event.stream) ?? -1) + 1)
          ends.set(event.stream, event.revision)
          if (isFactType(event.type)) expect(FACTS[event.type].home).toBe(kindOf(event.stream))
        })
        expect(new Set(log.map(({ id }) => id)).size).toBe(log.length)
        expect(entriesOf(log)).toHaveLength(log.length)
      }),
    )
  })

  it('reach every way in which entries speak of one another', () => {
    const seen = { corrected: 0, annulled: 0, again: 0, afterAnnulment: 0 }
    fc.assert(
      fc.property(arbitraryLog({ maxSteps: 60 }), (log) => {
        const last = new Map<string, string>()
        for (const { says } of entriesOf(log)) {
          if (says.kind === 'fact') continue
          seen[says.kind]++
          if (last.get(says.root) === 'corrected') seen.again++
          if (last.get(says.root) === 'annulled' && says.kind === 'corrected') seen.afterAnnulment++
          last.set(says.root, says.kind)
        }
        expect(History.fromEntries(entriesOf(log)).size).toBe(log.length)
      }),
    )
    expect(Object.values(seen).every((n) => n > 0)).toBe(true)
  })
})
