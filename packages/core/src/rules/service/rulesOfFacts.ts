/**
 * Which rules of service each type of fact must meet. Deciders refuse by `must`,
 * whether a command says the fact or a correction puts it in the place of another;
 * `should` is only listed: by doctor, and as a warning of the import. Facts of a
 * type that is not named are held to their service alone, if they stand in a career.
 */
import { NO_SERVICE } from '../../career/service.js'
import { lastDayOfYear } from '../../date/LocalDate.js'
import { FACTS, type FactType } from '../../fact/Fact.js'
import { policyOn } from '../../policy/inForce.js'
import { askedOf, type Rule } from '../Rule.js'
import { APPRAISED_EARLY, APPRAISER_UNKNOWN, PERIOD_OUTSIDE_YEAR, PREDICATE_DIFFERS, SELF_APPRAISAL } from './appraisal.js'
import { HOURS_ABOVE_PROGRAM, NOT_ATTENDED, UNKNOWN_COHORT, UNKNOWN_PROGRAM } from './cohort.js'
import { appointedAs, cohortFacts, type FactInPlace, serviceFacts, since } from './FactInPlace.js'
import { LOOKS_LIKE_RETURN, LOOKS_LIKE_TRANSFER, PERIOD_SHORTER_THAN_SERVICE } from './firstVersion.js'
import { MENTOR_NOT_ACTIVE, MENTOR_UNKNOWN, SELF_MENTORING, SENIORITY_OF_MENTOR } from './mentoring.js'
import { NOT_FOR_PNS, NOT_FOR_PPPK, NOT_PERMANENT, RANK_NOT_RISING, TMT_NOT_FIRST } from './rank.js'
import { END_REQUIRED } from './sanction.js'
import { AFTER_EXIT, BEFORE_APPOINTMENT, type HeldTo, NOT_APPOINTED } from './service.js'
import { ENDS_BEFORE_START } from './span.js'

/** Codes of the rules that a fact in place can break. */
export type ServiceCode =
  | 'NOT_APPOINTED'
  | 'BEFORE_APPOINTMENT'
  | 'AFTER_EXIT'
  | 'UNKNOWN_COHORT'
  | 'UNKNOWN_PROGRAM'
  | 'HOURS_ABOVE_PROGRAM'
  | 'NOT_ATTENDED'
  | 'SELF_MENTORING'
  | 'MENTOR_UNKNOWN'
  | 'MENTOR_NOT_ACTIVE'
  | 'SENIORITY_OF_MENTOR'
  | 'SELF_APPRAISAL'
  | 'APPRAISER_UNKNOWN'
  | 'PERIOD_OUTSIDE_YEAR'
  | 'APPRAISED_EARLY'
  | 'PREDICATE_DIFFERS'
  | 'ENDS_BEFORE_START'
  | 'END_REQUIRED'
  | 'NOT_PERMANENT'
  | 'NOT_FOR_PPPK'
  | 'NOT_FOR_PNS'
  | 'TMT_NOT_FIRST'
  | 'RANK_NOT_RISING'
  | 'PERIOD_SHORTER_THAN_SERVICE'
  | 'LOOKS_LIKE_TRANSFER'
  | 'LOOKS_LIKE_RETURN'

type Rules<K extends FactType, C extends ServiceCode = ServiceCode> = ReadonlyArray<Rule<C, FactInPlace<K>>>

/** What a decider can refuse by; doctor alone and the import ask the rest. */
type MustCode = Exclude<
  ServiceCode,
  | 'SENIORITY_OF_MENTOR'
  | 'PREDICATE_DIFFERS'
  | 'APPRAISED_EARLY'
  | 'TMT_NOT_FIRST'
  | 'RANK_NOT_RISING'
  | 'PERIOD_SHORTER_THAN_SERVICE'
  | 'LOOKS_LIKE_TRANSFER'
  | 'LOOKS_LIKE_RETURN'
>

const heldRules = (held: HeldTo) =>
  [
    askedOf(serviceFacts(held))(NOT_APPOINTED),
    askedOf(serviceFacts(held))(BEFORE_APPOINTMENT),
    askedOf(serviceFacts(held))(AFTER_EXIT),
  ] as const

/** Of a fact of a career, which holds wherever the person serves. */
export const CAREER_RULES = heldRules('career')

/** Of a fact of the agency, which needs a day in service here. */
const IN_SERVICE_RULES = heldRules('agency')

/** Of the fact that ends the service; whether another ended it before is for the command. */
export const LEAVING_RULES = [askedOf(serviceFacts('exit'))(NOT_APPOINTED), askedOf(serviceFacts('exit'))(BEFORE_APPOINTMENT)] as const

/** Of the fact that begins a service anew. */
const RETURNING_RULES = [
  askedOf(serviceFacts('transferIn'))(NOT_APPOINTED),
  askedOf(serviceFacts('transferIn'))(BEFORE_APPOINTMENT),
] as const

const OF_PNS = askedOf((fact: FactInPlace<FactType>) => ({ appointment: appointedAs(fact) }))(NOT_FOR_PPPK)

export interface RulesOfFact<K extends FactType> {
  readonly must: Rules<K, MustCode>
  readonly should: Rules<K>
}

type OfCohort = 'Enrolled' | 'Withdrew' | 'Attended' | 'Absent' | 'Rated'
const cohortOf = (fact: FactInPlace<OfCohort>) => cohortFacts(fact, fact.data.cohort)
const KNOWN_COHORT = askedOf(cohortOf)(UNKNOWN_COHORT)

const SERVED = { must: IN_SERVICE_RULES, should: [] } as const
const OF_CAREER = { must: CAREER_RULES, should: [] } as const
const NOTHING = { must: [], should: [] } as const
const OF_COHORT = { must: [...IN_SERVICE_RULES, KNOWN_COHORT], should: [] } as const

const LEAVING = {
  must: LEAVING_RULES,
  should: [
    askedOf(({ on, employment, data }: FactInPlace<'Retired' | 'Left'>) => ({ kind: data.kind, on, employment }))(LOOKS_LIKE_RETURN),
  ],
} as const

const RULES_OF_FACTS = {
  Appointed: {
    must: [],
    should: [askedOf(({ employment }: FactInPlace<'Appointed'>) => ({ employment }))(LOOKS_LIKE_TRANSFER)],
  },
  Confirmed: { must: [...CAREER_RULES, OF_PNS], should: [] },
  TransferredIn: { must: [...RETURNING_RULES, OF_PNS], should: [] },
  Agreement: {
    must: [
      ...CAREER_RULES,
      askedOf((fact: FactInPlace<'Agreement'>) => ({ appointment: appointedAs(fact) }))(NOT_FOR_PNS),
      askedOf(({ on, data }: FactInPlace<'Agreement'>) => ({ start: on, end: data.endsOn }))(ENDS_BEFORE_START),
    ],
    should: [],
  },
  DutyStatus: {
    must: [...CAREER_RULES, askedOf(({ on, data }: FactInPlace<'DutyStatus'>) => ({ start: on, end: data.endsOn }))(ENDS_BEFORE_START)],
    should: [],
  },
  EducationAttained: OF_CAREER,
  ExamPassed: { must: [...CAREER_RULES, OF_PNS], should: [] },
  CreditDecided: OF_CAREER,
  Positioned: OF_CAREER,
  CompetenceAssessed: OF_CAREER,
  NumberChanged: OF_CAREER,
  Enrolled: OF_COHORT,
  Withdrew: OF_COHORT,
  Attended: {
    must: [
      ...OF_COHORT.must,
      askedOf(cohortOf)(UNKNOWN_PROGRAM),
      askedOf((fact: FactInPlace<'Attended'>) => ({ hours: fact.data.hours, ...cohortOf(fact) }))(HOURS_ABOVE_PROGRAM),
    ],
    should: [],
  },
  Absent: OF_COHORT,
  Rated: {
    must: [
      ...OF_COHORT.must,
      askedOf(({ employment, data }: FactInPlace<'Rated'>) => ({
        attendances: employment?.attendances.filter((held) => held.data.cohort === data.cohort) ?? [],
      }))(NOT_ATTENDED),
    ],
    should: [],
  },
  Mentored: {
    must: [
      ...IN_SERVICE_RULES,
      askedOf(({ career, data }: FactInPlace<'Mentored'>) => ({ mentor: data.mentor, mentee: career }))(SELF_MENTORING),
      askedOf(({ serviceOf, data: { mentor } }: FactInPlace<'Mentored'>) => ({ mentor, mentorService: serviceOf(mentor) }))(MENTOR_UNKNOWN),
      askedOf(({ serviceOf, on, data: { mentor } }: FactInPlace<'Mentored'>) => ({ on, mentorService: serviceOf(mentor) }))(
        MENTOR_NOT_ACTIVE,
      ),
    ],
    should: [
      askedOf(({ employment, serviceOf, data: { mentor } }: FactInPlace<'Mentored'>) => ({
        mentorSince: since(serviceOf(mentor)),
        menteeSince: since(employment),
      }))(SENIORITY_OF_MENTOR),
    ],
  },
  Appraised: {
    must: [
      ...CAREER_RULES,
      askedOf(({ data }: FactInPlace<'Appraised'>) => ({ start: data.periodStart, end: data.periodEnd }))(ENDS_BEFORE_START),
      askedOf(({ data }: FactInPlace<'Appraised'>) => data)(PERIOD_OUTSIDE_YEAR),
      askedOf(({ career, data }: FactInPlace<'Appraised'>) => ({ appraiser: data.appraiser, appraised: career }))(SELF_APPRAISAL),
      askedOf(({ serviceOf, data: { appraiser } }: FactInPlace<'Appraised'>) => ({
        appraiser,
        appraiserService: appraiser === null ? null : serviceOf(appraiser),
      }))(APPRAISER_UNKNOWN),
    ],
    should: [
      askedOf(({ data }: FactInPlace<'Appraised'>) => data)(APPRAISED_EARLY),
      askedOf(({ employment, data }: FactInPlace<'Appraised'>) => ({ ...data, service: employment ?? NO_SERVICE }))(
        PERIOD_SHORTER_THAN_SERVICE,
      ),
      askedOf(({ catalogue, data }: FactInPlace<'Appraised'>) => ({
        result: data.result,
        behaviour: data.behaviour,
        said: data.sourcePredicate ?? data.predicate,
        matrix: policyOn(catalogue, 'performance-predicate', lastDayOfYear(data.year)).parameters,
      }))(PREDICATE_DIFFERS),
    ],
  },
  Promoted: {
    must: [...CAREER_RULES, askedOf((fact: FactInPlace<'Promoted'>) => ({ appointment: appointedAs(fact) }))(NOT_PERMANENT)],
    should: [
      askedOf(({ on, data }: FactInPlace<'Promoted'>) => ({ on, kind: data.kind }))(TMT_NOT_FIRST),
      askedOf(({ employment, on, data }: FactInPlace<'Promoted'>) => ({
        on,
        grade: data.grade,
        ranks: employment?.ranks.map((held) => ({ on: held.on, by: held.by, grade: held.data.grade })) ?? [],
      }))(RANK_NOT_RISING),
    ],
  },
  Sanctioned: {
    must: [
      ...CAREER_RULES,
      askedOf(({ data }: FactInPlace<'Sanctioned'>) => data)(END_REQUIRED),
      askedOf(({ on, data }: FactInPlace<'Sanctioned'>) => ({ start: on, end: data.endsOn }))(ENDS_BEFORE_START),
    ],
    should: [],
  },
  StudyTimeAnswered: {
    must: [
      ...IN_SERVICE_RULES,
      askedOf(({ on, data }: FactInPlace<'StudyTimeAnswered'>) => ({ start: on, end: data.answeredOn }))(ENDS_BEFORE_START),
    ],
    should: [],
  },
  Retired: LEAVING,
  Left: LEAVING,
  PostDefined: {
    must: [askedOf(({ data }: FactInPlace<'PostDefined'>) => ({ start: data.from, end: data.until }))(ENDS_BEFORE_START)],
    should: [],
  },
  InputAnswered: {
    must: [askedOf(({ on, data }: FactInPlace<'InputAnswered'>) => ({ start: on, end: data.answeredOn }))(ENDS_BEFORE_START)],
    should: [],
  },
  CohortScheduled: {
    must: [askedOf(({ data }: FactInPlace<'CohortScheduled'>) => ({ start: data.starts, end: data.ends }))(ENDS_BEFORE_START)],
    should: [],
  },
} as const satisfies { readonly [K in FactType]?: RulesOfFact<K> }

const NAMED: { readonly [K in FactType]?: RulesOfFact<K> } = RULES_OF_FACTS

/** The rules of a type of fact, named or not. An appointment makes the service; no rule refuses it. */
export const rulesOfFact = <K extends FactType>(type: K): RulesOfFact<K> =>
  NAMED[type] ?? (FACTS[type].home === 'career' ? SERVED : NOTHING)
