/** How few people a figure may speak of. */

import type * as t from 'io-ts'
import { LAW } from '../law/law.js'
import { exactly, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of small-counts', {
  /** Means and public figures that speak of fewer people than this are withheld. One would withhold nothing, so it is at least two. */
  fewest: parameter(whole(2, 1000)),
})

/** Parameters of the policy `small-counts`. */
export type SmallCountsParameters = t.TypeOf<typeof parameters>

/** The policy `small-counts`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const SMALL_COUNTS: Policy<'small-counts', SmallCountsParameters> = {
  name: 'small-counts',
  about: 'how many people a mean or a public figure must speak of to be shown',
  basis: LAW.dataProtection,
  parameters,
  versions: {
    'national-1': { fewest: { value: 5, article: `${LAW.dataProtection} (data minimisation); number chosen by Jejak`, mark: 'open' } },
  },
}
