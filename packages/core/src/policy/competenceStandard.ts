/** The level of competence a position asks for (PermenPANRB 38/2017). */

import type * as t from 'io-ts'
import { LEVELS } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, table, whole } from './codecs.js'
import { type Policy, parameter } from './Parameter.js'

const parameters = exactly('parameters of competence-standard', {
  required: parameter(table('1 to 5 by level', LEVELS, whole(1, 5))),
  /** Years an assessment counts. */
  assessmentYears: parameter(whole(1, 50)),
})

/** Parameters of the policy `competence-standard`. */
export type CompetenceStandardParameters = t.TypeOf<typeof parameters>

/** The policy `competence-standard`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const COMPETENCE_STANDARD: Policy<'competence-standard', CompetenceStandardParameters> = {
  name: 'competence-standard',
  about: 'the level of competence a position asks for',
  basis: LAW.competenceStandard,
  parameters,
  versions: {
    'national-1': {
      required: {
        value: {
          jpt_utama: 5,
          jpt_madya: 4,
          jpt_pratama: 4,
          administrator: 3,
          pengawas: 2,
          pelaksana: 1,
          pemula: 1,
          terampil: 2,
          mahir: 2,
          penyelia: 3,
          ahli_pertama: 2,
          ahli_muda: 3,
          ahli_madya: 4,
          ahli_utama: 5,
        },
        article: `${LAW.competenceStandard}; the usual default, the agency fixes the standard of a post`,
        mark: 'open',
      },
      assessmentYears: { value: 3, article: 'agency practice (2 to 3 years)', mark: 'recalled' },
    },
  },
}
