/** Who a year report counts. */
import { type Employment, lastDayOfYear, type Standing, standingOn } from '@jejak/core'

const standingAtEnd = (employment: Employment, year: number): Standing | null => {
  const standing = standingOn(employment, lastDayOfYear(year))
  return standing?.active === true ? standing : null
}

/** What was last asked and said: the reports ask the same of one employment, one after the other. */
let asked: Employment | null = null
const said = new Map<number, Standing | null>()

/** The standing on 31 December of the year, of those active on that day; `null` for all others. */
export const inPopulation = (employment: Employment, year: number): Standing | null => {
  if (asked !== employment) {
    asked = employment
    said.clear()
  }
  const known = said.get(year)
  if (known !== undefined) return known
  const standing = standingAtEnd(employment, year)
  said.set(year, standing)
  return standing
}

/** Whether a day lies in a year; years of questions have four digits, as those of days. */
export const inYear = (day: string, year: number): boolean => day.startsWith(String(year))
