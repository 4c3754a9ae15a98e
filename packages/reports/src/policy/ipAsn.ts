/** Points of the professionalism index (IP ASN), in half points so that sums are exact. */
import type { Education, Parameter, PolicyVersion, Predicate, Severity } from '@jejak/core'

export interface IpAsnPolicy {
  readonly qualification: Parameter<Readonly<Record<Education, number>>>
  /** Of those with a position other than pelaksana: a leadership or functional course, technical training, a seminar. */
  readonly competence: Parameter<{ readonly course: number; readonly technical: number; readonly seminar: number }>
  readonly competenceOfPelaksana: Parameter<{ readonly technical: number; readonly seminar: number }>
  /** JP of technical training in the year that earn its points. */
  readonly technicalHours: Parameter<number>
  readonly performance: Parameter<Readonly<Record<Predicate | 'missing', number>>>
  /** By the worst sanction that began in the five years up to 31 December. */
  readonly discipline: Parameter<Readonly<Record<Severity | 'none', number>>>
  /** Upper bounds of very low, low, medium and high, each included; whatever lies above the last is very high. */
  readonly classes: Parameter<readonly [number, number, number, number]>
}

const ARTICLE = 'PermenPANRB 38/2018, PerBKN 8/2019'

export const IP_ASN: PolicyVersion & IpAsnPolicy = {
  policy: 'ip-asn',
  version: 'national-1',
  qualification: {
    value: { S3: 50, S2: 40, S1: 30, D4: 30, D3: 20, D2: 10, D1: 10, SLTA: 10, SLTP: 2, SD: 2 },
    article: ARTICLE,
    mark: 'recalled',
  },
  competence: { value: { course: 30, technical: 30, seminar: 20 }, article: ARTICLE, mark: 'recalled' },
  competenceOfPelaksana: { value: { technical: 45, seminar: 35 }, article: ARTICLE, mark: 'recalled' },
  technicalHours: { value: 20, article: ARTICLE, mark: 'recalled' },
  performance: { value: { SB: 60, B: 50, BP: 30, K: 10, SK: 2, missing: 0 }, article: ARTICLE, mark: 'recalled' },
  discipline: { value: { none: 10, R: 6, S: 4, B: 2 }, article: ARTICLE, mark: 'recalled' },
  classes: { value: [120, 140, 160, 180], article: ARTICLE, mark: 'recalled' },
}

/** Class of a number of half points, of one person: 0 very low to 4 very high. A bound belongs to the class below it; no number is in none. */
export const classOf = (halfPoints: number): 0 | 1 | 2 | 3 | 4 => {
  const [veryLow, low, medium, high] = IP_ASN.classes.value
  return halfPoints <= veryLow ? 0 : halfPoints <= low ? 1 : halfPoints <= medium ? 2 : halfPoints <= high ? 3 : 4
}
