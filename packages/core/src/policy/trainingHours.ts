/** Training of a year, in JP (lesson hours of 45 minutes). */

import type * as t from 'io-ts'
import { LAW } from '../law/law.js'
import { exactly, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of training-hours', {
  /** A PNS has a right to at least this many. */
  floorOfPermanent: parameter(whole(0, 1000)),
  /** A PPPK has at most this many; more is recorded and flagged, not dropped. */
  ceilingOfContract: parameter(whole(0, 1000)),
})

/** Parameters of the policy `training-hours`. */
export type TrainingHoursParameters = t.TypeOf<typeof parameters>

/** The policy `training-hours`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const TRAINING_HOURS: Policy<'training-hours', TrainingHoursParameters> = {
  name: 'training-hours',
  about: 'hours of training a PNS has a right to, and a PPPK may have, in a year (JP)',
  basis: `${LAW.trainingOfPermanent}; ${LAW.trainingOfContract}`,
  parameters,
  versions: {
    'national-1': {
      floorOfPermanent: { value: 20, article: LAW.trainingOfPermanent, mark: 'verified' },
      ceilingOfContract: { value: 24, article: LAW.trainingOfContract, mark: 'verified' },
    },
  },
}
