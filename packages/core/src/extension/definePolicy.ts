/** Policies of extensions: an agency adopts them like those of Jejak; until it does, none is in force. */
import * as O from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import type { LocalDate } from '../date/LocalDate.js'
import { faultsOf } from '../policy/codecs.js'
import { type Adopted, inForce } from '../policy/inForce.js'
import { type Lift, liftedParameters } from '../policy/lifts.js'
import type { AnyPolicy } from '../policy/policiesWith.js'
import { nameFaults, type OwnName } from './names.js'

/** What an extension says of a policy. */
export interface PolicyParts<P> {
  readonly name: OwnName
  /** What it is about, in English, for lists of policies. */
  readonly about: string
  /** The regulation it rests on. */
  readonly basis: string
  /** `exactly` of parameters, each a `parameter` with value, article and mark. */
  readonly parameters: t.Type<P, P, unknown>
  /** Versions that the extension ships, by name; never edited or dropped. */
  readonly versions: Readonly<Record<string, NoInfer<P>>>
  /** From each earlier form of the parameters to the next (`liftFrom`), so that versions agencies adopted stay readable. */
  readonly lifts?: ReadonlyArray<Lift>
}

/** A policy of an extension, and its version in force. */
export interface ExtensionPolicy<P> extends PolicyParts<P> {
  /** `none` where the agency adopted none by the day, or one whose parameters are not of their form. */
  readonly inForce: (
    adopted: Adopted,
    day: LocalDate,
  ) => O.Option<{ readonly version: string; readonly from: LocalDate | null; readonly parameters: P }>
}

/**
 * Defines a policy of an extension.
 *
 * @example
 * const parameters = exactly('parameters of clubs.sessions', { least: parameter(whole(1, 12)) })
 * const sessions = definePolicy({
 *   name: 'clubs.sessions',
 *   about: 'sessions of a club that count',
 *   basis: 'Perwali 3/2026',
 *   parameters,
 *   versions: { 'clubs-1': { least: { value: 4, article: 'Perwali 3/2026 Ps 2', mark: 'verified' } } },
 * })
 * sessions.inForce(Catalogue.empty, day('2026-01-31')) // => O.none
 */
export const definePolicy = <P>(parts: PolicyParts<P>): ExtensionPolicy<P> => ({
  ...parts,
  inForce: ({ policies }, day) => {
    const adoption = inForce(policies, parts.name, day)
    if (adoption === null) return O.none
    const { version, from, parameters } = adoption.data
    const shipped = Object.hasOwn(parts.versions, version) ? parts.versions[version] : null
    const said = parameters === null ? shipped : liftedParameters(parts.lifts ?? [], parameters)
    return parts.parameters.is(said) ? O.some({ version, from, parameters: said }) : O.none
  },
})

/**
 * What is wrong with a policy of an extension, each fault in one line; none where all is well.
 *
 * @example
 * policyFaults('clubs', POLICIES.mentoring) // => ['the policy mentoring must be named clubs. and a name']
 */
export const policyFaults = (extension: string, { name, parameters, versions }: AnyPolicy): ReadonlyArray<string> => [
  ...nameFaults(extension, 'policy', name),
  ...Object.entries(versions).flatMap(([version, values]) => faultsOf(parameters, values, `${name} ${version}`)),
]
