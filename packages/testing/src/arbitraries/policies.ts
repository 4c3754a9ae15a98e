/** Valid parameters of policies, and adoptions of them. */
import {
  type DataOf,
  IP_ASN,
  type IpAsnParameters,
  type LocalDate,
  type MentoringParameters,
  NATIONAL,
  POLICIES,
  POLICY_NAMES,
  type SmallCountsParameters,
  TALENT_GRID,
  type TalentGridParameters,
  type TrainingHoursParameters,
} from '@jejak/core'
import fc from 'fast-check'
import { arbitraryLocalDate } from './values.js'

const of = <A>(value: fc.Arbitrary<A>) => value.map((each) => ({ value: each, article: 'Peraturan contoh Ps 1', mark: 'open' as const }))

export const arbitraryTrainingHours: fc.Arbitrary<TrainingHoursParameters> = fc
  .tuple(of(fc.integer({ min: 0, max: 60 })), of(fc.integer({ min: 0, max: 60 })))
  .map(([floorOfPermanent, ceilingOfContract]) => ({ floorOfPermanent, ceilingOfContract }))

export const arbitraryMentoring: fc.Arbitrary<MentoringParameters> = fc.record({
  hoursPerSession: of(fc.integer({ min: 0, max: 8 })),
  minutesPerHour: of(fc.option(fc.integer({ min: 1, max: 90 }))),
  sessionsPerMonth: of(fc.integer({ min: 0, max: 8 })),
  stalledAfterDays: of(fc.integer({ min: 1, max: 400 })),
})

export const arbitrarySmallCounts: fc.Arbitrary<SmallCountsParameters> = of(fc.integer({ min: 2, max: 12 })).map((fewest) => ({ fewest }))

const rising = (length: number, max: number): fc.Arbitrary<ReadonlyArray<number>> =>
  fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: length, maxLength: length }).map((bounds) => bounds.sort((a, b) => a - b))

/** The national points with other classes. */
export const arbitraryIpAsn: fc.Arbitrary<IpAsnParameters> = of(rising(4, 200)).map((classes) => ({
  ...IP_ASN.versions[NATIONAL],
  classes,
}))

/** The national grid with other scores. */
export const arbitraryTalentGrid: fc.Arbitrary<TalentGridParameters> = of(
  rising(2, 100).map(([medium = 0, high = 1]) => ({ medium, high })),
).map((potential) => ({ ...TALENT_GRID.versions[NATIONAL], potential }))

const version = fc.integer({ min: 1, max: 9 }).map((n) => `kota-${n}`)

/** An adoption of parameters of a policy; those drawn here, or the national ones under another name. */
export const arbitraryAdoption: fc.Arbitrary<
  DataOf<'PolicyAdopted'> & { readonly from: LocalDate; readonly parameters: Record<string, unknown> }
> = fc
  .tuple(
    fc.oneof(
      arbitraryTrainingHours.map((parameters) => ({ policy: 'training-hours', parameters })),
      arbitraryMentoring.map((parameters) => ({ policy: 'mentoring', parameters })),
      arbitrarySmallCounts.map((parameters) => ({ policy: 'small-counts', parameters })),
      arbitraryIpAsn.map((parameters) => ({ policy: 'ip-asn', parameters })),
      arbitraryTalentGrid.map((parameters) => ({ policy: 'talent-grid', parameters })),
      fc.constantFrom(...POLICY_NAMES).map((policy) => ({ policy, parameters: POLICIES[policy].versions[NATIONAL] })),
    ),
    version,
    arbitraryLocalDate,
  )
  .map(([{ policy, parameters }, name, from]) => ({ policy, version: name, from, parameters: { ...parameters } }))
