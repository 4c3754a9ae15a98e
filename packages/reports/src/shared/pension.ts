/** When someone's pension begins: by what a row of a table says of the post held, and the sealed birth date. */
import { type Catalogue, Level, type LocalDate, pensionFrom, policyOn, type Standing } from '@jejak/core'
import type { Row as TableRow } from '@jejak/core/measure'
import type { FinishInput, NamedPerson } from '../Report.js'

/** What the age of retirement depends on. */
export const pensionGrounds = ({ level }: Standing, _catalogue: Catalogue.Catalogue, _asOf: LocalDate): TableRow => ({ level })

/** TMT of the pension, by the policy of the as-of day; `null` where the age is not known. */
export const pensionOf = ({ level }: TableRow, { birthDate }: NamedPerson, { catalogue, args }: FinishInput): LocalDate | null =>
  Level.is(level) ? pensionFrom(birthDate, level, policyOn(catalogue, 'retirement-age', args.asOf).parameters) : null
