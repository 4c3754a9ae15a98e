/** Every fact, with its personal part. `World` says what facts may name, so that they meet. */
import {
  AbsenceReason,
  AppraisalKind,
  Assignment,
  BudgetKind,
  type CareerId,
  type Code,
  Competence,
  type DataOf,
  DutyKind,
  Education,
  ExamLevel,
  type Expectation,
  earlier,
  FACTS,
  type FactType,
  ForumKind,
  Grade,
  isFactType,
  LeadershipTrack,
  LeavingKind,
  Level,
  later,
  NominationStatus,
  type PersonalOf,
  POLICIES,
  PositionFamily,
  Predicate,
  ProgramKind,
  PromotionKind,
  predicateOf,
  Readiness,
  RefusalReason,
  RetirementKind,
  ServantStatus,
  Severity,
  Sex,
  SurveyKind,
  type WholeFact,
} from '@jejak/core'
import fc from 'fast-check'
import { arbitraryAdoption } from './policies.js'
import {
  arbitraryCareerId,
  arbitraryCode,
  arbitraryEmployeeNumber,
  arbitraryLocalDate,
  arbitraryLocalDateIn,
  arbitraryNullable,
  arbitraryOneOf,
  arbitraryRecord,
  arbitraryText,
} from './values.js'

/** The matrix of a made-up agency that adopted no other. */
const NATIONAL_MATRIX = POLICIES['performance-predicate'].versions['national-1']

/** What facts draw their references from. */
export interface Names {
  readonly careers: fc.Arbitrary<CareerId>
  readonly programs: fc.Arbitrary<Code>
  readonly cohorts: fc.Arbitrary<Code>
  readonly units: fc.Arbitrary<Code>
  readonly positions: fc.Arbitrary<Code>
}

/** References to anything at all. */
export const ANY_NAMES: Names = {
  careers: arbitraryCareerId,
  programs: arbitraryCode,
  cohorts: arbitraryCode,
  units: arbitraryCode,
  positions: arbitraryCode,
}

type Parts = { readonly [K in FactType]: { readonly data: fc.Arbitrary<DataOf<K>>; readonly personal: fc.Arbitrary<PersonalOf<K>> } }

const none = fc.constant(null)
const text = arbitraryText
const optional = arbitraryNullable
const year = fc.integer({ min: 2018, max: 2026 })
const count = fc.nat({ max: 500 })
const score = fc.nat({ max: 1000 }).map((n) => n / 10)
const star = fc.integer({ min: 1, max: 5 })
const expectation = fc.constantFrom<Expectation>(1, 2, 3)
/** A value of a list, most often the one that offices meant before they could say another. */
const mostly = <K extends string>(usual: K, codec: Parameters<typeof arbitraryOneOf<K>>[0]): fc.Arbitrary<K> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: arbitraryOneOf(codec) })
const decree = arbitraryRecord({ number: text, date: arbitraryLocalDate })

const appraisal = (careers: fc.Arbitrary<CareerId>): fc.Arbitrary<DataOf<'Appraised'>> =>
  fc
    .tuple(
      year,
      fc.integer({ min: 0, max: 11 }),
      expectation,
      expectation,
      optional(arbitraryOneOf(Predicate)),
      fc.option(careers, { nil: null, freq: 10 }),
      arbitraryLocalDate,
      fc.boolean(),
      mostly('tahunan', AppraisalKind),
    )
    .chain(([of, , result, behaviour, sourcePredicate, appraiser, appraisedOn, acting, kind]) =>
      fc.tuple(arbitraryLocalDateIn(`${of}-01-01`, `${of}-12-31`), arbitraryLocalDateIn(`${of}-01-01`, `${of}-12-31`)).map(([a, b]) => ({
        year: of,
        periodStart: earlier(a, b),
        periodEnd: later(a, b),
        result,
        behaviour,
        predicate: predicateOf(result, behaviour, NATIONAL_MATRIX),
        sourcePredicate,
        appraiser,
        appraisedOn,
        acting,
        kind,
      })),
    )

const cohort = ({ programs, cohorts }: Names): fc.Arbitrary<DataOf<'CohortScheduled'>> =>
  fc
    .tuple(programs, cohorts, arbitraryLocalDate, arbitraryLocalDate, optional(fc.nat({ max: 40 })), optional(text))
    .map(([program, code, a, b, quota, curriculumVersion]) => ({
      program,
      code,
      starts: earlier(a, b),
      ends: later(a, b),
      quota,
      curriculumVersion,
    }))

const input = ({ units }: Names) => ({ forum: arbitraryCode, number: fc.integer({ min: 1, max: 40 }), unitId: optional(units) })

const parts = (names: Names): Parts => ({
  Appointed: {
    data: arbitraryRecord({
      status: arbitraryOneOf(ServantStatus),
      sex: arbitraryOneOf(Sex),
      education: arbitraryOneOf(Education),
      graduationYear: optional(fc.integer({ min: 1980, max: 2026 })),
      unitId: names.units,
      unitName: optional(text),
      earlier: fc.option(names.careers, { nil: null, freq: 3 }),
    }),
    personal: fc
      .tuple(
        arbitraryRecord({
          number: arbitraryEmployeeNumber,
          name: text,
          titleBefore: optional(text),
          titleAfter: optional(text),
          birthDate: arbitraryLocalDateIn('1960-01-01', '2003-12-31'),
        }),
        optional(arbitraryEmployeeNumber),
      )
      .map(([known, earlierNumber]) => (earlierNumber === null ? known : { ...known, earlierNumber })),
  },
  Confirmed: { data: arbitraryRecord({ decree }), personal: none },
  TransferredIn: { data: arbitraryRecord({ from: text, decree }), personal: none },
  Agreement: { data: arbitraryRecord({ decree, endsOn: arbitraryLocalDate }), personal: none },
  DutyStatus: {
    data: arbitraryRecord({ kind: arbitraryOneOf(DutyKind), endsOn: optional(arbitraryLocalDate), decree }),
    personal: none,
  },
  EducationAttained: {
    data: arbitraryRecord({
      level: arbitraryOneOf(Education),
      graduationYear: fc.integer({ min: 1980, max: 2026 }),
      diploma: optional(text),
    }),
    personal: none,
  },
  ExamPassed: { data: arbitraryRecord({ level: arbitraryOneOf(ExamLevel), number: text }), personal: none },
  CreditDecided: { data: arbitraryRecord({ thousandths: fc.nat({ max: 500_000 }), number: text }), personal: none },
  Enrolled: { data: arbitraryRecord({ cohort: names.cohorts }), personal: none },
  Withdrew: { data: arbitraryRecord({ cohort: names.cohorts, reason: arbitraryOneOf(AbsenceReason) }), personal: none },
  Attended: {
    data: arbitraryRecord({
      cohort: names.cohorts,
      hours: fc.nat({ max: 40 }),
      preScore: optional(score),
      postScore: optional(score),
      certificate: optional(text),
    }),
    personal: none,
  },
  Absent: { data: arbitraryRecord({ cohort: names.cohorts, reason: arbitraryOneOf(AbsenceReason) }), personal: none },
  Rated: {
    data: arbitraryRecord({ cohort: names.cohorts, material: star, method: star, instructor: star, facilities: star, relevance: star }),
    personal: arbitraryRecord({ comment: optional(text) }),
  },
  Mentored: {
    data: arbitraryRecord({
      pair: arbitraryCode,
      mentor: names.careers,
      minutes: fc.integer({ min: 1, max: 300 }),
      session: fc.integer({ min: 1, max: 9 }),
    }),
    personal: arbitraryRecord({ topic: optional(text), followUp: optional(text) }),
  },
  Appraised: { data: appraisal(names.careers), personal: optional(arbitraryRecord({ appraiserName: optional(text) })) },
  CompetenceAssessed: {
    data: arbitraryRecord({
      competence: arbitraryOneOf(Competence),
      score: optional(score),
      level: optional(fc.integer({ min: 1, max: 5 })),
    }),
    personal: arbitraryRecord({ assessor: optional(text) }),
  },
  Promoted: {
    data: arbitraryRecord({ grade: arbitraryOneOf(Grade), kind: optional(arbitraryOneOf(PromotionKind)), decree }),
    personal: none,
  },
  Positioned: {
    data: arbitraryRecord({
      positionId: names.positions,
      positionName: text,
      level: arbitraryOneOf(Level),
      unitId: names.units,
      assignment: arbitraryOneOf(Assignment),
      decree,
      family: mostly('lain', PositionFamily),
    }),
    personal: none,
  },
  Sanctioned: {
    data: arbitraryRecord({ severity: arbitraryOneOf(Severity), decree, endsOn: optional(arbitraryLocalDate) }),
    personal: none,
  },
  Nominated: {
    data: arbitraryRecord({
      unitId: names.units,
      positionId: names.positions,
      readiness: arbitraryOneOf(Readiness),
      status: arbitraryOneOf(NominationStatus),
      basis: optional(text),
    }),
    personal: none,
  },
  StudyTimeAnswered: {
    data: arbitraryRecord({
      cohort: names.cohorts,
      answeredOn: arbitraryLocalDate,
      approved: fc.boolean(),
      reason: optional(arbitraryOneOf(RefusalReason)),
    }),
    personal: none,
  },
  NumberChanged: { data: fc.constant({}), personal: arbitraryRecord({ number: arbitraryEmployeeNumber }) },
  Retired: { data: arbitraryRecord({ kind: arbitraryOneOf(RetirementKind), decree }), personal: none },
  Left: { data: arbitraryRecord({ kind: arbitraryOneOf(LeavingKind), decree }), personal: none },
  PersonErased: { data: fc.constant({}), personal: none },
  Other: {
    data: arbitraryRecord({
      type: fc.constantFrom('kit.Given', 'kit.Lent', 'club.Joined'),
      schema: fc.integer({ min: 1, max: 3 }),
      data: fc.oneof(arbitraryRecord({ count, name: text }), arbitraryRecord({ cohort: names.cohorts, count })),
    }),
    personal: optional(arbitraryRecord({ note: text })),
  },
  ProgramOffered: {
    data: arbitraryRecord({
      code: names.programs,
      name: text,
      kind: arbitraryOneOf(ProgramKind),
      track: optional(arbitraryOneOf(LeadershipTrack)),
      hours: fc.integer({ min: 1, max: 120 }),
      organiser: optional(text),
      topic: optional(text),
    }),
    personal: none,
  },
  CurriculumChanged: {
    data: arbitraryRecord({ program: names.programs, version: text, findingsFrom: fc.array(names.cohorts, { maxLength: 3 }) }),
    personal: arbitraryRecord({ change: text, because: text, by: optional(text) }),
  },
  BudgetLine: {
    data: arbitraryRecord({
      year,
      program: names.programs,
      kind: arbitraryOneOf(BudgetKind),
      rupiah: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      evidence: optional(text),
    }),
    personal: none,
  },
  CohortScheduled: { data: cohort(names), personal: arbitraryRecord({ location: optional(text), instructor: optional(text) }) },
  SeatTaken: { data: arbitraryRecord({ career: names.careers }), personal: none },
  SeatFreed: { data: arbitraryRecord({ career: names.careers }), personal: none },
  PostDefined: {
    data: arbitraryRecord({
      unitId: names.units,
      positionId: names.positions,
      positionName: text,
      level: arbitraryOneOf(Level),
      needed: count,
      key: fc.boolean(),
      retirementAge: optional(fc.integer({ min: 50, max: 70 })),
      from: optional(arbitraryLocalDate),
      until: fc.option(arbitraryLocalDate, { nil: null, freq: 1 }),
    }),
    personal: none,
  },
  PolicyAdopted: {
    data: fc.oneof(
      arbitraryAdoption,
      arbitraryRecord({ policy: text, version: text, from: optional(arbitraryLocalDate), parameters: none }),
    ),
    personal: none,
  },
  ForumHeld: {
    data: arbitraryRecord({
      code: arbitraryCode,
      topic: text,
      attended: count,
      inputs: count,
      followedUp: count,
      kind: mostly('warga', ForumKind),
    }),
    personal: none,
  },
  InputReceived: { data: arbitraryRecord(input(names)), personal: arbitraryRecord({ text }) },
  InputAnswered: {
    data: arbitraryRecord({ ...input(names), answeredOn: arbitraryLocalDate }),
    personal: arbitraryRecord({ text, answer: text }),
  },
  SurveyTaken: {
    data: arbitraryRecord({
      unitId: names.units,
      respondents: count,
      satisfactionHundredths: fc.integer({ min: 100, max: 500 }),
      kind: mostly('masyarakat', SurveyKind),
    }),
    personal: none,
  },
  Imported: {
    data: arbitraryRecord({
      importId: text,
      events: count,
      files: fc.dictionary(fc.constantFrom('pegawai', 'golongan', 'peserta'), count, { noNullPrototype: true }),
    }),
    personal: none,
  },
})

const whole = <K extends FactType, D, P>(type: K, of: { readonly data: fc.Arbitrary<D>; readonly personal: fc.Arbitrary<P> }) =>
  arbitraryRecord({ type: fc.constant(type), data: of.data, personal: of.personal })

/** An arbitrary of every type of fact. */
export type FactArbitraries = { readonly [K in FactType]: fc.Arbitrary<WholeFact<K>> }

const made = new WeakMap<Names, FactArbitraries>()

/** Arbitraries of whole facts by type, over these names; made once for the same names. */
export const arbitraryFacts = (names: Names): FactArbitraries => {
  const present = made.get(names)
  if (present !== undefined) return present
  const facts = makeFacts(names)
  made.set(names, facts)
  return facts
}

const makeFacts = (names: Names): FactArbitraries => {
  const p = parts(names)
  return {
    Appointed: whole('Appointed', p.Appointed),
    Confirmed: whole('Confirmed', p.Confirmed),
    TransferredIn: whole('TransferredIn', p.TransferredIn),
    Agreement: whole('Agreement', p.Agreement),
    DutyStatus: whole('DutyStatus', p.DutyStatus),
    EducationAttained: whole('EducationAttained', p.EducationAttained),
    ExamPassed: whole('ExamPassed', p.ExamPassed),
    CreditDecided: whole('CreditDecided', p.CreditDecided),
    Enrolled: whole('Enrolled', p.Enrolled),
    Withdrew: whole('Withdrew', p.Withdrew),
    Attended: whole('Attended', p.Attended),
    Absent: whole('Absent', p.Absent),
    Rated: whole('Rated', p.Rated),
    Mentored: whole('Mentored', p.Mentored),
    Appraised: whole('Appraised', p.Appraised),
    CompetenceAssessed: whole('CompetenceAssessed', p.CompetenceAssessed),
    Promoted: whole('Promoted', p.Promoted),
    Positioned: whole('Positioned', p.Positioned),
    Sanctioned: whole('Sanctioned', p.Sanctioned),
    Nominated: whole('Nominated', p.Nominated),
    StudyTimeAnswered: whole('StudyTimeAnswered', p.StudyTimeAnswered),
    NumberChanged: whole('NumberChanged', p.NumberChanged),
    Retired: whole('Retired', p.Retired),
    Left: whole('Left', p.Left),
    PersonErased: whole('PersonErased', p.PersonErased),
    Other: whole('Other', p.Other),
    ProgramOffered: whole('ProgramOffered', p.ProgramOffered),
    CurriculumChanged: whole('CurriculumChanged', p.CurriculumChanged),
    BudgetLine: whole('BudgetLine', p.BudgetLine),
    CohortScheduled: whole('CohortScheduled', p.CohortScheduled),
    SeatTaken: whole('SeatTaken', p.SeatTaken),
    SeatFreed: whole('SeatFreed', p.SeatFreed),
    PostDefined: whole('PostDefined', p.PostDefined),
    PolicyAdopted: whole('PolicyAdopted', p.PolicyAdopted),
    ForumHeld: whole('ForumHeld', p.ForumHeld),
    InputReceived: whole('InputReceived', p.InputReceived),
    InputAnswered: whole('InputAnswered', p.InputAnswered),
    SurveyTaken: whole('SurveyTaken', p.SurveyTaken),
    Imported: whole('Imported', p.Imported),
  }
}

export const FACT_TYPES: ReadonlyArray<FactType> = Object.keys(FACTS).filter(isFactType)
export const CAREER_FACT_TYPES: ReadonlyArray<FactType> = FACT_TYPES.filter((type) => FACTS[type].home === 'career')

/** Any fact of one type. */
export const arbitraryFactOf = (type: FactType, names: Names = ANY_NAMES): fc.Arbitrary<WholeFact> => arbitraryFacts(names)[type]

/** Any fact of any type. */
export const arbitraryFact: fc.Arbitrary<WholeFact> = fc.constantFrom(...FACT_TYPES).chain((type) => arbitraryFactOf(type))
