/**
 * The national defaults, version by version. To change a value ship a new version
 * beside the old one: figures of the past stay under the version of their time.
 */
import type { Expectation, Predicate } from '../fact/values.js'
import type { Parameter, PolicyVersion } from './Parameter.js'

/** Training of a year, in JP (lesson hours of 45 minutes). */
export interface TrainingHoursPolicy {
  /** A PNS has a right to at least this many. */
  readonly floorOfPermanent: Parameter<number>
  /** A PPPK has at most this many; more is recorded and flagged, not dropped. */
  readonly ceilingOfContract: Parameter<number>
}

export interface MentoringPolicy {
  /** JP a session earns the mentee. */
  readonly hoursPerSession: Parameter<number>
  /** Sessions of a mentee that count in a calendar month; later ones are logged and yield nothing. */
  readonly sessionsPerMonth: Parameter<number>
  /** A pair stalls when its last session lies more than so many days back. */
  readonly stalledAfterDays: Parameter<number>
}

/** Result by behaviour, each 1 above, 2 as, 3 below expectation. */
export interface PredicatePolicy {
  readonly matrix: Parameter<{ readonly [R in Expectation]: { readonly [B in Expectation]: Predicate } }>
}

export interface SmallCountsPolicy {
  /** Means and public figures that speak of fewer people than this are withheld. */
  readonly fewest: Parameter<number>
}

export const TRAINING_HOURS: PolicyVersion & TrainingHoursPolicy = {
  policy: 'training-hours',
  version: 'national-1',
  floorOfPermanent: { value: 20, article: 'PP 11/2017 jo. PP 17/2020 Ps 203(4)', mark: 'verified' },
  ceilingOfContract: { value: 24, article: 'PP 49/2018 Ps 40', mark: 'verified' },
}

export const MENTORING: PolicyVersion & MentoringPolicy = {
  policy: 'mentoring',
  version: 'national-1',
  hoursPerSession: { value: 2, article: 'PerLAN 10/2018', mark: 'verified' },
  sessionsPerMonth: { value: 2, article: 'PerLAN 10/2018', mark: 'verified' },
  stalledAfterDays: { value: 60, article: 'no regulation found; default of Jejak', mark: 'derived' },
}

export const PERFORMANCE_PREDICATE: PolicyVersion & PredicatePolicy = {
  policy: 'performance-predicate',
  version: 'national-1',
  matrix: {
    value: {
      1: { 1: 'SB', 2: 'B', 3: 'K' },
      2: { 1: 'B', 2: 'B', 3: 'K' },
      3: { 1: 'BP', 2: 'BP', 3: 'SK' },
    },
    article: 'PermenPANRB 6/2022',
    mark: 'verified',
  },
}

export const SMALL_COUNTS: PolicyVersion & SmallCountsPolicy = {
  policy: 'small-counts',
  version: 'national-1',
  fewest: { value: 5, article: 'UU 27/2022 (data minimisation); number chosen by Jejak', mark: 'derived' },
}

/**
 * The predicate of an appraisal by the national matrix. Mind its asymmetry: poor
 * behaviour with good results is K, poor results with good behaviour is BP.
 *
 * @example
 * predicateOf(1, 3) // 'K'
 * predicateOf(3, 1) // 'BP'
 */
export const predicateOf = (result: Expectation, behaviour: Expectation): Predicate => PERFORMANCE_PREDICATE.matrix.value[result][behaviour]
