/** Every policy, by name. A version with its parameters is data: shipped here, or adopted by an agency. */
import type * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import { COMPETENCE_STANDARD } from './competenceStandard.js'
import { CREDIT_POINTS } from './creditPoints.js'
import { IP_ASN } from './ipAsn.js'
import { type Lift, liftedParameters } from './lifts.js'
import { MENTORING } from './mentoring.js'
import { NATIONAL } from './Parameter.js'
import { PERFORMANCE_PREDICATE } from './performancePredicate.js'
import { RANK_PROMOTION } from './rankPromotion.js'
import { RETIREMENT_AGE } from './retirementAge.js'
import { SMALL_COUNTS } from './smallCounts.js'
import { TALENT_GRID } from './talentGrid.js'
import { TRAINING_HOURS } from './trainingHours.js'

/** Every policy of Jejak by its name. */
export const POLICIES = {
  'training-hours': TRAINING_HOURS,
  mentoring: MENTORING,
  'performance-predicate': PERFORMANCE_PREDICATE,
  'small-counts': SMALL_COUNTS,
  'ip-asn': IP_ASN,
  'rank-promotion': RANK_PROMOTION,
  'credit-points': CREDIT_POINTS,
  'talent-grid': TALENT_GRID,
  'retirement-age': RETIREMENT_AGE,
  'competence-standard': COMPETENCE_STANDARD,
} as const

/** Name of a policy. */
export type PolicyName = keyof typeof POLICIES

/** The parameters of a policy, each with its value, article and mark. */
export type ParametersOf<N extends PolicyName> = t.TypeOf<(typeof POLICIES)[N]['parameters']>

/**
 * Whether a text names a policy of this program.
 *
 * @example
 * isPolicyName('mentoring') // => true
 */
export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(POLICIES, name)

/** Names of all policies, in the order in which an agency adopts them. */
export const POLICY_NAMES: ReadonlyArray<PolicyName> = Object.keys(POLICIES).filter(isPolicyName)

/**
 * The parameters of a version this program ships; `null` for any other.
 *
 * @example
 * shippedParameters('mentoring', 'national-1')?.sessionsPerMonth.value // => 2
 * shippedParameters('mentoring', 'kota-1') // => null
 */
export const shippedParameters = <N extends PolicyName>(name: N, version: string): ParametersOf<N> | null => {
  const { versions }: { readonly versions: Readonly<Record<string, unknown>> } = POLICIES[name]
  return Object.hasOwn(versions, version) ? unsafeBrand<ParametersOf<N>>(versions[version]) : null
}

/**
 * The shipped version that agencies adopt today.
 *
 * @example
 * currentVersion('retirement-age') // => 'national-2'
 */
export const currentVersion = (name: PolicyName): string => {
  const { current = NATIONAL }: { readonly current?: string } = POLICIES[name]
  return current
}

/**
 * Names of the versions this program ships, in the order in which they came.
 *
 * @example
 * shippedVersions('mentoring') // => ['national-1', 'national-2']
 */
export const shippedVersions = (name: PolicyName): ReadonlyArray<string> => Object.keys(POLICIES[name].versions)

/**
 * The parameters of a version in the present form of its policy: those that came
 * later have the value that keeps the earlier answer. What is of no form that this
 * program knows is given back as it is.
 *
 * @example
 * const { minutesPerHour: _, ...first } = MENTORING.versions['national-2']
 * Object.keys(wholeParameters('mentoring', first)).length // => 4
 */
export const wholeParameters = (name: PolicyName, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { lifts = [] }: { readonly lifts?: ReadonlyArray<Lift> } = POLICIES[name]
  return liftedParameters(lifts, parameters)
}
