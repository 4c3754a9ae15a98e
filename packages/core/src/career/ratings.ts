/** Which ratings of training count. */
import type { Employment, Held } from './Employment.js'

/**
 * The ratings of those cohorts that the person attended: one whose attendance was corrected or taken out counts nowhere.
 *
 * @example
 * ratingsThatHold(sampleEmployment) // => []
 */
export const ratingsThatHold = ({ ratings, attendances }: Pick<Employment, 'ratings' | 'attendances'>): ReadonlyArray<Held<'Rated'>> =>
  ratings.length === 0 ? ratings : ratings.filter(({ data }) => attendances.some((attended) => attended.data.cohort === data.cohort))
