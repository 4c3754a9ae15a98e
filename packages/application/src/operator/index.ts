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
export { answerReport } from '../answering/answerReport.js'
export { importIntoDeployment } from '../answering/importIntoDeployment.js'
export { cutOf } from '../answering/knownAt.js'
export { peopleOf } from '../answering/people.js'
export { lagSeconds, rebuildIn, serviceState } from '../answering/serviceState.js'
export { deploymentOver } from '../deployment/deploymentOver.js'
export * as faultOf from '../fault/faultOf.js'
export {
  type DeploymentFiles,
  type DeploymentStores,
  faulty,
  type OpeningError,
  type Records,
  refused,
  type StorePlace,
} from '../stores/DeploymentStores.js'
export type { Instruments } from '../stores/Instruments.js'
export { type OpenOptions, openRecords } from '../stores/openRecords.js'
export { openStores } from '../stores/openStores.js'
