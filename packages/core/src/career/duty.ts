/** Who is excused from what a year asks of a servant. */
import type { LocalDate } from '../date/LocalDate.js'
import type { Employment } from './Employment.js'

/**
 * Excused on a day: on leave outside state expense (*cltn*) or temporarily dismissed, begun and not ended.
 *
 * @example
 * excusedOn(sampleEmployment, day('2025-12-31')) // => false
 */
export const excusedOn = ({ dutyStatuses }: Pick<Employment, 'dutyStatuses'>, day: LocalDate): boolean => {
  for (const { on, data } of dutyStatuses)
    if (
      (data.kind === 'cltn' || data.kind === 'diberhentikan_sementara') &&
      on !== null &&
      on <= day &&
      (data.endsOn === null || day < data.endsOn)
    )
      return true
  return false
}
