/** Rules that every decision must meet: it says on whose behalf, why, and on what basis. */
import { metUnless, type Rule } from '../rules/Rule.js'
import type { Context } from './Context.js'
import { type RejectionCode, ruleOf } from './Rejection.js'

const given = (text: string | null): boolean => text !== null && text.trim() !== ''

const needs = (code: RejectionCode, part: (context: Context) => string | null): Rule<RejectionCode, { readonly context: Context }> =>
  ruleOf(code, ({ context }) => metUnless(!given(part(context))))

export const DECISION_RULES: ReadonlyArray<Rule<RejectionCode, { readonly context: Context }>> = [
  needs('REASON_REQUIRED', ({ reason }) => reason),
  needs('BASIS_REQUIRED', ({ basis }) => basis),
  needs('PRINCIPAL_REQUIRED', ({ onBehalfOf }) => onBehalfOf),
]
