/** Who a year report counts. */
import { type Employment, lastDayOfYear, type Standing, standingOn } from '@jejak/core'

/** The standing on 31 December of the year, of those active on that day; `null` for all others. */
export const inPopulation = (employment: Employment, year: number): Standing | null => {
  const standing = standingOn(employment, lastDayOfYear(year))
  return standing?.active === true ? standing : null
}

/** Whether a day lies in a year. */
export const inYear = (day: string, year: number): boolean => Number(day.slice(0, 4)) === year
