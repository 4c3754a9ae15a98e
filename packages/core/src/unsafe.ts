/**
 * The one gateway for casts in this package. Each function states what the
 * caller has already proved; nothing outside this file uses `as`.
 */

/** Gives a value its brand. The caller has checked the brand's predicate. */
export const unsafeBrand = <B>(value: unknown): B => value as B
