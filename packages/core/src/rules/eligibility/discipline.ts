/** DISCIPLINE: nobody who serves a medium or heavy sanction is promoted or nominated. */
import type { Employment, Held } from '../../career/Employment.js'
import { sanctionsServed } from '../../career/year.js'
import { type LocalDate, later } from '../../date/LocalDate.js'
import { LAW } from '../../law/law.js'
import { met, metOnlyFrom, type Rule } from '../Rule.js'

/** A person on a day. */
export interface DisciplineFacts {
  readonly employment: Employment
  readonly day: LocalDate
}

/** The first day after these on which no sanction is served, as far as is known; `null` where one has no end. */
const freeFrom = (employment: Employment, served: ReadonlyArray<Held<'Sanctioned'>>): LocalDate | null => {
  let last: LocalDate | null = null
  for (const { data } of served) {
    if (data.endsOn === null) return null
    last = last === null ? data.endsOn : later(last, data.endsOn)
  }
  if (last === null) return null
  // Another may have begun meanwhile; ends only grow, so this comes to an end.
  const then = sanctionsServed(employment, last)
  return then.length === 0 ? last : freeFrom(employment, then)
}

/**
 * Nobody who serves a medium or heavy sanction is promoted or nominated (PP 94/2021); it says from which day none is served, where that is known.
 */
export const DISCIPLINE: Rule<'DISCIPLINE', DisciplineFacts> = {
  code: 'DISCIPLINE',
  basis: LAW.discipline,
  mark: 'verified',
  text: { id: 'Sedang menjalani hukuman disiplin sedang atau berat', en: 'Serving a medium or heavy sanction' },
  judge: ({ employment, day }) => {
    const served = sanctionsServed(employment, day)
    return served.length === 0 ? met() : metOnlyFrom(freeFrom(employment, served), ...served.map(({ by }) => by))
  },
}
