/** The budget of a year, program by program, in whole rupiah: amounts that are each exact may add up to more than a number holds. */
import type { LocalDate } from '@jejak/core'
import type { AgencyFact } from '@jejak/core/measure'

export interface Budget {
  readonly allocated: bigint
  readonly spent: bigint
}

export const NO_BUDGET: Budget = { allocated: 0n, spent: 0n }

/** Ceiling (*pagu*) and revisions are allocated, realisations spent. Lines dated after the as-of day are not seen. */
export const budgetOf = (facts: ReadonlyArray<AgencyFact>, year: number, asOf: LocalDate): ReadonlyMap<string, Budget> => {
  const programs = new Map<string, Budget>()
  for (const { effectiveOn, fact } of facts) {
    if (fact.type !== 'BudgetLine' || fact.data.year !== year || (effectiveOn !== null && effectiveOn > asOf)) continue
    const { allocated, spent } = programs.get(fact.data.program) ?? NO_BUDGET
    const rupiah = BigInt(fact.data.rupiah)
    programs.set(
      fact.data.program,
      fact.data.kind === 'realisasi' ? { allocated, spent: spent + rupiah } : { allocated: allocated + rupiah, spent },
    )
  }
  return programs
}

export const sumOf = (budgets: Iterable<Budget>): Budget => {
  let { allocated, spent } = NO_BUDGET
  for (const budget of budgets) {
    allocated += budget.allocated
    spent += budget.spent
  }
  return { allocated, spent }
}
