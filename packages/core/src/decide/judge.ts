/**
 * What any fact must meet, whether it is said by a command or put in the place of
 * another by a correction. Facts that no command makes yet are judged by service
 * and dates alone.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import { cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { RuleOutcome } from '../event/Verdict.js'
import { FACTS, type Fact, type FactType, type WholeFact } from '../fact/Fact.js'
import { kindOf } from '../identity/streams.js'
import { applyRules, metUnless } from '../rules/Rule.js'
import { rulesOfFact } from '../rules/service/rulesOfFacts.js'
import { type Claim, type Context, claim, type FactRule, type State } from './Context.js'
import { ADOPTED_RULES } from './command/adoptPolicy.js'
import { AGREEMENT_RULES } from './command/agree.js'
import { APPOINTED_RULES } from './command/appoint.js'
import { APPRAISED_RULES, appraisedOn } from './command/appraise.js'
import { EDUCATION_ATTAINED_RULES } from './command/attainEducation.js'
import { DUTY_STATUS_RULES } from './command/changeDuty.js'
import { CONFIRMED_RULES } from './command/confirm.js'
import { CREDIT_DECIDED_RULES } from './command/decideCredit.js'
import { ENROLLED_RULES } from './command/enrol.js'
import { LEFT_RULES } from './command/leave.js'
import { MENTORED_RULES } from './command/mentor.js'
import { EXAM_PASSED_RULES } from './command/passExam.js'
import { POSITIONED_RULES } from './command/position.js'
import { PROMOTED_RULES } from './command/promote.js'
import { RATED_RULES } from './command/rate.js'
import { ABSENT_RULES } from './command/recordAbsence.js'
import { ATTENDED_RULES } from './command/recordAttendance.js'
import { RETIRED_RULES } from './command/retire.js'
import { SANCTIONED_RULES } from './command/sanction.js'
import { TRANSFERRED_IN_RULES } from './command/transferIn.js'
import { WITHDREW_RULES } from './command/withdraw.js'
import type { Rejection } from './Rejection.js'
import { notErased, rule } from './service.js'

const inItsStream = <K extends FactType>(type: K): FactRule<K> =>
  rule('WRONG_STREAM', ({ context }) => metUnless(type === 'PersonErased' || FACTS[type].home !== kindOf(context.stream)))

/** Adoptions bring their date in their data; facts of others are dated as their extension says. */
const MAY_BE_UNDATED: ReadonlySet<FactType> = new Set(['PolicyAdopted', 'Other'])

const dated = <K extends FactType>(type: K): FactRule<K> =>
  rule('DATE_REQUIRED', ({ on }) => metUnless(FACTS[type].dating === 'own' && !MAY_BE_UNDATED.has(type) && on === null))

/** What a fact must meet that a command says; all others meet their rules of service alone. */
const SAID: { readonly [K in FactType]?: ReadonlyArray<FactRule<K>> } = {
  Appointed: APPOINTED_RULES,
  Confirmed: CONFIRMED_RULES,
  TransferredIn: TRANSFERRED_IN_RULES,
  Agreement: AGREEMENT_RULES,
  DutyStatus: DUTY_STATUS_RULES,
  EducationAttained: EDUCATION_ATTAINED_RULES,
  ExamPassed: EXAM_PASSED_RULES,
  CreditDecided: CREDIT_DECIDED_RULES,
  Enrolled: ENROLLED_RULES,
  Withdrew: WITHDREW_RULES,
  Attended: ATTENDED_RULES,
  Absent: ABSENT_RULES,
  Rated: RATED_RULES,
  Mentored: MENTORED_RULES,
  Appraised: APPRAISED_RULES,
  Promoted: PROMOTED_RULES,
  Positioned: POSITIONED_RULES,
  Sanctioned: SANCTIONED_RULES,
  Retired: RETIRED_RULES,
  Left: LEFT_RULES,
  PolicyAdopted: ADOPTED_RULES,
}

const rulesOf = <K extends FactType>(type: K): ReadonlyArray<FactRule<K>> =>
  SAID[type] ?? [...(FACTS[type].home === 'career' ? [notErased<K>()] : []), ...rulesOfFact(type).must]

/** The date a fact bears as an event: some bring it in their data, those of a cohort have none of their own. */
export const ownDate = (fact: Fact | WholeFact, on: LocalDate | null): LocalDate | null => {
  if (fact.type === 'Appraised') return appraisedOn(fact.data)
  if (fact.type === 'PolicyAdopted') return fact.data.from
  return FACTS[fact.type].dating === 'own' ? on : null
}

/** Judges a fact against a state that does not hold it, effective on the given day where it has a date of its own. */
export const judge = (
  context: Context,
  state: State,
  on: LocalDate | null,
  fact: Fact | WholeFact,
): E.Either<NEA.NonEmptyArray<Rejection>, ReadonlyArray<RuleOutcome>> => {
  const { type, data } = fact
  const date = FACTS[type].dating === 'cohort' && 'cohort' in data ? cohortEnd(context.catalogue, data.cohort) : ownDate(fact, on)
  const rules = [inItsStream<FactType>(type), dated<FactType>(type), ...rulesOf<FactType>(type)]
  return applyRules<Rejection['code'], Claim<FactType>>(rules, claim<FactType>(context, state, date, data))
}

type Judged = E.Either<NEA.NonEmptyArray<Rejection>, ReadonlyArray<RuleOutcome>>

/** The outcomes of both answers, or the rejections of both, each code once. */
export const both = (a: Judged, b: Judged): Judged => {
  if (E.isRight(a)) return E.isRight(b) ? E.right([...a.right, ...b.right]) : b
  if (E.isRight(b)) return a
  const codes = new Set(a.left.map(({ code }) => code))
  return E.left(NEA.concat(b.left.filter(({ code }) => !codes.has(code)))(a.left))
}
