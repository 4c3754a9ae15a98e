/** Points of the professionalism index (IP ASN), in half points so that sums are exact. */

import * as t from 'io-ts'
import { Education, LEVELS, LeadershipTrack, namesOf, Predicate, ProgramKind, Severity } from '../fact/values.js'
import { LAW } from '../law/law.js'
import { exactly, isFalling, setOf, someOf, such, table, whole } from './codecs.js'
import { liftFrom } from './lifts.js'
import { type Policy, parameter } from './Parameter.js'

const halfPoints = whole(0, 200)
const PERFORMANCES = [...namesOf(Predicate), 'missing'] as const
const DISCIPLINES = ['none', ...namesOf(Severity)] as const
const kinds = setOf('kinds of programs', ProgramKind)

const OTHER_PARAMETERS = {
  qualification: parameter(table('half points by education', namesOf(Education), halfPoints)),
  /** Of those with a position other than pelaksana: a leadership or functional course, technical training, a seminar. */
  competence: parameter(
    exactly('half points of course, technical, seminar', { course: halfPoints, technical: halfPoints, seminar: halfPoints }),
  ),
  competenceOfPelaksana: parameter(exactly('half points of technical, seminar', { technical: halfPoints, seminar: halfPoints })),
  /** Kinds of programs that count as technical training, and as seminars. */
  technicalKinds: parameter(kinds),
  seminarKinds: parameter(kinds),
  /** JP of technical training in the year that earn its points. */
  technicalHours: parameter(whole(0, 1000)),
  performance: parameter(
    such(
      table('half points by predicate', PERFORMANCES, halfPoints),
      (points) => isFalling(PERFORMANCES, points),
      'half points that do not rise from SB over B, BP, K, SK to missing',
    ),
  ),
  /** By the worst sanction that began in so many years up to 31 December. */
  discipline: parameter(
    such(
      table('half points by sanction', DISCIPLINES, halfPoints),
      (points) => isFalling(DISCIPLINES, points),
      'half points that do not rise from none over R, S to B',
    ),
  ),
  disciplineYears: parameter(whole(1, 50)),
  /** Upper bounds of very low, low, medium and high, each included; whatever lies above the last is very high. */
  classes: parameter(
    such(
      t.readonlyArray(halfPoints),
      (bounds) => bounds.length === 4 && bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] ?? bound)),
      'four rising bounds in half points',
    ),
  ),
}

const FIRST_FORM = {
  ...OTHER_PARAMETERS,
  /** The one leadership course a level asks for. */
  courses: parameter(someOf('a leadership track by level', LEVELS, LeadershipTrack)),
}

const tracks = setOf('leadership tracks', LeadershipTrack)

const parameters = exactly('parameters of ip-asn', {
  ...OTHER_PARAMETERS,
  /** The leadership courses of which a level asks for one; levels that are not named ask for a functional one. */
  courses: parameter(someOf('leadership tracks by level', LEVELS, tracks)),
})

/** Parameters of the policy `ip-asn`. */
export type IpAsnParameters = t.TypeOf<typeof parameters>

const ARTICLE = `${LAW.professionalism}, ${LAW.professionalismMethod}`

const NATIONAL_POINTS: Omit<IpAsnParameters, 'courses'> = {
  qualification: {
    value: { S3: 50, S2: 40, S1: 30, D4: 30, D3: 20, D2: 10, D1: 10, SLTA: 10, SLTP: 2, SD: 2 },
    article: ARTICLE,
    mark: 'recalled',
  },
  competence: { value: { course: 30, technical: 30, seminar: 20 }, article: ARTICLE, mark: 'recalled' },
  competenceOfPelaksana: { value: { technical: 45, seminar: 35 }, article: ARTICLE, mark: 'recalled' },
  technicalKinds: {
    value: ['teknis', 'manajerial', 'sosiokultural', 'bimtek', 'coaching', 'elearning'],
    article: ARTICLE,
    mark: 'recalled',
  },
  seminarKinds: { value: ['seminar', 'lokakarya', 'sosialisasi'], article: ARTICLE, mark: 'recalled' },
  technicalHours: { value: 20, article: ARTICLE, mark: 'recalled' },
  performance: { value: { SB: 60, B: 50, BP: 30, K: 10, SK: 2, missing: 0 }, article: ARTICLE, mark: 'recalled' },
  discipline: { value: { none: 10, R: 6, S: 4, B: 2 }, article: ARTICLE, mark: 'recalled' },
  disciplineYears: { value: 5, article: ARTICLE, mark: 'recalled' },
  classes: { value: [120, 140, 160, 180], article: ARTICLE, mark: 'recalled' },
}

const byTrack = (value: IpAsnParameters['courses']['value']): IpAsnParameters['courses'] => ({ value, article: ARTICLE, mark: 'recalled' })

/** The policy `ip-asn`, with the versions that Jejak ships; units, articles and marks stand at each parameter. */
export const IP_ASN: Policy<'ip-asn', IpAsnParameters, 'national-2'> = {
  name: 'ip-asn',
  about: 'points and classes of the professionalism index, in half points',
  basis: `${LAW.professionalism}; ${LAW.professionalismMethod}`,
  parameters,
  lifts: [
    liftFrom(exactly('parameters of ip-asn, first form', FIRST_FORM), ({ courses, ...first }) => ({
      ...first,
      courses: { ...courses, value: Object.fromEntries(Object.entries(courses.value).map(([level, track]) => [level, [track]])) },
    })),
  ],
  versions: {
    'national-1': {
      ...NATIONAL_POINTS,
      courses: byTrack({ jpt_utama: ['II'], jpt_madya: ['II'], jpt_pratama: ['II'], administrator: ['III'], pengawas: ['IV'] }),
    },
    'national-2': {
      ...NATIONAL_POINTS,
      courses: byTrack({
        jpt_utama: ['I', 'II'],
        jpt_madya: ['I', 'II'],
        jpt_pratama: ['I', 'II'],
        administrator: ['III'],
        pengawas: ['IV'],
      }),
    },
  },
  current: 'national-2',
}

/**
 * Class of a number of half points, of one person: 0 very low to 4 very high. A bound belongs to the class below it; no number is in none.
 *
 * @example
 * const { parameters } = policyOn(Catalogue.empty, 'ip-asn', day('2025-12-31'))
 * ipAsnClass(160, parameters) // => 2
 * ipAsnClass(161, parameters) // => 3
 */
export const ipAsnClass = (halfPoints: number, { classes }: IpAsnParameters): number => {
  const place = classes.value.findIndex((bound) => halfPoints <= bound)
  return place < 0 ? classes.value.length : place
}
