/**
 * The projection engine by who asks: readers of figures, processes that keep them
 * current, workers that share the partitions, rebuilds, operators. Whoever takes read
 * models names the one it needs. One implementation over any store; any number of
 * processes may use one store at once.
 */
import type { Following } from './live/Following.js'
import type { Upkeep } from './live/Upkeep.js'
import type { Dispatching } from './marking/Dispatching.js'
import type { Figures } from './read/Figures.js'
import type { Rebuilding, RebuildingInParts } from './rebuild/Rebuilding.js'

/** All of it, as `openReadModels` returns it. */
export interface ReadModels extends Figures, Following, Dispatching, Rebuilding, RebuildingInParts, Upkeep {
  readonly close: () => Promise<void>
}
