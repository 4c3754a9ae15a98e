/** Promotion in rank (*kenaikan pangkat*): years in rank, and ceilings by education. */

import type * as t from 'io-ts'
import { Education, Grade, namesOf } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, table, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const years = whole(0, 40)

const parameters = exactly('parameters of rank-promotion', {
  yearsInRank: parameter(exactly('years of regular, functional', { regular: years, functional: years })),
  /** The highest grade a regular promotion reaches. */
  ceiling: parameter(table('a grade by education', namesOf(Education), Grade)),
})

/** Parameters of the policy `rank-promotion`. */
export type RankPromotionParameters = t.TypeOf<typeof parameters>

const ARTICLE = LAW.rank

/** The policy `rank-promotion`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const RANK_PROMOTION: Policy<'rank-promotion', RankPromotionParameters> = {
  name: 'rank-promotion',
  about: 'years in rank before the next, and the highest grade a regular promotion reaches by education',
  basis: ARTICLE,
  parameters,
  versions: {
    'national-1': {
      yearsInRank: { value: { regular: 4, functional: 2 }, article: ARTICLE, mark: 'verified' },
      ceiling: {
        value: {
          SD: 'II/a',
          SLTP: 'II/c',
          SLTA: 'III/b',
          D1: 'III/b',
          D2: 'III/b',
          D3: 'III/c',
          D4: 'III/d',
          S1: 'III/d',
          S2: 'IV/a',
          S3: 'IV/b',
        },
        article: ARTICLE,
        mark: 'verified',
      },
    },
  },
}
