/** Codecs of what crosses a boundary: commands, facts, events, value lists, parameters of policies. */
export { CommandCodec } from '../decide/commands.js'
export { Account, AccountId, type AccountIdBrand, Identification } from '../event/Account.js'
export { AnnulledData, CorrectedData, DraftMeta, Hash, Meta, Replacement, Source } from '../event/Envelope.js'
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
} from '../event/Ground.js'
export { type EventFault, pathsOf } from '../event/registry.js'
export { PoliciesVerdict, RuleOutcome, Verdict } from '../event/Verdict.js'
export { FactTypeName } from '../fact/Fact.js'
export {
  AbsenceReason,
  AppraisalKind,
  Assignment,
  BudgetKind,
  COMPETENCES,
  Competence,
  CompetenceLevel,
  Count,
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
  nullable,
  PositionFamily,
  Positive,
  PostRetirementAge,
  Predicate,
  ProgramKind,
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
  SurveyKind,
  Whole,
  Year,
} from '../fact/values.js'
export { WholeFactCodec } from '../fact/wholeFact.js'
export { AdoptedVersion } from '../policy/AdoptedVersion.js'
export { exactly, faultsOf, isFalling, setOf, someOf, such, table, Words, whole } from '../policy/codecs.js'
export { Mark, type Parameter, parameter } from '../policy/Parameter.js'
