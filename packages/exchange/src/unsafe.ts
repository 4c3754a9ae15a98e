/**
 * The one gateway for casts in this package. Each caller states what it has
 * already proved; nothing outside this file uses `as`.
 */

/** Gives a value the type its checks have shown it to have. */
export const unsafeBrand = <B>(value: unknown): B => value as B

/** Rows of a statement that returns arrays, in the order of its columns; the caller knows the layout of the table. */
export const unsafeRows = <R extends ReadonlyArray<unknown>>(rows: unknown): Iterable<R> => rows as Iterable<R>
