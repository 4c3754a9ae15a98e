/**
 * Figures of what few people said, asked as of earlier: next to today's figure they would
 * tell what those few said who came between. They are withheld, here for every report.
 */
import { policyOn } from '@jejak/core'
import type { Figure } from '@jejak/core/measure'
import type { FinishInput, Report, Rest, Rests, Withholding } from './Report.js'

/** Today's figure, with what it is finished with. */
export interface Today extends Pick<FinishInput, 'catalogue' | 'agencyFacts' | 'args'> {
  readonly figure: Figure
}

const NOTHING: Rest = { people: 0, says: '' }

/** Nothing is withheld. */
const NONE_WITHHELD: Withholding = { few: () => false }

/**
 * What tells two figures apart, of names taken together: they are not the same, and fewer people than the
 * policy asks for lie between. As many as before may be others, or have said something else: that is few too.
 */
const between = (now: Rests, today: Rests, fewest: number): Withholding => ({
  few: (...names) => {
    let people = 0
    let same = true
    for (const name of names) {
      const [a, b] = [now.get(name) ?? NOTHING, today.get(name) ?? NOTHING]
      people += a.people - b.people
      same = same && a.people === b.people && a.says === b.says
    }
    return !same && Math.abs(people) < fewest
  },
})

/**
 * Whether answers of a report to earlier positions and other days are held against today's.
 *
 * @example
 * const report = REPORTS.get('program-ratings')
 * report !== undefined && isHeldAgainstToday(report) // => true
 */
export const isHeldAgainstToday = (report: Report): boolean => report.kind === 'sums' && report.rests !== undefined

/** What is withheld of a figure, given today's; nothing where the report has no such figures, or today's is asked for. */
export const withholdingOf = (
  report: Report,
  figure: Figure,
  asked: Omit<FinishInput, 'withholding'>,
  today: Today | undefined,
): Withholding => {
  if (report.kind !== 'sums' || report.rests === undefined || today === undefined) return NONE_WITHHELD
  if (figure.kind !== 'sums' || today.figure.kind !== 'sums') return NONE_WITHHELD
  const { catalogue, agencyFacts, args } = today
  const then = { ...asked, catalogue, agencyFacts, args }
  const fewestOf = (of: Pick<FinishInput, 'catalogue' | 'args'>): number =>
    policyOn(of.catalogue, 'small-counts', report.day(of.args)).parameters.fewest.value
  // Where the policy has changed meanwhile, the stricter one holds.
  const fewest = Math.max(fewestOf(asked), fewestOf(then))
  return between(report.rests(figure.sums, asked), report.rests(today.figure.sums, then), fewest)
}
