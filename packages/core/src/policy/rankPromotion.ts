/** Promotion in rank (*kenaikan pangkat*): which kind, years in rank, ranges, ceilings, exams, periods. */

import * as t from 'io-ts'
import type { LocalDate } from '../date/LocalDate.js'
import { Education, ExamLevel, GRADES, Grade, LEVELS, type Level, namesOf, Predicate } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, Month, orNone, setOf, someOf, such, table, whole } from './codecs.js'
import { liftFrom } from './lifts.js'
import { asBefore, type Policy, parameter } from './Parameter.js'

/** Kinds of promotion in rank: of those with no such post (*reguler*), of managers, of functional positions. */
export const RANK_PROMOTION_KINDS = ['regular', 'structural', 'functional'] as const
/** A kind of promotion in rank, one of `RANK_PROMOTION_KINDS`. */
export type RankPromotionKind = (typeof RANK_PROMOTION_KINDS)[number]

const years = whole(0, 40)
const kind: t.Type<RankPromotionKind, RankPromotionKind, unknown> = t.keyof({ regular: null, structural: null, functional: null })
const at = (grade: Grade): number => GRADES.indexOf(grade)

const range = such(
  exactly('grades from, to', { from: Grade, to: Grade }),
  ({ from, to }) => at(from) <= at(to),
  'a range of grades, from below to',
)
const shorterWay = exactly('yearsInRank and yearsInLevel', { yearsInRank: years, yearsInLevel: years })
const period = exactly('from and months', { from: orNone(Month), months: setOf('months', whole(1, 12)) })
const isRising = (list: ReadonlyArray<{ readonly from: string | null }>): boolean =>
  list[0]?.from === null && list.slice(1).every(({ from }, i) => from !== null && (list[i]?.from ?? '') < from)

const CEILING = { ceiling: parameter(table('a grade by education', namesOf(Education), Grade)) }

const FIRST_FORM = {
  ...CEILING,
  yearsInRank: parameter(exactly('years of regular, functional', { regular: years, functional: years })),
}

const parameters = exactly('parameters of rank-promotion', {
  /** The kind of promotion that is asked of a level. */
  kinds: parameter(table('a kind by level', LEVELS, kind)),
  yearsInRank: parameter(table('years by kind', RANK_PROMOTION_KINDS, years)),
  /** Of a structural promotion where the grade lies below the range of the level: years in rank and at the level; `null`: there is no such way. */
  shorterWay: parameter(orNone(shorterWay)),
  /** The highest grade a regular promotion reaches, by education. */
  ...CEILING,
  /** Grades of a level; above the last nobody rises by a structural or functional promotion. A level that is not named has no range. */
  rankRanges: parameter(someOf('a range of grades by level', LEVELS, range)),
  /** The service exam (*ujian dinas*) a regular promotion to a grade asks for. */
  serviceExams: parameter(someOf('an exam by the grade it leads to', GRADES, ExamLevel)),
  /** The education from which on an exam is not asked; an exam that is not named is asked of all. */
  examFrom: parameter(someOf('an education by exam', namesOf(ExamLevel), Education)),
  /** How many of the last years are looked at, and the least predicate of each. */
  appraisals: parameter(exactly('years and least', { years: whole(0, 10), least: Predicate })),
  /** Years from the start of service after which a candidate of whom no appointment as PNS is recorded is unknown; `null`: candidates are not told apart. */
  candidateYears: parameter(orNone(years)),
  /** Months in which promotions take effect, from a first month on; the first entry always held. */
  periods: parameter(such(t.readonlyArray(period), isRising, 'periods that begin one after the other, the first at null')),
})

/** Parameters of the policy `rank-promotion`. */
export type RankPromotionParameters = t.TypeOf<typeof parameters>

type Since = Omit<RankPromotionParameters, 'ceiling' | 'yearsInRank'>

const kindsBy = (managers: RankPromotionKind): RankPromotionParameters['kinds']['value'] => ({
  jpt_utama: managers,
  jpt_madya: managers,
  jpt_pratama: managers,
  administrator: managers,
  pengawas: managers,
  pelaksana: 'regular',
  pemula: 'functional',
  terampil: 'functional',
  mahir: 'functional',
  penyelia: 'functional',
  ahli_pertama: 'functional',
  ahli_muda: 'functional',
  ahli_madya: 'functional',
  ahli_utama: 'functional',
})

const BEFORE: Since = {
  kinds: asBefore(kindsBy('regular')),
  shorterWay: asBefore(null),
  rankRanges: asBefore({}),
  serviceExams: asBefore({}),
  examFrom: asBefore({}),
  appraisals: asBefore({ years: 2, least: 'B' }),
  candidateYears: asBefore(null),
  periods: asBefore([{ from: null, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }]),
}

const ARTICLE = LAW.rank

const ceiling: RankPromotionParameters['ceiling'] = {
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
}

/** The policy `rank-promotion`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const RANK_PROMOTION: Policy<'rank-promotion', RankPromotionParameters, 'national-2'> = {
  name: 'rank-promotion',
  about: 'kinds of promotion in rank, years, ranges by level, ceilings by education, service exams, periods',
  basis: ARTICLE,
  parameters,
  lifts: [
    liftFrom(exactly('parameters of rank-promotion, first form', FIRST_FORM), ({ ceiling: own, yearsInRank }) => ({
      ...BEFORE,
      ceiling: own,
      yearsInRank: { ...yearsInRank, value: { ...yearsInRank.value, structural: yearsInRank.value.regular } },
    })),
  ],
  versions: {
    'national-1': {
      ...BEFORE,
      ceiling,
      yearsInRank: { value: { regular: 4, structural: 4, functional: 2 }, article: ARTICLE, mark: 'verified' },
    },
    'national-2': {
      kinds: { value: kindsBy('structural'), article: ARTICLE, mark: 'verified' },
      yearsInRank: { value: { regular: 4, structural: 4, functional: 2 }, article: ARTICLE, mark: 'verified' },
      shorterWay: { value: { yearsInRank: 1, yearsInLevel: 1 }, article: ARTICLE, mark: 'verified' },
      ceiling,
      rankRanges: {
        value: {
          jpt_utama: { from: 'IV/d', to: 'IV/e' },
          jpt_madya: { from: 'IV/c', to: 'IV/e' },
          jpt_pratama: { from: 'IV/b', to: 'IV/d' },
          administrator: { from: 'III/d', to: 'IV/b' },
          pengawas: { from: 'III/b', to: 'III/d' },
          pemula: { from: 'II/a', to: 'II/a' },
          terampil: { from: 'II/b', to: 'II/d' },
          mahir: { from: 'III/a', to: 'III/b' },
          penyelia: { from: 'III/c', to: 'III/d' },
          ahli_pertama: { from: 'III/a', to: 'III/b' },
          ahli_muda: { from: 'III/c', to: 'III/d' },
          ahli_madya: { from: 'IV/a', to: 'IV/c' },
          ahli_utama: { from: 'IV/d', to: 'IV/e' },
        },
        article: `${LAW.rankRanges} (managers, both echelons of a level); ${LAW.creditPoints} (functional)`,
        mark: 'verified',
      },
      serviceExams: { value: { 'III/a': 'I', 'IV/a': 'II' }, article: ARTICLE, mark: 'verified' },
      examFrom: { value: { I: 'D4', II: 'S2' }, article: `${ARTICLE}, exemption by education`, mark: 'recalled' },
      appraisals: { value: { years: 2, least: 'B' }, article: ARTICLE, mark: 'verified' },
      candidateYears: {
        value: 2,
        article: 'probation takes one year; that its end is unknown after two is a choice of Jejak',
        mark: 'open',
      },
      periods: {
        value: [
          { from: null, months: [4, 10] },
          { from: '2024-02', months: [2, 4, 6, 8, 10, 12] },
          { from: '2025-10', months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
        ],
        article: `${ARTICLE} (April and October); ${LAW.promotionPeriodsBefore} (even months, from memory); ${LAW.promotionPeriods} (every month)`,
        mark: 'recalled',
      },
    },
  },
  current: 'national-2',
}

/**
 * The kind of promotion in rank that a level asks for.
 *
 * @example
 * rankPromotionKind('pengawas', RANK_PROMOTION.versions['national-2']) // => 'structural'
 * rankPromotionKind('pengawas', RANK_PROMOTION.versions['national-1']) // => 'regular'
 */
export const rankPromotionKind = (level: Level, { kinds }: RankPromotionParameters): RankPromotionKind => kinds.value[level]

/**
 * Whether promotions take effect on the first of the month of a day, by the rule of its time.
 *
 * @example
 * const national = RANK_PROMOTION.versions['national-2']
 * isPromotionPeriod(day('2023-04-01'), national) // => true
 * isPromotionPeriod(day('2024-03-01'), national) // => false
 * isPromotionPeriod(day('2025-11-01'), national) // => true
 */
export const isPromotionPeriod = (day: LocalDate, { periods }: RankPromotionParameters): boolean => {
  const month = day.slice(0, 7)
  const rule = periods.value.findLast(({ from }) => from === null || from <= month)
  return rule?.months.includes(Number(month.slice(5))) ?? false
}
