/** For tests of Jejak and of its users. */

export * from './arbitraries/index.js'
export * from './contracts/index.js'
export { VIEW_STORE_CONTRACT, viewStoreContract } from './contracts/viewStore.js'
export * from './decider/scenario.js'
export * from './decider/setting.js'
export * from './laws/decider.js'
export * from './laws/monoid.js'
export * from './projection/expected.js'
export * from './projection/growingLog.js'
export * from './projection/testViews.js'
export {
  SIMULATED_AGENCY_NAME,
  SIMULATED_LAST_YEAR,
  type SimulateError,
  type SimulateOptions,
  type SimulateProgress,
  type SimulateSummary,
  simulateAgency,
} from './simulate/simulateAgency.js'
