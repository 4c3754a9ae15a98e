/**
 * The one gateway for casts in this package. Each function states what the
 * caller has already proved; nothing outside this file uses `as`.
 */

/** Gives a value its brand or its shape. The caller knows where it came from. */
export const unsafeBrand = <B>(value: unknown): B => value as B

/** Reads back JSON that this package wrote to its own store. */
export const unsafeParse = <A>(text: string): A => JSON.parse(text) as A
