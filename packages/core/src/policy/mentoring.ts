/** What mentoring earns, and when a pair has stalled. */

import type * as t from 'io-ts'
import { LAW } from '../law/law.js'
import { exactly, orNone, whole } from './codecs.js'
import { liftFrom } from './lifts.js'
import { asBefore, type Policy, parameter } from './Parameter.js'

const FIRST_FORM = {
  /** JP a session earns the mentee, at most. */
  hoursPerSession: parameter(whole(0, 24)),
  /** Sessions of a mentee that count in a calendar month; later ones are logged and yield nothing. */
  sessionsPerMonth: parameter(whole(0, 31)),
  /** A pair stalls when its last session lies more than so many days back. */
  stalledAfterDays: parameter(whole(1, 3660)),
}

const parameters = exactly('parameters of mentoring', {
  ...FIRST_FORM,
  /** Minutes of a session that make one JP; `null`: a session earns all it can, however short. */
  minutesPerHour: parameter(orNone(whole(1, 600))),
})

/** Parameters of the policy `mentoring`. */
export type MentoringParameters = t.TypeOf<typeof parameters>

const FIRST: Omit<MentoringParameters, 'minutesPerHour'> = {
  hoursPerSession: { value: 2, article: LAW.competenceDevelopment, mark: 'verified' },
  sessionsPerMonth: { value: 2, article: LAW.competenceDevelopment, mark: 'verified' },
  stalledAfterDays: { value: 60, article: 'no regulation found; default of Jejak', mark: 'open' },
}

/** The policy `mentoring`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const MENTORING: Policy<'mentoring', MentoringParameters, 'national-2'> = {
  name: 'mentoring',
  about: 'JP a mentoring session earns, how many count in a month, when a pair has stalled',
  basis: LAW.competenceDevelopment,
  parameters,
  lifts: [liftFrom(exactly('parameters of mentoring, first form', FIRST_FORM), (first) => ({ ...first, minutesPerHour: asBefore(null) }))],
  versions: {
    'national-1': { ...FIRST, minutesPerHour: asBefore(null) },
    'national-2': {
      ...FIRST,
      minutesPerHour: { value: 45, article: 'one JP is 45 minutes; that it holds of mentoring is an interpretation', mark: 'recalled' },
    },
  },
  current: 'national-2',
}

/**
 * JP that a session of so many minutes earns where it counts: its whole lesson hours, up to what a session earns at most.
 *
 * @example
 * hoursOfSession(100, MENTORING.versions['national-2']) // => 2
 * hoursOfSession(30, MENTORING.versions['national-2']) // => 0
 * hoursOfSession(30, MENTORING.versions['national-1']) // => 2
 */
export const hoursOfSession = (minutes: number, { hoursPerSession, minutesPerHour }: MentoringParameters): number =>
  minutesPerHour.value === null ? hoursPerSession.value : Math.min(Math.floor(minutes / minutesPerHour.value), hoursPerSession.value)
