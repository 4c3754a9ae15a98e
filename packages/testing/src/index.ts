/** For tests of Jejak and of its users. */

/** For tests of extensions: each holds its facts against the data of every schema it ever stored. */
export { corpusFaults } from '@jejak/core'
export * from './arbitraries/index.js'
export * from './contracts/index.js'
export { VIEW_STORE_CONTRACT, viewStoreContract } from './contracts/viewStore.js'
export { must, mustRun } from './decider/must.js'
export { sampleCareer, sampleCatalogue, sampleDrafts, sampleEmployment, sampleEvents } from './decider/sample.js'
export * from './decider/scenario.js'
export * from './decider/setting.js'
export * from './laws/decider.js'
export * from './laws/monoid.js'
export * from './projection/expected.js'
export * from './projection/growingLog.js'
export * from './projection/testViews.js'
