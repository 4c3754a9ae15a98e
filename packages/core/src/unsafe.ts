/**
 * The one gateway for casts in this package. Each function states what the
 * caller has already proved; nothing outside this file uses `as`.
 */

/** Gives a value its brand. The caller has checked the brand's predicate. */
export const unsafeBrand = <B>(value: unknown): B => value as B

/** A value as its derivation made it. The caller found it under that derivation, and nothing else is put there. */
export const unsafeDerived = <S>(value: unknown): S => value as S

/** Lists of facts by type. The caller put each fact in the list of its type. */
export const unsafeLists = <L>(lists: unknown): L => lists as L
