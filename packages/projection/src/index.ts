/**
 * How read models are made. Rooms, each entering those after it and none before:
 *
 * - `live`: following the log, the next day, parked streams
 * - `rebuild`: new read models beside those in use; what a recount finds
 * - `marking`: what the log brought is marked and drained; whose log it is
 * - `generation`: a generation as a process sees it, and how a call comes to the live one
 * - `document`: what is kept of a career
 * - `store`: the ports of a store of read models, and its adapters
 *
 * `read` (figures, waits, health) enters generation, document and store alone.
 */

export type { BuildThreads, ThreadPart } from './generation/BuildThreads.js'
export { definitionsOf } from './generation/definitions.js'
export type { EngineError } from './generation/EngineError.js'
export type { Options as ReadModelsOptions, Progress } from './generation/Options.js'
export type { Change, Following } from './live/Following.js'
export type { Retried, Upkeep } from './live/Upkeep.js'
export type { Dispatching, DrainPartition, Marked, PartitionDrained } from './marking/Dispatching.js'
export { openReadModels } from './openReadModels.js'
export type { ReadModels } from './ReadModels.js'
export type { AsKnownAt, Figures, Health, Snapshot, Waited } from './read/Figures.js'
export type { Difference, DifferenceCode, Differences, Recounted } from './rebuild/Differences.js'
export type {
  BegunRebuild,
  FinishedRebuild,
  PartBuilt,
  RebuildGone,
  Rebuilding,
  RebuildingInParts,
  RebuildOptions,
  RebuildPlan,
  Rebuilt,
  RolledBack,
} from './rebuild/Rebuilding.js'
export { isDead } from './rebuild/sweep.js'
export type { BuildingStore, BuiltPart, Contents, Named, Part } from './store/BuildingStore.js'
export type { Advanced, Commit, Committed, CommittingStore, Delta, RowChange } from './store/CommittingStore.js'
export type { GenerationGone, ViewsError, ViewsUnavailable, ViewsUnusableCode } from './store/faults.js'
export type { Generation, GenerationStore, Reached } from './store/GenerationStore.js'
export type { Dirty, Mark, Marking, MarkingStore, Renaming } from './store/MarkingStore.js'
export { memoryViewStore } from './store/memory/memoryViewStore.js'
export type {
  Parked,
  ReadingStore,
  ReferenceEntry,
  References,
  StandingRows,
  StandingSums,
  Status,
  StoredDocument,
} from './store/ReadingStore.js'
export { PEOPLE, positionOf } from './store/ReadingStore.js'
export { openSqliteViewStore } from './store/sqlite/openSqliteViewStore.js'
export type { ViewStore } from './store/ViewStore.js'
