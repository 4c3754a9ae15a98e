/** Codecs of what crosses a boundary: commands, facts, events, value lists, parameters of policies. */
export { CommandCodec } from '../decide/commands.js'
export { AnnulledData, CorrectedData, DraftMeta, Hash, Meta, Replacement, Source } from '../event/Envelope.js'
export {
  Actor,
  type ActorBrand,
  actor,
  type DecisionGround,
  FromImport,
  Ground,
  Noted,
  RuleOutcome,
  Taken,
  Verdict,
} from '../event/Ground.js'
export { type EventFault, pathsOf } from '../event/registry.js'
export { FactTypeName } from '../fact/Fact.js'
export {
  AbsenceReason,
  Assignment,
  BudgetKind,
  COMPETENCES,
  Competence,
  CompetenceLevel,
  Count,
  Education,
  Expectation,
  GRADES,
  Grade,
  LEVELS,
  LeadershipTrack,
  LeavingKind,
  Level,
  NominationStatus,
  namesOf,
  nullable,
  Positive,
  Predicate,
  ProgramKind,
  PromotionKind,
  Readiness,
  RefusalReason,
  RetirementKind,
  Score,
  ServantStatus,
  Severity,
  Sex,
  Star,
  Whole,
  Year,
} from '../fact/values.js'
export { WholeFactCodec } from '../fact/wholeFact.js'
export { AdoptedVersion } from '../policy/AdoptedVersion.js'
export { exactly, faultsOf, isFalling, setOf, someOf, such, table, Words, whole } from '../policy/codecs.js'
export { Mark, type Parameter, parameter } from '../policy/Parameter.js'
