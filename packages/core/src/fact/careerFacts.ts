/**
 * What a career event says, type by type. `data` is clear; `personal` is what
 * gets sealed (number, name, birth date, free text). People are named by career
 * id, programs, cohorts and posts by code; nothing is copied from them.
 */
import * as t from 'io-ts'
import { LocalDate } from '../date/LocalDate.js'
import { EmployeeNumber } from '../identity/EmployeeNumber.js'
import { CareerId, Code } from '../identity/ids.js'
import { ExtensionType } from './ExtensionType.js'
import {
  AbsenceReason,
  AppraisalKind,
  Assignment,
  Competence,
  CompetenceLevel,
  Count,
  DutyKind,
  Education,
  ExamLevel,
  Expectation,
  Grade,
  LeavingKind,
  Level,
  NominationStatus,
  nullable,
  PositionFamily,
  Positive,
  Predicate,
  PromotionKind,
  Readiness,
  RefusalReason,
  RetirementKind,
  Score,
  ServantStatus,
  SessionOfDay,
  Severity,
  Sex,
  Star,
  Year,
} from './values.js'

/** A written decision (*Surat Keputusan*, SK): its number and date. */
export const Decree = t.readonly(t.strict({ number: t.string, date: LocalDate }), 'Decree')
export type Decree = t.TypeOf<typeof Decree>

/**
 * Entry into service (TMT CPNS, or start of the first agreement). `earlier`: the career under an
 * earlier number of the same person; its number (`earlierNumber`) is sealed, absent where there is none.
 */
export const Appointed = {
  data: t.strict({
    status: ServantStatus,
    sex: Sex,
    education: Education,
    graduationYear: nullable(Year),
    unitId: Code,
    unitName: nullable(t.string),
    earlier: nullable(CareerId),
  }),
  personal: t.intersection([
    t.strict({
      number: EmployeeNumber,
      name: t.string,
      titleBefore: nullable(t.string),
      titleAfter: nullable(t.string),
      birthDate: LocalDate,
    }),
    t.exact(t.partial({ earlierNumber: EmployeeNumber })),
  ]),
}

/** A candidate becomes a PNS (*pengangkatan*); TMT is the event's effective date. */
export const Confirmed = { data: t.strict({ decree: Decree }), personal: null }

/** Comes into this agency from another, or comes back; `from` names the other agency. */
export const TransferredIn = { data: t.strict({ from: t.string, decree: Decree }), personal: null }

/** Agreement of a PPPK, or its renewal; effective on its first day, `endsOn` is its last day. */
export const Agreement = { data: t.strict({ decree: Decree, endsOn: LocalDate }), personal: null }

/** A status of duty (*kedudukan*) from its effective date on; `endsOn` is the first day after it, `null` while it is open. */
export const DutyStatus = { data: t.strict({ kind: DutyKind, endsOn: nullable(LocalDate), decree: Decree }), personal: null }

/** An education attained; effective on the day from which it counts in service. `diploma`: its number. */
export const EducationAttained = {
  data: t.strict({ level: Education, graduationYear: Year, diploma: nullable(t.string) }),
  personal: null,
}

/** A service exam (*ujian dinas*) that was passed on the effective date; `number` of its certificate. */
export const ExamPassed = { data: t.strict({ level: ExamLevel, number: t.string }), personal: null }

/**
 * Credit towards the next rank as a decision (*PAK*) counts it up to and with the effective date,
 * in thousandths of a point; `number` of the decision.
 */
export const CreditDecided = { data: t.strict({ thousandths: Count, number: t.string }), personal: null }
/** A seat in a cohort, taken by command; imports do not make it. */
export const Enrolled = { data: t.strict({ cohort: Code }), personal: null }
export const Withdrew = { data: t.strict({ cohort: Code, reason: AbsenceReason }), personal: null }
/** Took part. `hours` in JP (lesson hours of 45 minutes); test scores 0 to 100. */
export const Attended = {
  data: t.strict({ cohort: Code, hours: Count, preScore: nullable(Score), postScore: nullable(Score), certificate: nullable(t.string) }),
  personal: null,
}
export const Absent = { data: t.strict({ cohort: Code, reason: AbsenceReason }), personal: null }
/** A participant's rating of a cohort, 1 to 5 each. */
export const Rated = {
  data: t.strict({ cohort: Code, material: Star, method: Star, instructor: Star, facilities: Star, relevance: Star }),
  personal: t.strict({ comment: nullable(t.string) }),
}
/** One session; stands in the mentee's career. `minutes` of 60 a clock hour; `session`: which of the pair on that day. */
export const Mentored = {
  data: t.strict({ pair: Code, mentor: CareerId, minutes: Positive, session: SessionOfDay }),
  personal: t.strict({ topic: nullable(t.string), followUp: nullable(t.string) }),
}
/**
 * Appraisal of a period. `predicate` is the matrix of PermenPANRB 6/2022; `sourcePredicate` what the source
 * said, if it differed. `appraiser` is `null` where an official without a number appraised, who is then named in
 * the sealed part.
 */
export const Appraised = {
  data: t.strict({
    year: Year,
    periodStart: LocalDate,
    periodEnd: LocalDate,
    result: Expectation,
    behaviour: Expectation,
    predicate: Predicate,
    sourcePredicate: nullable(Predicate),
    appraiser: nullable(CareerId),
    appraisedOn: LocalDate,
    acting: t.boolean,
    kind: AppraisalKind,
  }),
  personal: nullable(t.strict({ appraiserName: nullable(t.string) })),
}
export const CompetenceAssessed = {
  data: t.strict({ competence: Competence, score: nullable(Score), level: nullable(CompetenceLevel) }),
  personal: t.strict({ assessor: nullable(t.string) }),
}
/** Rank (*kenaikan pangkat*); TMT is the event's effective date. */
export const Promoted = { data: t.strict({ grade: Grade, kind: nullable(PromotionKind), decree: Decree }), personal: null }
export const Positioned = {
  data: t.strict({
    positionId: Code,
    positionName: t.string,
    level: Level,
    unitId: Code,
    assignment: Assignment,
    decree: Decree,
    family: PositionFamily,
  }),
  personal: null,
}
/** Sanction (*hukuman disiplin*, PP 94/2021); the effective date is its start, `endsOn` the day it no longer serves. */
export const Sanctioned = { data: t.strict({ severity: Severity, decree: Decree, endsOn: nullable(LocalDate) }), personal: null }
/** Named as successor for a post. */
export const Nominated = {
  data: t.strict({ unitId: Code, positionId: Code, readiness: Readiness, status: NominationStatus, basis: nullable(t.string) }),
  personal: null,
}
/** A superior's answer to a request for study time; effective on the day of the request. */
export const StudyTimeAnswered = {
  data: t.strict({ cohort: Code, answeredOn: LocalDate, approved: t.boolean, reason: nullable(RefusalReason) }),
  personal: null,
}
/** A number corrected by BKN, or a new one after a change of status; the stream stays. */
export const NumberChanged = { data: t.strict({}), personal: t.strict({ number: EmployeeNumber }) }
export const Retired = { data: t.strict({ kind: RetirementKind, decree: Decree }), personal: null }
export const Left = { data: t.strict({ kind: LeavingKind, decree: Decree }), personal: null }
/**
 * A fact of a type that is not of this program: an extension's, or nobody's. It is stored under
 * its own type and schema, never as `Other`. Where it stores no date of its own, it is dated by
 * the cohort that its data names (`cohort`); where it names none, it always holds.
 */
export const Other = {
  data: t.strict({ type: ExtensionType, schema: Positive, data: t.UnknownRecord }),
  personal: nullable(t.UnknownRecord),
}
/** The person's key was destroyed; only the bare id remains. */
export const PersonErased = { data: t.strict({}), personal: null }
