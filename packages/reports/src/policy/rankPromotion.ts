/** Promotion in rank (*kenaikan pangkat*): years, appraisals, ceilings by education, credit of functional positions. */
import { type Education, GRADES, type Grade, type Level, type Parameter, type PolicyVersion, type Predicate } from '@jejak/core'

/** Levels of functional positions, skill and expert. */
export type FunctionalLevel = 'pemula' | 'terampil' | 'mahir' | 'penyelia' | 'ahli_pertama' | 'ahli_muda' | 'ahli_madya' | 'ahli_utama'

export interface RankPromotionPolicy {
  readonly yearsInRank: Parameter<{ readonly regular: number; readonly functional: number }>
  /** The highest grade a regular promotion reaches. */
  readonly ceiling: Parameter<Readonly<Record<Education, Grade>>>
  /** Credit of a year at 100 percent, in hundredths of a point, and the points needed for the next rank. */
  readonly credit: Parameter<Readonly<Record<FunctionalLevel, { readonly hundredthsPerYear: number; readonly toNextRank: number }>>>
  readonly percent: Parameter<Readonly<Record<Predicate, number>>>
}

export const RANK_PROMOTION: PolicyVersion & RankPromotionPolicy = {
  policy: 'rank-promotion',
  version: 'national-1',
  yearsInRank: { value: { regular: 4, functional: 2 }, article: 'PP 99/2000 jo. PP 12/2002', mark: 'verified' },
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
    article: 'PP 99/2000 jo. PP 12/2002',
    mark: 'verified',
  },
  credit: {
    value: {
      pemula: { hundredthsPerYear: 375, toNextRank: 15 },
      terampil: { hundredthsPerYear: 500, toNextRank: 20 },
      mahir: { hundredthsPerYear: 1250, toNextRank: 50 },
      penyelia: { hundredthsPerYear: 2500, toNextRank: 100 },
      ahli_pertama: { hundredthsPerYear: 1250, toNextRank: 50 },
      ahli_muda: { hundredthsPerYear: 2500, toNextRank: 100 },
      ahli_madya: { hundredthsPerYear: 3750, toNextRank: 150 },
      ahli_utama: { hundredthsPerYear: 5000, toNextRank: 200 },
    },
    article: 'PermenPANRB 1/2023',
    mark: 'verified',
  },
  percent: { value: { SB: 150, B: 100, BP: 75, K: 50, SK: 25 }, article: 'PermenPANRB 1/2023 Ps 37', mark: 'verified' },
}

export const isFunctional = (level: Level): level is FunctionalLevel => Object.hasOwn(RANK_PROMOTION.credit.value, level)

/** Place of a grade in rising order, from 0 (I/a). */
export const gradeIndex = (grade: Grade): number => GRADES.indexOf(grade)

/** The grade one above; `null` above IV/e. */
export const nextGrade = (grade: Grade): Grade | null => GRADES[gradeIndex(grade) + 1] ?? null
