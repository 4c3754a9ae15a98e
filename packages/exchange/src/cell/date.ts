/** A day as `dd-mm-yyyy`, `dd/mm/yyyy` or `yyyy-mm-dd`; years have four digits, the day comes before the month. */
import { localDateOf } from '@jejak/core'
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

const DAY_FIRST = /^(\d\d)([-/])(\d\d)\2(\d{4})$/
const YEAR_FIRST = /^(\d{4})-(\d\d)-(\d\d)$/

export const date: Cell = {
  tidy: tidyText,
  read: (text) => {
    const dayFirst = DAY_FIRST.exec(text)
    const yearFirst = dayFirst === null ? YEAR_FIRST.exec(text) : null
    const day =
      dayFirst !== null
        ? localDateOf(Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1]))
        : yearFirst !== null
          ? localDateOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
          : null
    return day !== null && day._tag === 'Some' ? value(day.value) : fault('DATE_INVALID')
  },
}
