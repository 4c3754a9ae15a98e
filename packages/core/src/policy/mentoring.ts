/** What mentoring earns, and when a pair has stalled. */

import type * as t from 'io-ts'
import { LAW } from '../law/law.js'
import { exactly, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of mentoring', {
  /** JP a session earns the mentee. */
  hoursPerSession: parameter(whole(0, 24)),
  /** Sessions of a mentee that count in a calendar month; later ones are logged and yield nothing. */
  sessionsPerMonth: parameter(whole(0, 31)),
  /** A pair stalls when its last session lies more than so many days back. */
  stalledAfterDays: parameter(whole(1, 3660)),
})

/** Parameters of the policy `mentoring`. */
export type MentoringParameters = t.TypeOf<typeof parameters>

/** The policy `mentoring`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const MENTORING: Policy<'mentoring', MentoringParameters> = {
  name: 'mentoring',
  about: 'JP a mentoring session earns, how many count in a month, when a pair has stalled',
  basis: LAW.competenceDevelopment,
  parameters,
  versions: {
    'national-1': {
      hoursPerSession: { value: 2, article: LAW.competenceDevelopment, mark: 'verified' },
      sessionsPerMonth: { value: 2, article: LAW.competenceDevelopment, mark: 'verified' },
      stalledAfterDays: { value: 60, article: 'no regulation found; default of Jejak', mark: 'open' },
    },
  },
}
