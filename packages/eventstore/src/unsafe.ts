/**
 * The one gateway for casts in this package. Each function states what the
 * caller has already proved; nothing outside this file uses `as`.
 */

/** Gives a value its brand. The caller made it, or has checked the brand's predicate. */
export const unsafeBrand = <B>(value: unknown): B => value as B

/** Rows of a statement that returns arrays, in the order of its columns; the caller knows the layout of the table. */
export const unsafeRows = <R extends ReadonlyArray<unknown>>(rows: unknown): ReadonlyArray<R> => rows as ReadonlyArray<R>

/** One such row, or nothing. */
export const unsafeRow = <R extends ReadonlyArray<unknown>>(row: unknown): R | undefined => row as R | undefined
