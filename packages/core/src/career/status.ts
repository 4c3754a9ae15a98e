/** The status of a servant on a day: on agreement (PPPK), candidate (CPNS) or permanent (PNS). */
import type { LocalDate } from '../date/LocalDate.js'
import type { ServantStatus } from '../fact/values.js'
import type { Employment } from './Employment.js'

/**
 * Whether a status is that of a permanent servant: PNS includes CPNS everywhere.
 *
 * @example
 * isPermanent('CPNS') // => true
 * isPermanent('PPPK') // => false
 */
export const isPermanent = (status: ServantStatus): boolean => status !== 'PPPK'

/**
 * The status on a day of somebody appointed with this status. A confirmation (*pengangkatan*) divides: CPNS before its
 * TMT and PNS from it, whatever the appointment says; without one the appointment holds on every day.
 *
 * @example
 * statusOn(sampleEmployment, 'PNS', day('2025-12-31')) // => 'PNS'
 */
export const statusOn = (
  { confirmations }: Pick<Employment, 'confirmations'>,
  appointedAs: ServantStatus,
  day: LocalDate,
): ServantStatus => {
  if (appointedAs === 'PPPK' || confirmations.length === 0) return appointedAs
  return confirmations.some(({ on }) => on !== null && on <= day) ? 'PNS' : 'CPNS'
}
