/**
 * The contract of a store of read models, port by port: what memory and sqlite, and
 * any other, must do.
 */
import type { ViewStore } from '@jejak/projection'
import { type Case, type Runner, runContract } from './Case.js'
import { BUILDING } from './viewStoreBuilding.js'
import { COMMITTING } from './viewStoreCommitting.js'
import { GENERATIONS } from './viewStoreGenerations.js'
import { MARKING } from './viewStoreMarking.js'
import { READING } from './viewStoreReading.js'

export const VIEW_STORE_CONTRACT: ReadonlyArray<Case<ViewStore>> = [...GENERATIONS, ...BUILDING, ...MARKING, ...COMMITTING, ...READING]

/** Registers the contract with a test runner. */
export const viewStoreContract = (
  name: string,
  open: () => Promise<ViewStore>,
  close: (store: ViewStore) => Promise<void>,
  runner: Runner,
): void => runContract(`${name} keeps the contract of a store of read models`, VIEW_STORE_CONTRACT, open, close, runner)
