/** How read models are made. */

export type { Difference, DifferenceCode, Differences } from './engine/Differences.js'
export { definitionsOf } from './engine/definitions.js'
export type { BuildThreads, Options as ReadModelsOptions, PartBeside } from './engine/Live.js'
export { openReadModels } from './engine/openReadModels.js'
export * from './engine/ReadModels.js'
export { isDead } from './engine/sweep.js'
export { memoryViewStore } from './store/memory/memoryViewStore.js'
export { openSqliteViewStore } from './store/sqlite/openSqliteViewStore.js'
export * from './store/ViewStore.js'
