/**
 * A day, in the forms in which offices write it: `1-12-2014`, `01/12/2014`, `1.12.2014`, `2014-12-01`
 * (also with ` 00:00:00` behind it), `1 Desember 2014`, `1-Des-2014`. Years have four digits; the day
 * comes before the month.
 */
import { localDateOf } from '@jejak/core'
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

const YEAR_FIRST = /^(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?$/
const DAY_FIRST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4})$/
const NAMED = /^(\d\d?)([- ])([a-z]+)\2(\d{4})$/i

const MONTHS: ReadonlyArray<ReadonlyArray<string>> = [
  ['januari', 'jan'],
  ['februari', 'feb', 'pebruari', 'peb'],
  ['maret', 'mar'],
  ['april', 'apr'],
  ['mei'],
  ['juni', 'jun'],
  ['juli', 'jul'],
  ['agustus', 'agu', 'agt', 'ags'],
  ['september', 'sep', 'sept'],
  ['oktober', 'okt'],
  ['november', 'nov', 'nopember', 'nop'],
  ['desember', 'des'],
]
const MONTH_BY_NAME: ReadonlyMap<string, number> = new Map(MONTHS.flatMap((names, place) => names.map((name) => [name, place + 1])))

/** Year, month and day as they are written. */
const partsOf = (text: string): readonly [number, number, number] | null => {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])]
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return [Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1])]
  const named = NAMED.exec(text)
  const month = MONTH_BY_NAME.get(named?.[3]?.toLowerCase() ?? '')
  return named === null || month === undefined ? null : [Number(named[4]), month, Number(named[1])]
}

export const date: Cell = {
  tidy: tidyText,
  read: (text) => {
    const parts = partsOf(text)
    const day = parts === null ? null : localDateOf(...parts)
    return day !== null && day._tag === 'Some' ? value(day.value) : fault('DATE_INVALID')
  },
}
