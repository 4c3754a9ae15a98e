/** Which nominations of a person hold on a day. */
import type { LocalDate } from '../date/LocalDate.js'
import type { Employment, Held } from './Employment.js'
import { byText } from './latest.js'

/**
 * The nominations that hold on a day, one a post at most: of one post the latest by its date on that day or before, of
 * several of one day the one recorded last. One that was withdrawn (*dicabut*) holds none.
 *
 * @example
 * nominationsOn(sampleEmployment, day('2025-12-31')) // => []
 */
export const nominationsOn = ({ nominations }: Pick<Employment, 'nominations'>, day: LocalDate): ReadonlyArray<Held<'Nominated'>> => {
  if (nominations.length === 0) return nominations
  const isLater = (a: Held<'Nominated'>, b: Held<'Nominated'>): boolean => (byText(a.on, b.on) || a.revision - b.revision) > 0
  const ofSamePost = (a: Held<'Nominated'>, b: Held<'Nominated'>): boolean =>
    a.data.unitId === b.data.unitId && a.data.positionId === b.data.positionId
  const dated = nominations.filter(({ on }) => on !== null && on <= day)
  return dated.filter((held) => held.data.status !== 'dicabut' && !dated.some((other) => ofSamePost(held, other) && isLater(other, held)))
}
