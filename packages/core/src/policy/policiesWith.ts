/** The policies a process knows: those of Jejak, and those of its extensions. */
import * as t from 'io-ts'
import type { Adoption } from './inForce.js'
import { type Lift, liftedParameters } from './lifts.js'
import { POLICIES } from './policies.js'

/** A policy of whichever parameters. */
export interface AnyPolicy {
  readonly name: string
  readonly about: string
  readonly basis: string
  readonly parameters: t.Mixed
  readonly versions: Readonly<Record<string, unknown>>
  /** The version that agencies adopt today, where it is not the first. */
  readonly current?: string
  /** From the parameters of earlier forms to those of today. */
  readonly lifts?: ReadonlyArray<Lift>
}

/** Policies by name, in the order in which they are listed. */
export type Policies = ReadonlyMap<string, AnyPolicy>

/**
 * The policies of Jejak and these.
 *
 * @example
 * policiesWith([]).has('mentoring') // => true
 */
export const policiesWith = (extra: ReadonlyArray<AnyPolicy>): Policies =>
  new Map([...Object.values(POLICIES), ...extra].map((policy: AnyPolicy) => [policy.name, policy]))

/** The policies of Jejak alone. */
export const CORE_POLICIES: Policies = policiesWith([])

/**
 * The parameters of a version that a program or an extension ships; `null` for any other.
 *
 * @example
 * shippedIn(CORE_POLICIES, 'mentoring', 'kota-1') // => null
 */
export const shippedIn = (policies: Policies, policy: string, version: string): unknown => {
  const versions = policies.get(policy)?.versions ?? {}
  return Object.hasOwn(versions, version) ? versions[version] : null
}

/**
 * The parameters of a version in the present form of its policy; what is of no form that is known is given back as it is.
 *
 * @example
 * wholeIn({ name: 'clubs.none', about: '', basis: '', parameters: exactly('none', {}), versions: {} }, {}) // => {}
 */
export const wholeIn = ({ lifts = [] }: AnyPolicy, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  liftedParameters(lifts, parameters)

/**
 * The parameters an adoption brings: its own, or those of the shipped version it names;
 * `null` where these policies know neither.
 *
 * @example
 * const adoption = { data: { policy: 'mentoring', version: 'national-1', from: null, parameters: null } }
 * Object.keys(parametersIn(CORE_POLICIES, adoption) ?? {}).includes('hoursPerSession') // => true
 */
export const parametersIn = (policies: Policies, { data }: Adoption): Readonly<Record<string, unknown>> | null => {
  const { policy, version, parameters } = data
  const known = policies.get(policy)
  const said = parameters ?? shippedIn(policies, policy, version)
  if (known === undefined || !t.UnknownRecord.is(said)) return null
  const whole = wholeIn(known, said)
  return known.parameters.is(whole) ? whole : null
}
