/**
 * Stores and engine of a deployment, for processes that keep it running and for those that
 * measure or test it. Whoever asks or records uses `@jejak/application`, which needs none of it.
 */

export type {
  BegunRebuild,
  Dispatching,
  EngineError,
  Figures,
  GenerationStore,
  Progress,
  RebuildingInParts,
  RebuildOptions,
  Rebuilt,
} from '@jejak/projection'
export { deploymentOver } from '../deployment/deploymentOver.js'
export * as faultOf from '../fault/faultOf.js'
export { faulty, type Home, type HomeError, type HomeFiles, type Records, refused, type StorePlace } from '../home/Home.js'
export type { Instruments } from '../home/Instruments.js'
export { openHome } from '../home/openHome.js'
export { type OpenOptions, openRecords } from '../home/openRecords.js'
export { answerReport } from '../house/answerReport.js'
export { importIntoHome } from '../house/importIntoHome.js'
export { cutOf } from '../house/knownAt.js'
export { peopleOf } from '../house/people.js'
export { lagSeconds, rebuildIn, serviceState } from '../house/serviceState.js'
