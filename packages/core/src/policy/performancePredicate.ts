/** From result and behaviour to the predicate (*predikat kinerja*). */

import type * as t from 'io-ts'
import { type Expectation, Predicate } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, table } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const EXPECTATIONS = ['1', '2', '3'] as const

const parameters = exactly('parameters of performance-predicate', {
  /** Result by behaviour, each 1 above, 2 as, 3 below expectation. */
  matrix: parameter(table('a row for results 1, 2, 3', EXPECTATIONS, table('a predicate for behaviours 1, 2, 3', EXPECTATIONS, Predicate))),
})

/** Parameters of the policy `performance-predicate`. */
export type PredicateParameters = t.TypeOf<typeof parameters>

const national: PredicateParameters = {
  matrix: {
    value: {
      1: { 1: 'SB', 2: 'B', 3: 'K' },
      2: { 1: 'B', 2: 'B', 3: 'K' },
      3: { 1: 'BP', 2: 'BP', 3: 'SK' },
    },
    article: LAW.performance,
    mark: 'verified',
  },
}

/** The policy `performance-predicate`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const PERFORMANCE_PREDICATE: Policy<'performance-predicate', PredicateParameters> = {
  name: 'performance-predicate',
  about: 'the predicate of an appraisal by its result and behaviour',
  basis: LAW.performance,
  parameters,
  versions: { 'national-1': national },
}

/**
 * The predicate of an appraisal by the matrix in force in its year. Mind the
 * asymmetry of the national one: poor behaviour with good results is K, poor
 * results with good behaviour is BP.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'performance-predicate', day('2025-12-31'))
 * predicateOf(1, 3, parameters) // => 'K'
 * predicateOf(3, 1, parameters) // => 'BP'
 */
export const predicateOf = (result: Expectation, behaviour: Expectation, { matrix }: PredicateParameters): Predicate =>
  matrix.value[result][behaviour]
