/** A simulated city, in the format offices hand in: the same seed makes the same agency. */

export type { FolderFault, SimulatedFolder } from './SimulatedFolder.js'
export {
  SIMULATED_AGENCY_NAME,
  SIMULATED_LAST_YEAR,
  type SimulateError,
  type SimulateOptions,
  type SimulateProgress,
  type SimulateSummary,
  simulateAgency,
} from './simulateAgency.js'
