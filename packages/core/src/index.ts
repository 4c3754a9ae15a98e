/** What a career is. Pure: no clock, no randomness, no input or output. */
import * as Catalogue from './catalogue/Catalogue.js'
import * as History from './history/index.js'

export { agreementEndOn } from './career/agreement.js'
export { excusedOn } from './career/duty.js'
export { asOf, type Employment, type Held, type ListName } from './career/Employment.js'
export { compareEducation, type Educated, educationIndex, educationOn } from './career/education.js'
export { type CatalogueMissing, employmentIn, employments, readEmployments } from './career/employments.js'
export { gradeIndex, nextGrade } from './career/grade.js'
export { type CareerHistory, type Individual, individuals, individualsIn, type UnderNumber } from './career/individuals.js'
export { nominationsOn } from './career/nominations.js'
export { type EmploymentOn, on } from './career/on.js'
export { lastPositionOn, levelOn, levelSince, positionOn } from './career/position.js'
export { ratingsThatHold } from './career/ratings.js'
export {
  careerBegan,
  type DatedFact,
  firstStart,
  inServiceOn,
  lastExit,
  latestStartOn,
  type Service,
  type Spell,
  spells,
} from './career/service.js'
export { appointmentOn, rankOn, STANDING_TYPES, type Standing, standingOn } from './career/standing.js'
export { isPermanent, statusOn } from './career/status.js'
export {
  annualAppraisal,
  annualPredicate,
  type CreditedSession,
  creditedSessions,
  sanctionsServed,
  servingDiscipline,
  trainingHours,
} from './career/year.js'
export { Instant, type InstantBrand, instant, instantOfMillis, JAKARTA_OFFSET_MINUTES, localDateAt, toMillis } from './date/Instant.js'
export {
  addDays,
  addMonths,
  addYears,
  completedYears,
  daysBetween,
  daysInMonth,
  earlier,
  firstDayOfMonth,
  firstDayOfNextMonth,
  firstDayOfYear,
  LocalDate,
  type LocalDateBrand,
  lastDayOfYear,
  later,
  localDate,
  localDateOf,
  monthOf,
  ofEpochDay,
  toEpochDay,
  yearMonthOf,
  yearOf,
} from './date/LocalDate.js'
export type { Context, Decision, OtherCareer, State } from './decide/Context.js'
export { COMMAND_TYPES, type Command, CommandCodec, type CommandType, decide } from './decide/commands.js'
export { type ContextFault, type ContextParts, makeContext } from './decide/makeContext.js'
export { REJECTIONS, type Rejection, type RejectionCode } from './decide/Rejection.js'
export { Account, AccountId, type AccountIdBrand, Identification } from './event/Account.js'
export { readDeploymentEvent } from './event/DeploymentEvent.js'
export { DAMAGED_EVENT } from './event/damagedEvent.js'
export {
  AnnulledData,
  type AnnulledDraft,
  CorrectedData,
  type CorrectedDraft,
  type EventDraft,
  type EventType,
  type FoldEvent,
  type RecordedEvent,
  type SealedDraft,
  Source,
} from './event/Envelope.js'
export { formNeeded, formOf, isKnownForm, PRESENT_FORM } from './event/form.js'
export {
  Actor,
  type ActorBrand,
  actor,
  type DecisionGround,
  FromImport,
  Ground,
  Noted,
  Overridden,
  Taken,
} from './event/Ground.js'
export { type EnvelopeFault, type EnvelopeRead, liftEnvelope, readEnvelope } from './event/readEnvelope.js'
export { type Encoded, type EventFault, encode, readFact, type ToSeal, toEntry } from './event/registry.js'
export {
  PoliciesVerdict,
  RuleOutcome,
  type RulesOfPolicy,
  readVerdict,
  type UnknownRules,
  Verdict,
  type VerdictRead,
  writeVerdict,
} from './event/Verdict.js'
export { corpusFaults, defineFact, type ExtensionFact, type FactParts, factFaults, type HeldFact } from './extension/defineFact.js'
export { definePolicy, type ExtensionPolicy, type PolicyParts, policyFaults } from './extension/definePolicy.js'
export {
  defineRule,
  type EligibilityRuleParts,
  type ExtensionEligibilityRule,
  type ExtensionRule,
  type ExtensionServiceRule,
  type OwnFactInService,
  ruleFaults,
  type ServiceRuleParts,
  withOwnRules,
} from './extension/defineRule.js'
export { isExtensionName, nameFaults, type OwnName } from './extension/names.js'
export { complete, type DataAsSaid, withoutDefaults } from './fact/defaults.js'
export { typeShown } from './fact/ExtensionType.js'
export {
  type DataOf,
  type Dating,
  type DecisionType,
  FACT_TYPES,
  FACTS,
  type Fact,
  type FactType,
  FactTypeName,
  isDecision,
  isFactType,
  type PersonalOf,
  type WholeFact,
} from './fact/Fact.js'
export {
  AbsenceReason,
  AppraisalKind,
  Assignment,
  BudgetKind,
  COMPETENCES,
  Competence,
  DutyKind,
  Education,
  ExamLevel,
  Expectation,
  ForumKind,
  GRADES,
  Grade,
  LEVELS,
  LeadershipTrack,
  LeavingKind,
  Level,
  NominationStatus,
  namesOf,
  PositionFamily,
  Predicate,
  ProgramKind,
  PromotionKind,
  Readiness,
  RefusalReason,
  RetirementKind,
  ServantStatus,
  Severity,
  Sex,
  SurveyKind,
} from './fact/values.js'
export {
  EmployeeNumber,
  type EmployeeNumberBrand,
  type EmployeeNumberFault,
  employeeNumber,
  type MalformedNumber,
  numberKindOf,
} from './identity/EmployeeNumber.js'
export {
  AgencyCode,
  type AgencyCodeBrand,
  agencyCode,
  CareerId,
  type CareerIdBrand,
  Code,
  type CodeBrand,
  careerId,
  code,
  EventId,
  type EventIdBrand,
  eventId,
  LogPosition,
  type LogPositionBrand,
  logPosition,
  STREAM_KINDS,
  type StreamKind,
  StreamName,
  type StreamNameBrand,
  streamName,
} from './identity/ids.js'
export { agencyStream, careerOf, careerStream, isOfDeployment, kindOf, LOG_START, PARTITIONS, partitionOf } from './identity/streams.js'
export { LAW } from './law/law.js'
export { COMPETENCE_STANDARD, type CompetenceStandardParameters } from './policy/competenceStandard.js'
export { CREDIT_POINTS, type CreditPointsParameters, type FunctionalLevel, isFunctional } from './policy/creditPoints.js'
export { type Adopted, type Adoption, type InForce, inForce, parametersOf, policyInForce, policyOn } from './policy/inForce.js'
export { IP_ASN, type IpAsnParameters, ipAsnClass } from './policy/ipAsn.js'
export { type Lift, liftedParameters, liftFrom } from './policy/lifts.js'
export { hoursOfSession, MENTORING, type MentoringParameters } from './policy/mentoring.js'
export {
  asAdopted,
  draftNationalDefaults,
  missingDefaults,
  type NationalDefault,
  nationalAdoptions,
  nationalDefaults,
} from './policy/nationalDefaults.js'
export { AS_BEFORE, asBefore, Mark, NATIONAL, type Parameter, type Policy, type PolicyVersion } from './policy/Parameter.js'
export { type PolicyFile, readPolicyFile } from './policy/PolicyFile.js'
export { PERFORMANCE_PREDICATE, type PredicateParameters, predicateOf } from './policy/performancePredicate.js'
export {
  currentVersion,
  isPolicyName,
  type ParametersOf,
  POLICIES,
  POLICY_NAMES,
  type PolicyName,
  shippedParameters,
  shippedVersions,
  wholeParameters,
} from './policy/policies.js'
export { type AnyPolicy, CORE_POLICIES, type Policies, parametersIn, policiesWith, shippedIn, wholeIn } from './policy/policiesWith.js'
export {
  isPromotionPeriod,
  RANK_PROMOTION,
  RANK_PROMOTION_KINDS,
  type RankPromotionKind,
  type RankPromotionParameters,
  rankPromotionKind,
} from './policy/rankPromotion.js'
export {
  pensionFrom,
  pensionOn,
  RETIREMENT_AGE,
  type RetirementAgeParameters,
  type RetirementBasis,
  retirementAgeOf,
} from './policy/retirementAge.js'
export { RULE_LISTS, type RuleLists } from './policy/ruleLists.js'
export { SMALL_COUNTS, type SmallCountsParameters } from './policy/smallCounts.js'
export { potentialOf, TALENT_GRID, type TalentGridParameters, talentBox } from './policy/talentGrid.js'
export { TRAINING_HOURS, type TrainingHoursParameters } from './policy/trainingHours.js'
export { DISCIPLINE, type DisciplineFacts } from './rules/eligibility/discipline.js'
export { mayFollow, NOMINATION_RULES, type NominationFacts } from './rules/eligibility/nomination.js'
export type { RankedFacts, RankFacts } from './rules/eligibility/RankFacts.js'
export { RANK_PROMOTION_RULES, type RankEligibility, type RankPromotionCode, rankEligibility } from './rules/eligibility/rankPromotion.js'
export { isInPool, TALENT_POOL_RULES, type TalentPoolFacts } from './rules/eligibility/talentPool.js'
export {
  applyRules,
  askedOf,
  type Breach,
  type Finding,
  type Judged,
  judgeAll,
  met,
  metOnlyFrom,
  metUnless,
  notMet,
  type Rule,
  type RuleMeaning,
  type RuleText,
  unknown,
} from './rules/Rule.js'
export { APPRAISED_EARLY, PERIOD_OUTSIDE_YEAR, PREDICATE_DIFFERS, SELF_APPRAISAL } from './rules/service/appraisal.js'
export { HOURS_ABOVE_PROGRAM, NOT_ATTENDED } from './rules/service/cohort.js'
export { AGE_AT_ENTRY, BIRTHDATE_DIFFERS, ENTRY_AGES, NUMBER_OF_OTHER_KIND, SEX_DIFFERS } from './rules/service/identity.js'
export { SELF_MENTORING, SENIORITY_OF_MENTOR } from './rules/service/mentoring.js'
export { NOT_FOR_PNS, NOT_FOR_PPPK, RANK_NOT_RISING, TMT_NOT_FIRST } from './rules/service/rank.js'
export type { ServiceCode } from './rules/service/rulesOfFacts.js'
export { AFTER_EXIT, BEFORE_APPOINTMENT, type HeldTo, heldTo } from './rules/service/service.js'
export { ENDS_BEFORE_START } from './rules/service/span.js'
export {
  overfilled,
  type PostHeld,
  postsHeld,
  type Surroundings,
  servicesIn,
  type Unfit,
  unfitIn,
  unfitInCareers,
} from './rules/service/unfit.js'
export { type Eligibility, type EligibilityVerdict, eligibility, verdictOf } from './rules/Verdict.js'
export { escapeControls } from './text/controls.js'
export { guardCell, unguardCell } from './text/sheet.js'
export type { Malformed } from './value/Malformed.js'
export { Catalogue, History }
