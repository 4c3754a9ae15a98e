/**
 * The one gateway for casts in this package. Each function states what the
 * caller has already proved; nothing outside this file uses `as`.
 */
import type { Employment } from './career/Employment.js'

/** Gives a value its brand. The caller has checked the brand's predicate. */
export const unsafeBrand = <B>(value: unknown): B => value as B

/** A value as its derivation made it. The caller found it under that derivation, and nothing else is put there. */
export const unsafeDerived = <S>(value: unknown): S => value as S

/** An employment. The caller put each fact in the list of its type. */
export const unsafeEmployment = (lists: unknown): Employment => lists as Employment
