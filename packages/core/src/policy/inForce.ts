/** Which version of a policy holds on a day, and its parameters. */
import * as O from 'fp-ts/lib/Option.js'
import type { LocalDate } from '../date/LocalDate.js'
import { unsafeBrand } from '../unsafe.js'
import { NATIONAL, type PolicyVersion } from './Parameter.js'
import { type ParametersOf, POLICIES, type PolicyName, shippedParameters, wholeParameters } from './policies.js'

/** An adoption, as it stands in the catalogue. */
export interface Adoption {
  readonly data: PolicyVersion & {
    /** `null` for the national defaults, which always held. */
    readonly from: LocalDate | null
    /** `null` where the program ships the version. */
    readonly parameters: Readonly<Record<string, unknown>> | null
  }
}

/** The adoptions of an agency, in the order of the log; a catalogue holds them so. */
export interface Adopted {
  readonly policies: ReadonlyArray<Adoption>
}

/** A version of a policy in force on some day. */
export interface InForce<N extends PolicyName> {
  readonly policy: N
  readonly version: string
  readonly from: LocalDate | null
  readonly parameters: ParametersOf<N>
}

/**
 * The adoption in force on a day: the one with the latest `from` on it or before,
 * of several of one day the last in the log; those without a date held first.
 *
 * @example
 * const adopted = [
 *   { data: { policy: 'mentoring', version: 'national-1', from: null } },
 *   { data: { policy: 'mentoring', version: 'kota-1', from: day('2026-01-01') } },
 * ]
 * inForce(adopted, 'mentoring', day('2025-12-31'))?.data.version // => 'national-1'
 * inForce(adopted, 'mentoring', day('2026-01-01'))?.data.version // => 'kota-1'
 */
export const inForce = <A extends { readonly data: PolicyVersion & { readonly from: LocalDate | null } }>(
  adopted: ReadonlyArray<A>,
  policy: string,
  day: LocalDate,
): A | null => {
  let best: A | null = null
  for (const each of adopted) {
    const { from } = each.data
    if (each.data.policy !== policy || (from !== null && from > day)) continue
    if (best === null || (from ?? '') >= (best.data.from ?? '')) best = each
  }
  return best
}

/**
 * The parameters an adoption brings, in the present form of its policy: its own, or
 * those of the shipped version it names; `null` where this program knows neither.
 *
 * @example
 * const adoption = { effectiveOn: null, data: { policy: 'mentoring', version: 'national-1', from: null, parameters: null } }
 * parametersOf('mentoring', adoption)?.hoursPerSession.value // => 2
 */
export const parametersOf = <N extends PolicyName>(name: N, { data }: Adoption): ParametersOf<N> | null => {
  if (data.parameters === null) return shippedParameters(name, data.version)
  const whole = wholeParameters(name, data.parameters)
  return POLICIES[name].parameters.is(whole) ? unsafeBrand<ParametersOf<N>>(whole) : null
}

/**
 * The version of a policy that the agency adopted and that is in force on a day;
 * `none` where it adopted none by then, or one whose parameters this program does
 * not know. For callers to whom a national default would be an assumption.
 *
 * @example
 * policyInForce(Catalogue.empty, 'training-hours', day('2024-12-31')) // => O.none
 */
export const policyInForce = <N extends PolicyName>({ policies }: Adopted, name: N, day: LocalDate): O.Option<InForce<N>> => {
  const adoption = inForce(policies, name, day)
  const parameters = adoption === null ? null : parametersOf(name, adoption)
  return adoption === null || parameters === null
    ? O.none
    : O.some({ policy: name, version: adoption.data.version, from: adoption.data.from, parameters })
}

const resolve = <N extends PolicyName>(adopted: Adopted, name: N, day: LocalDate): InForce<N> =>
  O.getOrElse(
    (): InForce<N> => ({
      policy: name,
      version: NATIONAL,
      from: null,
      parameters: unsafeBrand<ParametersOf<N>>(POLICIES[name].versions[NATIONAL]),
    }),
  )(policyInForce(adopted, name, day))

type Resolved = Map<string, InForce<PolicyName>>

/** Asked for every person and answered once a catalogue, policy and day. A catalogue never changes, so neither does the answer. */
const known = new WeakMap<ReadonlyArray<Adoption>, Map<PolicyName, Resolved>>()

/**
 * The version of a policy in force on a day, with its parameters: the adopted one,
 * or the first national one where none was adopted by then.
 *
 * @example
 * policyOn(sampleCatalogue, 'training-hours', day('2024-12-31')).parameters.floorOfPermanent.value // => 20
 */
export const policyOn = <N extends PolicyName>(catalogue: Adopted, name: N, day: LocalDate): InForce<N> => {
  let policies = known.get(catalogue.policies)
  if (policies === undefined) {
    policies = new Map()
    known.set(catalogue.policies, policies)
  }
  let days = policies.get(name)
  if (days === undefined) {
    days = new Map()
    policies.set(name, days)
  }
  const present = days.get(day)
  if (present !== undefined) return unsafeBrand<InForce<N>>(present)
  const found = resolve(catalogue, name, day)
  days.set(day, unsafeBrand<InForce<PolicyName>>(found))
  return found
}
