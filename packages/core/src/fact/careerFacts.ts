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
  Assignment,
  Competence,
  CompetenceLevel,
  Count,
  Education,
  Expectation,
  Grade,
  LeavingKind,
  Level,
  NominationStatus,
  nullable,
  Positive,
  Predicate,
  PromotionKind,
  Readiness,
  RefusalReason,
  RetirementKind,
  Score,
  ServantStatus,
  Severity,
  Sex,
  Star,
  Year,
} from './values.js'

/** A written decision (*Surat Keputusan*, SK): its number and date. */
export const Decree = t.readonly(t.strict({ number: t.string, date: LocalDate }), 'Decree')
export type Decree = t.TypeOf<typeof Decree>

/** Entry into an agency (TMT CPNS, or start of the first agreement). */
export const Appointed = {
  data: t.strict({
    status: ServantStatus,
    sex: Sex,
    education: Education,
    graduationYear: nullable(Year),
    unitId: Code,
    unitName: nullable(t.string),
  }),
  personal: t.strict({
    number: EmployeeNumber,
    name: t.string,
    titleBefore: nullable(t.string),
    titleAfter: nullable(t.string),
    birthDate: LocalDate,
  }),
}
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
/** One session; stands in the mentee's career. `minutes` of 60 a clock hour. */
export const Mentored = {
  data: t.strict({ pair: Code, mentor: CareerId, minutes: Positive }),
  personal: t.strict({ topic: nullable(t.string), followUp: nullable(t.string) }),
}
/** Appraisal of a period. `predicate` is the matrix of PermenPANRB 6/2022; `sourcePredicate` what the source said, if it differed. */
export const Appraised = {
  data: t.strict({
    year: Year,
    periodStart: LocalDate,
    periodEnd: LocalDate,
    result: Expectation,
    behaviour: Expectation,
    predicate: Predicate,
    sourcePredicate: nullable(Predicate),
    appraiser: CareerId,
    appraisedOn: LocalDate,
    acting: t.boolean,
  }),
  personal: null,
}
export const CompetenceAssessed = {
  data: t.strict({ competence: Competence, score: nullable(Score), level: nullable(CompetenceLevel) }),
  personal: t.strict({ assessor: nullable(t.string) }),
}
/** Rank (*kenaikan pangkat*); TMT is the event's effective date. */
export const Promoted = { data: t.strict({ grade: Grade, kind: nullable(PromotionKind), decree: Decree }), personal: null }
export const Positioned = {
  data: t.strict({ positionId: Code, positionName: t.string, level: Level, unitId: Code, assignment: Assignment, decree: Decree }),
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
