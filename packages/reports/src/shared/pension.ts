/** When someone's pension begins: by what a row of a table says of the post held, and the sealed birth date. */
import { Catalogue, Level, type LocalDate, PositionFamily, pensionOn, policyOn, type Standing } from '@jejak/core'
import type { Row as TableRow } from '@jejak/core/measure'
import type { FinishInput, NamedPerson } from '../Report.js'

/** What the age of retirement depends on: the age of the post held on the day, where it has one of its own, family and level. */
export const pensionGrounds = ({ level, family, position }: Standing, catalogue: Catalogue.Catalogue, day: LocalDate): TableRow => {
  const post = position === null ? null : Catalogue.postOn(catalogue, position.data.unitId, position.data.positionId, day)
  return { level, family, retirementAge: post?.retirementAge ?? null }
}

/** TMT of the pension, by the policy of the as-of day; `null` where the age is not known. */
export const pensionOf = (row: TableRow, { birthDate }: NamedPerson, { catalogue, args }: FinishInput): LocalDate | null => {
  const { level, family, retirementAge } = row
  if (!Level.is(level) || !PositionFamily.is(family)) return null
  const basis = { level, family, retirementAge: typeof retirementAge === 'number' ? retirementAge : null }
  return pensionOn(birthDate, basis, policyOn(catalogue, 'retirement-age', args.asOf).parameters)
}
