/** Training of a year, in JP (lesson hours of 45 minutes). */
import type * as t from 'io-ts'
import { exactly, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of training-hours', {
  /** A PNS has a right to at least this many. */
  floorOfPermanent: parameter(whole(0, 1000)),
  /** A PPPK has at most this many; more is recorded and flagged, not dropped. */
  ceilingOfContract: parameter(whole(0, 1000)),
})

export type TrainingHoursParameters = t.TypeOf<typeof parameters>

export const TRAINING_HOURS: Policy<'training-hours', TrainingHoursParameters> = {
  name: 'training-hours',
  about: 'hours of training a PNS has a right to, and a PPPK may have, in a year (JP)',
  basis: 'PP 11/2017 jo. PP 17/2020 Ps 203(4); PP 49/2018 Ps 40',
  parameters,
  versions: {
    'national-1': {
      floorOfPermanent: { value: 20, article: 'PP 11/2017 jo. PP 17/2020 Ps 203(4)', mark: 'verified' },
      ceilingOfContract: { value: 24, article: 'PP 49/2018 Ps 40', mark: 'verified' },
    },
  },
}
