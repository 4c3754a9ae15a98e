/** The one place of the bench where a type is asserted. */

/** What a statement answered, as the program that wrote the statement says it is. */
export const unsafeRows = <A>(rows: unknown): A => rows as A
