/**
 * Facts that are in and do not fit any more: what was right when it was recorded,
 * or came in by an import that warned, and breaks a rule of service by what is known
 * now. Findings, not damage: nothing is changed, and figures count such facts as
 * the reports say.
 */
import * as N from 'fp-ts/lib/number.js'
import * as Ord from 'fp-ts/lib/Ord.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'
import { type Held, type ListName, listOf } from '../../career/Employment.js'
import { employments } from '../../career/employments.js'
import { type CareerHistory, individualsIn, type UnderNumber } from '../../career/individuals.js'
import { positionOn } from '../../career/position.js'
import { inServiceOn, type Service } from '../../career/service.js'
import { type Catalogue, empty as emptyCatalogue, postKey, postOfKey } from '../../catalogue/Catalogue.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { ExtensionServiceRule } from '../../extension/defineRule.js'
import type { OwnName } from '../../extension/names.js'
import { FACT_TYPES, type FactType } from '../../fact/Fact.js'
import * as History from '../../history/History.js'
import type { AgencyCode, CareerId, EventId, StreamName } from '../../identity/ids.js'
import { careerOf, careerStream } from '../../identity/streams.js'
import type { RuleText } from '../Rule.js'
import { type FactInPlace, serviceFacts } from './FactInPlace.js'
import { POST_OVERFILLED } from './post.js'
import { withoutGround } from './resting.js'
import { type RulesOfFact, rulesOfFact, type ServiceCode } from './rulesOfFacts.js'

/** A fact that breaks a rule: which one, what is wrong, and the event that says so. Names no person. */
export interface Unfit {
  readonly rule: ServiceCode | 'POST_OVERFILLED' | 'UNKNOWN_POST' | 'UNKNOWN_FORUM' | OwnName
  readonly text: RuleText
  readonly agency: AgencyCode
  readonly stream: StreamName
  readonly event: EventId
}

/** What is known besides the stream that is looked at. */
export interface Surroundings {
  readonly catalogueOf: (agency: AgencyCode) => Catalogue
  /** `undefined` where the career was not read: rules that ask for it then find nothing. */
  readonly serviceOf: (agency: AgencyCode, career: CareerId) => Service | null | undefined
  /** Rules of service of extensions; none where it is left out. */
  readonly ownRules?: ReadonlyArray<ExtensionServiceRule>
}

/**
 * When the person of a career came to each agency and went.
 *
 * @example
 * servicesIn(sampleCareer).get(AGENCY)?.appointments.map(({ on }) => on) // => ['2010-03-01']
 */
export const servicesIn = (career: History.History): ReadonlyMap<AgencyCode, Service> => {
  const dated = ({ on, by }: Held<FactType>) => ({ on, by })
  // What begins and ends a service has days of its own; no catalogue dates it.
  return new Map(
    employments(career, () => emptyCatalogue).map(({ agency, appointments, transfersIn, exits }) => [
      agency,
      { appointments: appointments.map(dated), transfersIn: transfersIn.map(dated), exits: exits.map(dated) },
    ]),
  )
}

type Broken = Pick<Unfit, 'rule' | 'text'>

const breaches = <K extends FactType>({ must, should }: RulesOfFact<K>, fact: FactInPlace<K>): ReadonlyArray<Broken> => {
  const broken: Broken[] = []
  for (const { code, text, judge } of must) if (judge(fact).outcome === 'notMet') broken.push({ rule: code, text })
  for (const { code, text, judge } of should) if (judge(fact).outcome === 'notMet') broken.push({ rule: code, text })
  return broken
}

/** A type of each list; types that share a list meet the same rules. */
const TYPE_OF_LIST: ReadonlyMap<ListName, FactType> = new Map(
  FACT_TYPES.flatMap((type): ReadonlyArray<readonly [ListName, FactType]> => {
    const name = listOf(type)
    return name === null ? [] : [[name, type]]
  }),
)

const unfitOf = ({ career: newest, employment }: UnderNumber, around: Surroundings): ReadonlyArray<Unfit> => {
  const { agency } = employment
  const catalogue = around.catalogueOf(agency)
  const found: Unfit[] = []
  const each = <K extends FactType>(rules: RulesOfFact<K>, list: ReadonlyArray<Held<K>>): void => {
    for (const { on, data, by, under: career = newest } of list) {
      const stream = careerStream(career)
      const fact = { career, employment, catalogue, on, data, serviceOf: (other: CareerId) => around.serviceOf(agency, other) }
      for (const broken of breaches(rules, fact)) found.push({ ...broken, agency, stream, event: by })
    }
  }
  for (const [name, type] of TYPE_OF_LIST) each<FactType>(rulesOfFact(type), employment[name])
  for (const { of, code, text, judge } of around.ownRules ?? [])
    for (const { on, data, by, under: career = newest } of employment.others) {
      if (data.type !== of) continue
      const stream = careerStream(career)
      const service = serviceFacts('agency')({ career, employment, catalogue, on, data, serviceOf: () => undefined })
      if (judge({ ...service, data }).outcome === 'notMet') found.push({ rule: code, text, agency, stream, event: by })
    }
  return found
}

/** As they stand in their stream, whatever the order in which they arrived. */
type Holding = ReturnType<typeof History.holding>[number]
const inOrder = [Ord.contramap(({ entry }: Holding) => entry.revision)(N.Ord), Ord.contramap(({ entry }: Holding) => entry.id)(S.Ord)]

/** Facts that name what is not there, or no more. Forums stand in the stream of what was said in them. */
const groundlessIn = (stream: StreamName, history: History.History, { catalogueOf }: Surroundings): ReadonlyArray<Unfit> => {
  const holding = RA.sortBy(inOrder)(History.holding(history))
  const forums = new Set(holding.flatMap(({ fact }) => (fact.type === 'ForumHeld' ? [fact.data.code] : [])))
  return holding.flatMap(({ fact, entry: { id, agency } }) => {
    const rule = withoutGround(fact, { catalogue: catalogueOf(agency), forums })
    return rule === null ? [] : [{ rule: rule.code, text: rule.text, agency, stream, event: id }]
  })
}

/** Nothing more is asked of an erased person. */
const isErased = (history: History.History): boolean => History.holding(history).some(({ fact }) => fact.type === 'PersonErased')

/**
 * What does not fit in one stream; in order of kind, then of date.
 *
 * @example
 * const around = { catalogueOf: () => sampleCatalogue, serviceOf: () => undefined }
 * // A rank stands years before the first post here.
 * unfitIn(careerStream(person(1)), sampleCareer, around).map(({ rule }) => rule) // => ['LOOKS_LIKE_TRANSFER']
 */
export const unfitIn = (stream: StreamName, history: History.History, around: Surroundings): ReadonlyArray<Unfit> => {
  const career = careerOf(stream)
  if (career !== null) return unfitInCareers([{ career, history }], around)
  const misfits = History.holding(history).flatMap(({ fact, entry }) => {
    if (fact.type !== 'CohortScheduled') return []
    const { agency } = entry
    const place = {
      career: null,
      employment: null,
      catalogue: around.catalogueOf(agency),
      on: null,
      data: fact.data,
      serviceOf: () => null,
    }
    return breaches(rulesOfFact('CohortScheduled'), place).map((broken): Unfit => ({ ...broken, agency, stream, event: entry.id }))
  })
  return [...misfits, ...groundlessIn(stream, history, around)]
}

/**
 * What does not fit in careers of which some are one person's: facts under one number are held to the service under all.
 *
 * @example
 * const around = { catalogueOf: () => sampleCatalogue, serviceOf: () => undefined }
 * // A rank stands years before the first post here.
 * unfitInCareers([{ career: person(1), history: sampleCareer }], around).map(({ rule }) => rule) // => ['LOOKS_LIKE_TRANSFER']
 */
export const unfitInCareers = (careers: ReadonlyArray<CareerHistory>, around: Surroundings): ReadonlyArray<Unfit> => {
  const alive = careers.filter(({ history }) => !isErased(history))
  return [
    ...individualsIn(alive, around.catalogueOf).flatMap((one) => unfitOf(one, around)),
    ...alive.flatMap(({ career, history }) => groundlessIn(careerStream(career), history, around)),
  ]
}

/** A post that somebody in service holds definitively. */
export interface PostHeld {
  readonly agency: AgencyCode
  readonly post: string
  readonly career: CareerId
  readonly event: EventId
}

/**
 * The posts people hold on a day, each one an agency at most, under whatever number.
 *
 * @example
 * postsHeld([{ career: person(1), history: sampleCareer }], () => sampleCatalogue, day('2025-12-31')).length // => 1
 */
export const postsHeld = (
  careers: ReadonlyArray<CareerHistory>,
  catalogueOf: Surroundings['catalogueOf'],
  day: LocalDate,
): ReadonlyArray<PostHeld> =>
  individualsIn(
    careers.filter(({ history }) => !isErased(history)),
    catalogueOf,
  ).flatMap(({ career, employment }) => {
    const position = inServiceOn(employment, day) ? positionOn(employment, day) : null
    if (position === null) return []
    const post = postKey(position.data.unitId, position.data.positionId)
    return [{ agency: employment.agency, post, career: position.under ?? career, event: position.by }]
  })

/**
 * Posts with more definitive holders than they need on that day: each holder's fact is named.
 *
 * @example
 * const held = postsHeld([{ career: person(1), history: sampleCareer }], () => sampleCatalogue, day('2025-12-31'))
 * // The post needs two.
 * overfilled(held, () => sampleCatalogue, day('2025-12-31')) // => []
 */
export const overfilled = (held: Iterable<PostHeld>, catalogueOf: Surroundings['catalogueOf'], day: LocalDate): ReadonlyArray<Unfit> => {
  const posts = new Map<string, PostHeld[]>()
  for (const each of held) {
    const key = `${each.agency}\u0000${each.post}`
    const present = posts.get(key)
    if (present === undefined) posts.set(key, [each])
    else present.push(each)
  }
  return [...posts.values()].flatMap((holders) => {
    const [first] = holders
    if (first === undefined || holders.length < 2) return []
    const needed = postOfKey(catalogueOf(first.agency), first.post, day)?.needed ?? null
    const { outcome } = POST_OVERFILLED.judge({ holders: holders.map(({ event }) => event), needed })
    if (outcome !== 'notMet') return []
    return holders.map(
      ({ agency, career, event }): Unfit => ({
        rule: 'POST_OVERFILLED',
        text: POST_OVERFILLED.text,
        agency,
        stream: careerStream(career),
        event,
      }),
    )
  })
}
