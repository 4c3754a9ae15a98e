/** Means of 1 to 5 weighted by respondents, exact until they are printed. */
import { bigRatio } from './round.js'

/** Respondents, and their satisfaction in hundredths weighted by them. */
export interface Weighted {
  readonly respondents: bigint
  readonly weighted: bigint
}

export const NOBODY: Weighted = { respondents: 0n, weighted: 0n }

/** With one more survey. */
export const withSurvey = (
  { respondents, weighted }: Weighted,
  data: { readonly respondents: number; readonly satisfactionHundredths: number },
): Weighted => ({
  respondents: respondents + BigInt(data.respondents),
  weighted: weighted + BigInt(data.respondents) * BigInt(data.satisfactionHundredths),
})

export const plus = (a: Weighted, b: Weighted): Weighted => ({
  respondents: a.respondents + b.respondents,
  weighted: a.weighted + b.weighted,
})

/** The mean; `null` of nobody. */
export const meanOf = ({ respondents, weighted }: Weighted): number | null => bigRatio(weighted, 100n * respondents)

/** How far the first mean lies above the second; `null` where one is missing. */
export const changeOf = (now: Weighted, before: Weighted): number | null =>
  bigRatio(now.weighted * before.respondents - before.weighted * now.respondents, 100n * now.respondents * before.respondents)
