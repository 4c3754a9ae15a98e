/**
 * The form of an envelope: which keys its `meta` may have and what they mean, once
 * for all types. It stands in `meta` from the second form on; where it is absent the
 * envelope is of the first. An event is hashed as it is stored, in whatever form.
 */

import type { Ground } from './Ground.js'

/** The form this program writes where something of it is used; all before it are read. */
export const PRESENT_FORM = 2

/**
 * The form of a stored envelope.
 *
 * @example
 * formOf({}) // => 1
 * formOf({ form: 2 }) // => 2
 */
export const formOf = ({ form = 1 }: { readonly form?: number }): number => form

/**
 * Whether this program reads envelopes of this form.
 *
 * @example
 * isKnownForm({}) // => true
 * isKnownForm({ form: 3 }) // => false
 */
export const isKnownForm = ({ form }: { readonly form?: number }): boolean => form === undefined || form === PRESENT_FORM

/** What of an envelope tells which form it needs. */
interface Parts {
  readonly ground: Ground
  readonly source?: { readonly row?: number }
}

const usesSecond = ({ ground, source }: Parts): boolean =>
  ground.account !== undefined ||
  (source !== undefined && source.row === undefined) ||
  (ground.kind !== 'taken' && ground.onBehalfOf !== undefined) ||
  (ground.kind === 'taken' && (ground.override !== undefined || 'policies' in ground.verdict))

/**
 * The lowest form in which an envelope can be written: the second only where something
 * of it is used.
 *
 * @example
 * const [draft] = sampleDrafts
 * draft === undefined ? null : formNeeded(encode(draft).meta) // => 1
 */
export const formNeeded = (parts: Parts): number => (usesSecond(parts) ? PRESENT_FORM : 1)
