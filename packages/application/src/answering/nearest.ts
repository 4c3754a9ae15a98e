/** The names someone may have meant. */
import { distance } from 'fastest-levenshtein'
import { pipe } from 'fp-ts/lib/function.js'
import * as N from 'fp-ts/lib/number.js'
import { contramap } from 'fp-ts/lib/Ord.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'

/** Case makes no difference, nor do blanks at the ends or `_` for `-`. */
const plain = (name: string): string => name.trim().toLowerCase().replaceAll('_', '-')

interface Candidate {
  readonly name: string
  readonly steps: number
}

const bySteps = contramap(({ steps }: Candidate) => steps)(N.Ord)

/**
 * The names that are near, the nearest first: at most two letters in five to change,
 * or one begins with the other. Of equals the order of the names stands.
 *
 * @example
 * nearestFew('sim.1', ['SIM.01', 'SIM.02', 'DINKES'], 2) // ['SIM.01', 'SIM.02']
 */
export const nearestFew = (name: string, names: Iterable<string>, most: number): ReadonlyArray<string> => {
  const wanted = plain(name)
  const limit = Math.ceil(Math.max(wanted.length, 1) * 0.4)
  return pipe(
    [...names],
    RA.map((candidate): Candidate => {
      const against = plain(candidate)
      const steps = distance(wanted, against)
      return { name: candidate, steps: wanted.length >= 3 && against.startsWith(wanted) ? Math.min(1, steps) : steps }
    }),
    RA.filter(({ steps }) => steps <= limit),
    RA.sort(bySteps),
    RA.takeLeft(most),
    RA.map(({ name: near }) => near),
  )
}

/**
 * The nearest of the names, if any is near.
 *
 * @example
 * nearest('training-hour', ['mentoring', 'training-hours']) // 'training-hours'
 */
export const nearest = (name: string, names: Iterable<string>): string | null => nearestFew(name, names, 1)[0] ?? null
