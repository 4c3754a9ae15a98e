/**
 * What held of an employment on a day: in service or not, status, rank, position, level
 * and unit. These definitions are shared by every report and rule.
 */
import type { LocalDate } from '../date/LocalDate.js'
import type { Level, PositionFamily, ServantStatus } from '../fact/values.js'
import type { Code } from '../identity/ids.js'
import { excusedOn } from './duty.js'
import type { Employment, Held } from './Employment.js'
import { byText, latest } from './latest.js'
import { heldSince, lastPositionOn } from './position.js'
import { latestStartOn, servesSince } from './service.js'
import { statusOn } from './status.js'

/**
 * The appointment that holds on a day: the latest by TMT; of several, the one recorded last.
 *
 * @example
 * appointmentOn(sampleEmployment, day('2025-12-31'))?.data.status // => 'PNS'
 * appointmentOn(sampleEmployment, day('2009-12-31')) // => null
 */
export const appointmentOn = (e: Employment, day: LocalDate): Held<'Appointed'> | null =>
  latest(e.appointments, day, (a, b) => byText(a.on, b.on) || a.revision - b.revision)

/**
 * The rank on a day: the grade with the latest TMT; ties by the later decree.
 *
 * @example
 * rankOn(sampleEmployment, day('2022-03-31'))?.data.grade // => 'III/b'
 * rankOn(sampleEmployment, day('2022-04-01'))?.data.grade // => 'III/c'
 */
export const rankOn = (e: Employment, day: LocalDate): Held<'Promoted'> | null =>
  latest(e.ranks, day, (a, b) => byText(a.on, b.on) || byText(a.data.decree.date, b.data.decree.date) || a.revision - b.revision)

/** The types of facts by which a standing changes, but for those of its rank: what a report of standings reads. */
export const STANDING_TYPES = ['Appointed', 'TransferredIn', 'Confirmed', 'DutyStatus', 'Retired', 'Left', 'Positioned'] as const

/** What held of a person on a day. */
export interface Standing {
  /** In service here. */
  readonly active: boolean
  /** The first day of the present spell of service, or of the last one; `null` where none had begun here. */
  readonly servesSince: LocalDate | null
  readonly status: ServantStatus
  /** On leave outside state expense or temporarily dismissed. */
  readonly excused: boolean
  readonly appointment: Held<'Appointed'>
  readonly rank: Held<'Promoted'> | null
  /** The definitive position held in the present spell of service. */
  readonly position: Held<'Positioned'> | null
  /** Level of the last definitive position, also of one before the present spell; `pelaksana` without one. */
  readonly level: Level
  /** Family of that position; `lain` without one. */
  readonly family: PositionFamily
  /** Unit of the position; the unit of the appointment without one. */
  readonly unitId: Code
}

/**
 * What held of an employment on a day: in service or not, status, rank, position, level and unit.
 * `null` for someone not appointed by that day.
 *
 * @example
 * const standing = standingOn(sampleEmployment, day('2025-12-31'))
 * standing?.active // => true
 * standing?.level // => 'ahli_muda'
 * standingOn(sampleEmployment, day('2009-12-31')) // => null
 */
export const standingOn = (e: Employment, day: LocalDate): Standing | null => {
  const appointment = appointmentOn(e, day)
  if (appointment === null) return null
  const start = latestStartOn(e, day)
  const last = lastPositionOn(e, day)
  const position = heldSince(last, start)
  return {
    active: servesSince(e, start, day),
    servesSince: start,
    status: statusOn(e, appointment.data.status, day),
    excused: excusedOn(e, day),
    appointment,
    rank: rankOn(e, day),
    position,
    level: last?.data.level ?? 'pelaksana',
    family: last?.data.family ?? 'lain',
    unitId: position?.data.unitId ?? appointment.data.unitId,
  }
}
