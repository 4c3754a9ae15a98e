/**
 * The position on a day, and what it gives. A position that began before the present spell of service was held
 * elsewhere, or in a spell that is over: it says which level and family somebody has, and is no post here.
 */
import type { LocalDate } from '../date/LocalDate.js'
import type { Level } from '../fact/values.js'
import type { Employment, Held } from './Employment.js'
import { byText } from './latest.js'
import { latestStartOn } from './service.js'

/** Of two positions, which counts: the later TMT, then the later decree, the greater position id, the greater unit, the later word. */
const weigh = (a: Held<'Positioned'>, b: Held<'Positioned'>): number =>
  byText(a.on, b.on) ||
  byText(a.data.decree.date, b.data.decree.date) ||
  byText(a.data.positionId, b.data.positionId) ||
  byText(a.data.unitId, b.data.unitId) ||
  a.revision - b.revision

/**
 * The definitive position with the latest TMT on a day or before it, wherever it was held. Acting posts never count.
 *
 * @example
 * lastPositionOn(sampleEmployment, day('2025-12-31'))?.data.level // => 'ahli_muda'
 * lastPositionOn(sampleEmployment, day('2017-12-31')) // => null
 */
export const lastPositionOn = ({ positions }: Pick<Employment, 'positions'>, day: LocalDate): Held<'Positioned'> | null => {
  let best: Held<'Positioned'> | null = null
  for (const held of positions)
    if (held.data.assignment === 'D' && held.on !== null && held.on <= day && (best === null || weigh(held, best) > 0)) best = held
  return best
}

/** The position itself, if it began in the spell of service that began with this start. */
export const heldSince = (position: Held<'Positioned'> | null, start: LocalDate | null): Held<'Positioned'> | null =>
  position !== null && position.on !== null && start !== null && position.on >= start ? position : null

/**
 * The definitive position held here on a day; `null` where there is none, or the last one began before the present spell of service.
 *
 * @example
 * positionOn(sampleEmployment, day('2025-12-31'))?.data.level // => 'ahli_muda'
 */
export const positionOn = (employment: Employment, day: LocalDate): Held<'Positioned'> | null =>
  heldSince(lastPositionOn(employment, day), latestStartOn(employment, day))

/**
 * The level on a day; `pelaksana` without a definitive position.
 *
 * @example
 * levelOn(sampleEmployment, day('2017-12-31')) // => 'pelaksana'
 */
export const levelOn = (employment: Pick<Employment, 'positions'>, day: LocalDate): Level =>
  lastPositionOn(employment, day)?.data.level ?? 'pelaksana'

/**
 * TMT of the first position at the present level without a break: going back over the days on which a definitive position
 * begins, as long as the level is the present one. `null` without a position.
 *
 * @example
 * levelSince(sampleEmployment, day('2025-12-31')) // => '2018-01-01'
 */
export const levelSince = (employment: Pick<Employment, 'positions'>, day: LocalDate): LocalDate | null => {
  // Of each day the position that counts, from the last day back.
  const ofDay = new Map<LocalDate, Held<'Positioned'>>()
  for (const held of employment.positions) {
    if (held.data.assignment !== 'D' || held.on === null || held.on > day) continue
    const other = ofDay.get(held.on)
    if (other === undefined || weigh(held, other) > 0) ofDay.set(held.on, held)
  }
  let since: LocalDate | null = null
  let level: Level | null = null
  for (const on of [...ofDay.keys()].sort().reverse()) {
    const own = ofDay.get(on)?.data.level ?? null
    if (level !== null && own !== level) break
    level = own
    since = on
  }
  return since
}
