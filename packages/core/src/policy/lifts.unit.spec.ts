/** Parameters as agencies of the first version stored them; what stands in the corpus is never edited. */
import { readFileSync } from 'node:fs'
import { arbitraryAdoption, arbitraryLocalDate, catalogueOf, day, fact, happened } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { readFact } from '../event/registry.js'
import { definePolicy } from '../extension/definePolicy.js'
import { LEVELS, namesOf, PositionFamily } from '../fact/values.js'
import { exactly, whole } from './codecs.js'
import { policyOn } from './inForce.js'
import { type Lift, liftFrom } from './lifts.js'
import { hoursOfSession } from './mentoring.js'
import { asBefore, NATIONAL, parameter } from './Parameter.js'
import { readPolicyFile } from './PolicyFile.js'
import { isPolicyName, type ParametersOf, POLICIES, POLICY_NAMES, type PolicyName, shippedParameters, wholeParameters } from './policies.js'
import { isPromotionPeriod, rankPromotionKind } from './rankPromotion.js'
import { retirementAgeOf } from './retirementAge.js'

const stored: Readonly<Record<string, Readonly<Record<string, unknown>>>> = JSON.parse(
  readFileSync(new URL('./golden/firstForms.json', import.meta.url), 'utf8'),
)
const corpus = Object.entries(stored).flatMap(([policy, parameters]) => (isPolicyName(policy) ? [[policy, parameters] as const] : []))
const liftsOf = (name: PolicyName): ReadonlyArray<Lift> => {
  const { lifts = [] }: { readonly lifts?: ReadonlyArray<Lift> } = POLICIES[name]
  return lifts
}

/** The parameters of a version that an agency of the first version adopted, as this program reads them. */
const adoptedBefore = <N extends PolicyName>(policy: N, parameters: Readonly<Record<string, unknown>>): ParametersOf<N> => {
  const data = { policy, version: 'kota-1', from: day('2024-01-01'), parameters: { ...parameters } }
  const { version, parameters: read } = policyOn(
    catalogueOf([happened(1, '2024-01-01', fact('PolicyAdopted', data, null))]),
    policy,
    day('2024-12-31'),
  )
  expect(version).toBe('kota-1')
  return read
}

describe('parameters of an earlier form', () => {
  it('are in the corpus for every policy that has another form now', () => {
    expect(corpus.map(([name]) => name).sort()).toEqual(POLICY_NAMES.filter((name) => liftsOf(name).length > 0).sort())
  })

  it.each(corpus)('of %s are read from a stored adoption, which keeps them, and can still be adopted', (policy, parameters) => {
    const data = { policy, version: 'kota-1', from: '2024-01-01', parameters }
    expect(readFact('PolicyAdopted', 2, data)).toEqual(E.right({ type: 'PolicyAdopted', data }))
    expect(POLICIES[policy].parameters.is(parameters)).toBe(false)
    expect(adoptedBefore(policy, parameters)).toEqual(shippedParameters(policy, NATIONAL))
    expect(readPolicyFile({ policy, version: 'kota-1', parameters })).toEqual(
      E.right({ policy, version: 'kota-1', parameters: shippedParameters(policy, NATIONAL) }),
    )
  })

  it.each(corpus)('of %s are of no later form, and those of a later form of none before', (policy, parameters) => {
    let form = parameters
    for (const [i, lift] of liftsOf(policy).entries()) {
      expect(liftsOf(policy).map(({ isOfEarlier }) => isOfEarlier(form))).toEqual(liftsOf(policy).map((_, at) => at === i))
      form = lift.lift(form)
    }
    expect(POLICIES[policy].parameters.is(form)).toBe(true)
    expect(liftsOf(policy).some(({ isOfEarlier }) => isOfEarlier(form))).toBe(false)
  })

  it('that lack one of their own or have one too many are not made whole', () => {
    for (const [policy, parameters] of corpus) {
      const [first = '', ...others] = Object.keys(parameters)
      for (const each of [
        Object.fromEntries(others.map((key) => [key, parameters[key]])),
        { ...parameters, [`${first}2`]: parameters[first] },
      ]) {
        expect(POLICIES[policy].parameters.is(wholeParameters(policy, each))).toBe(false)
        expect(E.isLeft(readFact('PolicyAdopted', 2, { policy, version: 'kota-1', from: null, parameters: each }))).toBe(true)
      }
    }
  })

  it('of an extension are lifted by the extension', () => {
    const first = { least: parameter(whole(1, 12)) }
    const sessions = definePolicy({
      name: 'clubs.sessions',
      about: 'sessions of a club that count',
      basis: 'made up',
      parameters: exactly('sessions', { ...first, most: parameter(whole(1, 99)) }),
      lifts: [liftFrom(exactly('sessions, first form', first), ({ least }) => ({ least, most: asBefore(99) }))],
      versions: {},
    })
    const data = { policy: 'clubs.sessions', version: 'kota-1', from: null, parameters: { least: asBefore(4) } }
    expect(sessions.inForce({ policies: [{ data }] }, day('2026-01-31'))).toMatchObject({
      value: { version: 'kota-1', parameters: { least: { value: 4 }, most: { value: 99 } } },
    })
  })

  it('in the present form are left as they are', () => {
    fc.assert(
      fc.property(arbitraryAdoption, ({ policy, parameters }) => {
        if (isPolicyName(policy)) expect(wholeParameters(policy, parameters)).toEqual(parameters)
      }),
    )
  })
})

describe('a version of the first form answers as before', () => {
  it('a session of mentoring earns what it earned, however short', () => {
    fc.assert(
      fc.property(fc.nat({ max: 24 }), fc.nat({ max: 31 }), fc.integer({ min: 1, max: 600 }), (most, month, minutes) => {
        const first = { hoursPerSession: asBefore(most), sessionsPerMonth: asBefore(month), stalledAfterDays: asBefore(60) }
        expect(hoursOfSession(minutes, adoptedBefore('mentoring', first))).toBe(most)
      }),
    )
  })

  it('everyone retires by the level, whatever the family and the post', () => {
    const age = fc.integer({ min: 40, max: 90 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...LEVELS), age),
        fc.constantFrom(...LEVELS),
        fc.constantFrom(...namesOf(PositionFamily)),
        fc.option(age),
        (ages, level, family, retirementAge) => {
          const read = adoptedBefore('retirement-age', { ages: asBefore({ ...ages }) })
          expect(retirementAgeOf({ retirementAge, family, level }, read)).toBe(ages[level] ?? null)
        },
      ),
    )
  })

  it('managers rise as others do, after the years of the regular, in any month, without a range', () => {
    const years = fc.nat({ max: 40 })
    fc.assert(
      fc.property(years, years, arbitraryLocalDate, (regular, functional, on) => {
        const first = { ...stored['rank-promotion'], yearsInRank: asBefore({ regular, functional }) }
        const read = adoptedBefore('rank-promotion', first)
        expect(read.yearsInRank.value).toEqual({ regular, structural: regular, functional })
        for (const level of LEVELS) expect(['regular', 'functional']).toContain(rankPromotionKind(level, read))
        expect([isPromotionPeriod(on, read), read.rankRanges.value, read.serviceExams.value, read.shorterWay.value]).toEqual([
          true,
          {},
          {},
          null,
        ])
      }),
    )
  })
})
