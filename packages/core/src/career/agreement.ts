/** Until when a servant on agreement (PPPK) is bound. */
import { type LocalDate, later } from '../date/LocalDate.js'
import type { Employment } from './Employment.js'

/**
 * The last day of the latest agreement: the greatest end of those that had begun by a day; `null` where none had.
 *
 * @example
 * agreementEndOn(sampleEmployment, day('2025-12-31')) // => null
 */
export const agreementEndOn = ({ agreements }: Pick<Employment, 'agreements'>, day: LocalDate): LocalDate | null => {
  let end: LocalDate | null = null
  for (const { on, data } of agreements) if (on !== null && on <= day) end = end === null ? data.endsOn : later(end, data.endsOn)
  return end
}
