/** Loads the adapter of a server: its driver is an optional peer, installed only where a server is used. */
import * as TE from 'fp-ts/lib/TaskEither.js'

/** The driver of a store is not installed; `reason` names it and says what to do. */
export interface DriverMissing {
  readonly tag: 'DriverMissing'
  readonly reason: string
}

/**
 * @param driver name of the package that the adapter stands on
 * @param load imports the adapter
 */
export const loadAdapter = <A>(driver: string, load: () => Promise<A>): TE.TaskEither<DriverMissing, A> =>
  TE.tryCatch(load, () => ({ tag: 'DriverMissing', reason: `the package ${driver} is missing: add it with npm install ${driver}` }))
