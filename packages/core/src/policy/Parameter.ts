/** A number or table of a rule that a regulation or an agency fixes, with where it stands and how surely we know it. */
import * as t from 'io-ts'
import { exactly, Words } from './codecs.js'
import type { Lift } from './lifts.js'

/**
 * How a value is known: read in the text or a copy of it, from memory, by
 * arithmetic on other values; or `open`: the law leaves it to the agency, and the
 * value is a choice.
 */
export const Mark = t.keyof({ verified: null, recalled: null, derived: null, open: null })
export type Mark = t.TypeOf<typeof Mark>

/** `article` names the regulation and article (*Pasal*, Ps); a choice of this product or of an agency says so there. */
export interface Parameter<A> {
  readonly value: A
  readonly article: string
  readonly mark: Mark
}

/**
 * Codec of a parameter with this value.
 *
 * @example
 * parameter(whole(1, 5)).is({ value: 3, article: 'Perwali 3/2026', mark: 'verified' }) // => true
 */
export const parameter = <A>(value: t.Type<A, A, unknown>): t.Type<Parameter<A>, Parameter<A>, unknown> =>
  exactly('a parameter (value, article, mark)', { value, article: Words, mark: Mark })

/** Which version of which policy. A version once shipped or adopted is never edited or dropped. */
export interface PolicyVersion {
  readonly policy: string
  readonly version: string
}

/**
 * A policy: what it is about, which parameters it has, and the versions this program
 * ships: the first one, and those (`V`) that stand beside it. To change a shipped
 * value ship a new version: figures of the past stay under the version of their time.
 */
export interface Policy<N extends string, P extends { readonly [K in keyof P]: Parameter<unknown> }, V extends string = never> {
  readonly name: N
  readonly about: string
  /** The regulations it rests on. */
  readonly basis: string
  readonly parameters: t.Type<P, P, unknown>
  /** From each earlier form of the parameters to the next, in their order; none where there was no other form. */
  readonly lifts?: ReadonlyArray<Lift>
  readonly versions: Readonly<Record<typeof NATIONAL | V, P>>
  /** The version that agencies adopt today; the first one where it is left out. */
  readonly current?: V
}

/** The first version of every policy: it holds wherever an agency adopted none. */
export const NATIONAL = 'national-1'

/** Why a lifted parameter has its value: what this program did before it had the parameter. */
export const AS_BEFORE = 'no regulation: what Jejak answered before it had this parameter'

/**
 * A parameter that a version written without it is read with.
 *
 * @example
 * asBefore(null) // => { value: null, article: AS_BEFORE, mark: 'open' }
 */
export const asBefore = <A>(value: A): Parameter<A> => ({ value, article: AS_BEFORE, mark: 'open' })
