/**
 * A fact: the type and the clear data of an event, and the registry that says of
 * every type which codec it has, in which stream it stands, where its date comes
 * from, and whether it is a decision.
 */
import * as t from 'io-ts'
import type { StreamKind } from '../identity/ids.js'
import { unsafeBrand } from '../unsafe.js'
import * as C from './careerFacts.js'
import * as R from './referenceFacts.js'

/** Where a fact's effective date comes from: its event, its cohort's end, or nowhere (it always holds). */
export type Dating = 'own' | 'cohort' | 'always'

interface Rest<X extends boolean, L extends string | null> {
  readonly home: StreamKind
  readonly dating: Dating
  readonly decision: X
  readonly list: L
  readonly schema: number
}

/** `list`: the list of an employment that holds facts of the type; `null` where none does. `schema`: the present one. */
const define = <D extends t.Mixed, P extends t.Mixed | null, X extends boolean, L extends string | null = null>(
  parts: { readonly data: D; readonly personal: P },
  home: StreamKind,
  dating: Dating,
  decision: X,
  list: L | null = null,
  schema = 1,
): { readonly data: D; readonly personal: P } & Rest<X, L> => ({ ...parts, home, dating, decision, list: unsafeBrand<L>(list), schema })

/** Every fact a stream can hold, in its present schema. */
export const FACTS = {
  Appointed: define(C.Appointed, 'career', 'own', false, 'appointments', 2),
  Confirmed: define(C.Confirmed, 'career', 'own', true, 'confirmations'),
  TransferredIn: define(C.TransferredIn, 'career', 'own', false, 'transfersIn'),
  Agreement: define(C.Agreement, 'career', 'own', true, 'agreements'),
  DutyStatus: define(C.DutyStatus, 'career', 'own', true, 'dutyStatuses'),
  EducationAttained: define(C.EducationAttained, 'career', 'own', false, 'educations'),
  ExamPassed: define(C.ExamPassed, 'career', 'own', false, 'exams'),
  CreditDecided: define(C.CreditDecided, 'career', 'own', true, 'credits'),
  Enrolled: define(C.Enrolled, 'career', 'own', false, 'enrolments'),
  Withdrew: define(C.Withdrew, 'career', 'cohort', false, 'withdrawals'),
  Attended: define(C.Attended, 'career', 'cohort', false, 'attendances'),
  Absent: define(C.Absent, 'career', 'cohort', false, 'absences'),
  Rated: define(C.Rated, 'career', 'cohort', false, 'ratings'),
  Mentored: define(C.Mentored, 'career', 'own', false, 'sessions', 2),
  Appraised: define(C.Appraised, 'career', 'own', true, 'appraisals', 2),
  CompetenceAssessed: define(C.CompetenceAssessed, 'career', 'own', false, 'assessments'),
  Promoted: define(C.Promoted, 'career', 'own', true, 'ranks'),
  Positioned: define(C.Positioned, 'career', 'own', true, 'positions', 2),
  Sanctioned: define(C.Sanctioned, 'career', 'own', true, 'sanctions'),
  Nominated: define(C.Nominated, 'career', 'own', true, 'nominations'),
  StudyTimeAnswered: define(C.StudyTimeAnswered, 'career', 'own', false, 'studyTimes'),
  NumberChanged: define(C.NumberChanged, 'career', 'own', false, 'numberChanges'),
  Retired: define(C.Retired, 'career', 'own', false, 'exits'),
  Left: define(C.Left, 'career', 'own', false, 'exits'),
  PersonErased: define(C.PersonErased, 'career', 'own', false),
  Other: define(C.Other, 'career', 'own', false, 'others'),
  ProgramOffered: define(R.ProgramOffered, 'program', 'always', false),
  CurriculumChanged: define(R.CurriculumChanged, 'program', 'own', false),
  BudgetLine: define(R.BudgetLine, 'program', 'own', false),
  CohortScheduled: define(R.CohortScheduled, 'cohort', 'always', false),
  SeatTaken: define(R.SeatTaken, 'cohort', 'own', false),
  SeatFreed: define(R.SeatFreed, 'cohort', 'own', false),
  PostDefined: define(R.PostDefined, 'position', 'always', false, null, 2),
  PolicyAdopted: define(R.PolicyAdopted, 'agency', 'own', true, null, 2),
  ForumHeld: define(R.ForumHeld, 'agency', 'own', false, null, 2),
  InputReceived: define(R.InputReceived, 'agency', 'own', false),
  InputAnswered: define(R.InputAnswered, 'agency', 'own', false),
  SurveyTaken: define(R.SurveyTaken, 'agency', 'own', false, null, 2),
  Imported: define(R.Imported, 'agency', 'own', false),
} as const

type Definitions = typeof FACTS
/** Name of a type of fact. */
export type FactType = keyof Definitions

/** The clear data of a type. */
export type DataOf<K extends FactType> = t.TypeOf<Definitions[K]['data']>
/** The sealed part of a type; `null` where it has none. */
export type PersonalOf<K extends FactType> = Definitions[K]['personal'] extends t.Mixed ? t.TypeOf<Definitions[K]['personal']> : null
/** Types whose event is a decision and must show its ground. */
export type DecisionType = { [K in FactType]: Definitions[K]['decision'] extends true ? K : never }[FactType]

/** A fact of type K, or of any type. */
export type Fact<K extends FactType = FactType> = { readonly [T in K]: { readonly type: T; readonly data: DataOf<T> } }[K]

/** A fact with its personal part, as it is before sealing or after opening. */
export type WholeFact<K extends FactType = FactType> = {
  readonly [T in K]: { readonly type: T; readonly data: DataOf<T>; readonly personal: PersonalOf<T> }
}[K]

/** Codec of the names of fact types. */
export const FactTypeName: t.Type<FactType, string, unknown> = t.keyof(FACTS)

/**
 * Whether a text names a type of fact.
 *
 * @example
 * isFactType('Promoted') // => true
 * isFactType('Corrected') // => false
 */
export const isFactType = (type: string): type is FactType => Object.hasOwn(FACTS, type)

/** Names of all types, in the order of the table. */
export const FACT_TYPES: ReadonlyArray<FactType> = Object.keys(FACTS).filter(isFactType)

/**
 * Narrows a whole fact to the decisions, whose event must show a taken or an imported ground; otherwise it only notes who recorded it.
 *
 * @example
 * isDecision({ type: 'Enrolled', data: { cohort: must(code('SIM.01')) }, personal: null }) // => false
 */
export const isDecision = (fact: WholeFact): fact is WholeFact<DecisionType> => FACTS[fact.type].decision
