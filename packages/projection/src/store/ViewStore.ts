/**
 * Where read models are kept: five ports by who asks, kept by one store; memory, sqlite
 * and redis pass the same contract.
 *
 * Everything stands in a generation and, within it, in 64 partitions. A store
 * holds texts and sums and knows no rule: what a document says is the engine's.
 *
 * Guarantees, stated as limits: what a call does in one partition is one
 * transaction, and so is the whole call on sqlite; a call on a generation that was
 * dropped answers `GenerationGone` and writes nothing; slots move together, or
 * where there is no transaction over partitions one after the other and never
 * back: the lowest one counts.
 */
import type { BuildingStore } from './BuildingStore.js'
import type { CommittingStore } from './CommittingStore.js'
import type { GenerationStore } from './GenerationStore.js'
import type { MarkingStore } from './MarkingStore.js'
import type { ReadingStore } from './ReadingStore.js'

/** All of it, as an adapter keeps it. */
export interface ViewStore extends GenerationStore, ReadingStore, MarkingStore, CommittingStore, BuildingStore {
  readonly close: () => Promise<void>
}
