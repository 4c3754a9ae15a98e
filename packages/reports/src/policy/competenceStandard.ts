/** The level of competence a position asks for (PermenPANRB 38/2017). */
import type { Level, Parameter, PolicyVersion } from '@jejak/core'

export const COMPETENCE_STANDARD: PolicyVersion & {
  readonly required: Parameter<Readonly<Record<Level, number>>>
  readonly assessmentYears: Parameter<number>
} = {
  policy: 'competence-standard',
  version: 'national-1',
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
    article: 'PermenPANRB 38/2017; the usual default, the agency fixes the standard of a post',
    mark: 'recalled',
  },
  assessmentYears: { value: 3, article: 'agency practice (2 to 3 years)', mark: 'recalled' },
}
