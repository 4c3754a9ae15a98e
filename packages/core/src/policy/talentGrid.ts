/** The nine boxes of talent (PermenPANRB 3/2020) and the cut-offs of their axes. */

import * as t from 'io-ts'
import { namesOf, Predicate, Score } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, isFalling, setOf, such, table, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const PREDICATES = namesOf(Predicate)
const box = whole(1, 9)
const score: t.Type<number, number, unknown> = such(Score, () => true, 'a score from 0 to 100')

const isGrid = (rows: ReadonlyArray<ReadonlyArray<number>>): boolean =>
  rows.length === 3 && rows.every((row) => row.length === 3) && new Set(rows.flat()).size === 9

const parameters = exactly('parameters of talent-grid', {
  /** Row of the grid: 0 below, 1 as, 2 above expectation. */
  performance: parameter(
    such(
      table('0, 1 or 2 by predicate', PREDICATES, whole(0, 2)),
      (rows) => isFalling(PREDICATES, rows),
      'rows that do not rise from SB over B, BP, K to SK',
    ),
  ),
  /** Least scores of medium and of high potential. */
  potential: parameter(
    such(exactly('scores of medium, high', { medium: score, high: score }), ({ medium, high }) => medium < high, 'medium below high'),
  ),
  /** Years an assessment counts. */
  assessmentYears: parameter(whole(1, 50)),
  /** Box by performance (below, as, above) and potential (low, medium, high). */
  boxes: parameter(such(t.readonlyArray(t.readonlyArray(box)), isGrid, 'three rows of three, each of 1 to 9 once')),
  pool: parameter(exactly('boxes and yearsWithoutSanction', { boxes: setOf('boxes', box), yearsWithoutSanction: whole(0, 50) })),
})

/** Parameters of the policy `talent-grid`. */
export type TalentGridParameters = t.TypeOf<typeof parameters>

/** The policy `talent-grid`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const TALENT_GRID: Policy<'talent-grid', TalentGridParameters> = {
  name: 'talent-grid',
  about: 'the nine boxes, the cut-offs of performance and potential, and who is in the pool',
  basis: LAW.talent,
  parameters,
  versions: {
    'national-1': {
      performance: { value: { SB: 2, B: 1, BP: 0, K: 0, SK: 0 }, article: 'common practice; no rule found', mark: 'recalled' },
      potential: { value: { medium: 60, high: 80 }, article: 'left to the agency; default of Jejak', mark: 'open' },
      assessmentYears: { value: 3, article: 'agency practice (2 to 3 years)', mark: 'recalled' },
      boxes: {
        value: [
          [1, 3, 6],
          [2, 5, 8],
          [4, 7, 9],
        ],
        article: LAW.talent,
        mark: 'verified',
      },
      pool: {
        value: { boxes: [7, 8, 9], yearsWithoutSanction: 2 },
        article: `${LAW.talent}; agency practice for the years`,
        mark: 'verified',
      },
    },
  },
}

/**
 * Column of the grid by score: a bound belongs to the class above it.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'talent-grid', day('2025-12-31'))
 * potentialOf(60, parameters) // => 1
 */
export const potentialOf = (score: number, { potential }: TalentGridParameters): 0 | 1 | 2 =>
  score >= potential.value.high ? 2 : score >= potential.value.medium ? 1 : 0

/**
 * Box of a predicate and a score, 1 to 9.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'talent-grid', day('2025-12-31'))
 * talentBox('SB', 85, parameters) // => 9
 */
export const talentBox = (predicate: Predicate, score: number, parameters: TalentGridParameters): number =>
  parameters.boxes.value[parameters.performance.value[predicate]]?.[potentialOf(score, parameters)] ?? 0
