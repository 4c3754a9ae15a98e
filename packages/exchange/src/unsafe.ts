/**
 * The one gateway for casts in this package. Each caller states what it has
 * already proved; nothing outside this file uses `as`.
 */

/** Gives a value the type its checks have shown it to have. */
export const unsafeBrand = <B>(value: unknown): B => value as B
