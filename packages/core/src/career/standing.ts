/**
 * What held of an employment on a day: in service or not, rank, position, level
 * and unit. These definitions are shared by every report and rule.
 */
import type { LocalDate } from '../date/LocalDate.js'
import type { Level, ServantStatus } from '../fact/values.js'
import type { Code } from '../identity/ids.js'
import type { Employment, Held } from './Employment.js'

/** Of what is effective on a day or before, what compares highest. */
const latest = <H extends { readonly on: LocalDate | null }>(
  list: ReadonlyArray<H>,
  day: LocalDate,
  compare: (a: H, b: H) => number,
): H | null => {
  let best: H | null = null
  for (const item of list) if (item.on !== null && item.on <= day && (best === null || compare(item, best) > 0)) best = item
  return best
}

const text = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1)

/**
 * The appointment that holds on a day: the latest by TMT; of several, the one recorded last.
 *
 * @example
 * appointmentOn(sampleEmployment, day('2025-12-31'))?.data.status // => 'PNS'
 * appointmentOn(sampleEmployment, day('2009-12-31')) // => null
 */
export const appointmentOn = (e: Employment, day: LocalDate): Held<'Appointed'> | null =>
  latest(e.appointments, day, (a, b) => text(a.on, b.on) || a.revision - b.revision)

/**
 * In service: appointed by that day and no exit with TMT on it or before.
 *
 * @example
 * isActiveOn(sampleEmployment, day('2025-12-31')) // => true
 * isActiveOn(sampleEmployment, day('2010-02-28')) // => false
 */
export const isActiveOn = (e: Employment, day: LocalDate): boolean =>
  appointmentOn(e, day) !== null && !e.exits.some(({ on }) => on !== null && on <= day)

/**
 * The rank on a day: the grade with the latest TMT; ties by the later decree.
 *
 * @example
 * rankOn(sampleEmployment, day('2022-03-31'))?.data.grade // => 'III/b'
 * rankOn(sampleEmployment, day('2022-04-01'))?.data.grade // => 'III/c'
 */
export const rankOn = (e: Employment, day: LocalDate): Held<'Promoted'> | null =>
  latest(e.ranks, day, (a, b) => text(a.on, b.on) || text(a.data.decree.date, b.data.decree.date) || a.revision - b.revision)

/**
 * The definitive position on a day: the latest TMT; ties by the later decree, then the greater position id. Acting posts never count.
 *
 * @example
 * positionOn(sampleEmployment, day('2025-12-31'))?.data.level // => 'ahli_muda'
 * positionOn(sampleEmployment, day('2017-12-31')) // => null
 */
export const positionOn = (e: Employment, day: LocalDate): Held<'Positioned'> | null =>
  latest(
    e.positions.filter(({ data }) => data.assignment === 'D'),
    day,
    (a, b) =>
      text(a.on, b.on) ||
      text(a.data.decree.date, b.data.decree.date) ||
      text(a.data.positionId, b.data.positionId) ||
      a.revision - b.revision,
  )

/** What held of a person on a day. */
export interface Standing {
  readonly active: boolean
  readonly status: ServantStatus
  readonly appointment: Held<'Appointed'>
  readonly rank: Held<'Promoted'> | null
  readonly position: Held<'Positioned'> | null
  /** Level of the position; `pelaksana` without one. */
  readonly level: Level
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
  const position = positionOn(e, day)
  return {
    active: isActiveOn(e, day),
    status: appointment.data.status,
    appointment,
    rank: rankOn(e, day),
    position,
    level: position?.data.level ?? 'pelaksana',
    unitId: position?.data.unitId ?? appointment.data.unitId,
  }
}

/**
 * Whether a status is that of a permanent servant: PNS includes CPNS everywhere.
 *
 * @example
 * isPermanent('CPNS') // => true
 * isPermanent('PPPK') // => false
 */
export const isPermanent = (status: ServantStatus): boolean => status !== 'PPPK'
