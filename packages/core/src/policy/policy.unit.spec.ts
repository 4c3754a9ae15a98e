import { AGENCY, arbitraryAdoption, arbitraryIpAsn, arbitraryTalentGrid, catalogueOf, day, eventId, fact, happened } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { empty } from '../catalogue/Catalogue.js'
import { DraftMeta } from '../event/Envelope.js'
import { encode, readFact } from '../event/registry.js'
import { faultsOf } from './codecs.js'
import { inForce, policyOn } from './inForce.js'
import { IP_ASN, ipAsnClass } from './ipAsn.js'
import { MENTORING } from './mentoring.js'
import { draftNationalDefaults, nationalDefaults } from './nationalDefaults.js'
import { NATIONAL } from './Parameter.js'
import { currentVersion, POLICIES, POLICY_NAMES, shippedParameters, shippedVersions, wholeParameters } from './policies.js'
import { SMALL_COUNTS } from './smallCounts.js'
import { potentialOf, talentBox } from './talentGrid.js'
import { TRAINING_HOURS } from './trainingHours.js'

const drafts = draftNationalDefaults(
  nationalDefaults,
  AGENCY,
  (policy) => eventId(nationalDefaults.findIndex((d) => d.policy === policy)),
  eventId(99),
)

describe('national defaults', () => {
  it('are the numbers of the regulations', () => {
    const hours = TRAINING_HOURS.versions[NATIONAL]
    expect([hours.floorOfPermanent.value, hours.ceilingOfContract.value]).toEqual([20, 24])
    const { hoursPerSession, sessionsPerMonth, stalledAfterDays } = MENTORING.versions[NATIONAL]
    expect([hoursPerSession.value, sessionsPerMonth.value, stalledAfterDays.value]).toEqual([2, 2, 60])
    expect(SMALL_COUNTS.versions[NATIONAL].fewest.value).toBe(5)
  })

  it.each(POLICY_NAMES)('of %s fit their codec, also after a way through JSON', (name) => {
    const national = POLICIES[name].versions[NATIONAL]
    expect(faultsOf(POLICIES[name].parameters, JSON.parse(JSON.stringify(national)), 'parameters')).toEqual([])
    expect(Object.values(national).every(({ article }) => article !== '')).toBe(true)
    expect(shippedParameters(name, NATIONAL)).toEqual(national)
    expect(shippedParameters(name, 'national-0')).toBeNull()
    for (const version of shippedVersions(name)) {
      const shipped = shippedParameters(name, version)
      expect(faultsOf(POLICIES[name].parameters, JSON.parse(JSON.stringify(shipped)), 'parameters')).toEqual([])
      expect(wholeParameters(name, { ...shipped })).toEqual(shipped)
    }
    expect(shippedVersions(name)).toContain(currentVersion(name))
  })

  it('are adopted one event a policy, by Jejak, on the basis of their regulation, without a date', () => {
    expect(drafts.map((draft) => draft.type === 'PolicyAdopted' && draft.data.policy)).toEqual(POLICY_NAMES)
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
    for (const draft of drafts) {
      expect(draft).toMatchObject({ agency: AGENCY, effectiveOn: null, ground: { kind: 'taken', actor: 'jejak' }, data: { from: null } })
      const encoded = encode(draft)
      expect(E.isRight(DraftMeta.decode(encoded.meta))).toBe(true)
      expect(E.isRight(readFact(encoded.type, encoded.schema, encoded.data))).toBe(true)
    }
  })
})

describe('parameters', () => {
  it('are refused with every fault, each by its path, and without the value', () => {
    const bad = {
      floorOfPermanent: { value: -7.25, article: ' ', mark: 'certain' },
      ceiling: { value: 24, article: 'PP', mark: 'open' },
    }
    expect(faultsOf(TRAINING_HOURS.parameters, bad, 'parameters')).toEqual([
      'parameters.floorOfPermanent.value: expected a whole number from 0 to 1000',
      'parameters.floorOfPermanent.article: expected a text of 1 to 500 characters',
      'parameters.floorOfPermanent.mark: expected "verified" | "recalled" | "derived" | "open"',
      'parameters.ceilingOfContract: missing; expected a parameter (value, article, mark)',
      'parameters.ceiling: expected nothing: no such key is known',
    ])
    expect(faultsOf(TRAINING_HOURS.parameters, null, 'parameters')).toHaveLength(1)
  })

  it.each([
    ['ip-asn', 'classes', [120, 120, 160, 180]],
    ['ip-asn', 'classes', [120, 140, 160]],
    ['ip-asn', 'performance', { SB: 60, B: 61, BP: 30, K: 10, SK: 2, missing: 0 }],
    ['talent-grid', 'potential', { medium: 80, high: 80 }],
    [
      'talent-grid',
      'boxes',
      [
        [1, 3, 6],
        [2, 5, 8],
        [4, 7, 7],
      ],
    ],
    ['small-counts', 'fewest', 1],
    ['retirement-age', 'ages', { janitor: 58 }],
    ['credit-points', 'percent', { SB: 100, B: 100, BP: 75, K: 80, SK: 25 }],
  ] as const)('of %s do not take %s %j', (name, parameter, value) => {
    const national: Readonly<Record<string, { readonly value: unknown }>> = { ...POLICIES[name].versions[NATIONAL] }
    const changed = { ...national, [parameter]: { ...national[parameter], value } }
    expect(faultsOf(POLICIES[name].parameters, changed, 'parameters')).not.toEqual([])
  })

  it('of the index give every number one class, and no more points a lower one', () => {
    fc.assert(
      fc.property(arbitraryIpAsn, (parameters) => {
        const classes = Array.from({ length: 201 }, (_, points) => ipAsnClass(points, parameters))
        classes.forEach((each, points) => {
          expect(each).toBe(parameters.classes.value.filter((bound) => points > bound).length)
          if (points > 0) expect(each).toBeGreaterThanOrEqual(classes[points - 1] ?? 0)
        })
      }),
    )
  })

  it('of the grid give every score one column, and every pair one box', () => {
    fc.assert(
      fc.property(arbitraryTalentGrid, fc.integer({ min: 0, max: 100 }), (parameters, score) => {
        const { medium, high } = parameters.potential.value
        expect(potentialOf(score, parameters)).toBe(Number(score >= medium) + Number(score >= high))
        expect(talentBox('SB', score, parameters)).toBe([4, 7, 9][potentialOf(score, parameters)])
      }),
    )
  })
})

describe('the version in force', () => {
  const adopted = [
    { data: { policy: 'p', version: '3', from: day('2025-01-01') } },
    { data: { policy: 'p', version: '1', from: null } },
    { data: { policy: 'p', version: '2', from: day('2024-01-01') } },
    { data: { policy: 'q', version: '9', from: null } },
  ]
  it.each([
    ['2023-12-31', '1'],
    ['2024-01-01', '2'],
    ['2024-12-31', '2'],
    ['2025-01-01', '3'],
  ])('on %s is %s', (on, version) => {
    expect(inForce(adopted, 'p', day(on))?.data.version).toBe(version)
    expect(inForce([...adopted].reverse(), 'p', day(on))?.data.version).toBe(version)
  })
  it('of a policy never adopted is none', () => expect(inForce(adopted, 'r', day('2025-01-01'))).toBeNull())

  const hours = (n: number, version: string, from: string, floor: number) => {
    const { floorOfPermanent, ceilingOfContract } = TRAINING_HOURS.versions[NATIONAL]
    const parameters = { floorOfPermanent: { ...floorOfPermanent, value: floor }, ceilingOfContract }
    return happened(n, from, fact('PolicyAdopted', { policy: 'training-hours', version, from: day(from), parameters }, null))
  }
  const floorOn = (catalogue: Parameters<typeof policyOn>[0], on: string): number =>
    policyOn(catalogue, 'training-hours', day(on)).parameters.floorOfPermanent.value

  it('is the national default where nothing was adopted', () => {
    expect(policyOn(empty, 'training-hours', day('2024-12-31'))).toMatchObject({ version: NATIONAL, from: null })
    expect(floorOn(catalogueOf([hours(1, 'kota-1', '2026-01-01', 24)]), '2025-12-31')).toBe(20)
  })

  it('brings the parameters of the adoption, and of two from one day those of the later', () => {
    const catalogue = catalogueOf([
      ...drafts,
      hours(201, 'kota-1', '2026-01-01', 24),
      hours(202, 'kota-2', '2027-01-01', 30),
      hours(203, 'kota-3', '2027-01-01', 28),
    ])
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => floorOn(catalogue, on))).toEqual([20, 24, 24, 28])
    expect(policyOn(catalogue, 'mentoring', day('2030-01-01')).version).toBe(currentVersion('mentoring'))
    expect(policyOn(catalogue, 'training-hours', day('2026-01-01'))).toBe(policyOn(catalogue, 'training-hours', day('2026-01-01')))
  })
})

describe('an adoption', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(arbitraryAdoption, (data) => {
        const written = encode(happened(1, data.from, fact('PolicyAdopted', data, null)))
        expect(readFact('PolicyAdopted', written.schema, JSON.parse(JSON.stringify(written.data)))).toEqual(
          E.right({ type: 'PolicyAdopted', data }),
        )
      }),
    )
  })

  it('of the first schema, which had no parameters, is that of a shipped version', () => {
    const data = { policy: 'ip-asn', version: NATIONAL, from: null }
    expect(readFact('PolicyAdopted', 1, data)).toEqual(E.right({ type: 'PolicyAdopted', data: { ...data, parameters: null } }))
  })

  it.each([
    { version: 'national-9', parameters: null },
    { version: 'kota-1', parameters: { fewest: 5 } },
    { version: 'kota-1', parameters: { ...SMALL_COUNTS.versions[NATIONAL], more: 1 } },
  ])('that this program cannot apply is not read: %j', (parts) => {
    const read = readFact('PolicyAdopted', 2, { policy: 'small-counts', from: null, ...parts })
    expect(read).toEqual(E.left({ tag: 'Malformed', type: 'PolicyAdopted', schema: 2, paths: ['parameters'] }))
    expect(IP_ASN.parameters.is(parts.parameters)).toBe(false)
  })
})
