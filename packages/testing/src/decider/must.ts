/** Unpacking results in tests and benches, where a failure is an error of the test. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/**
 * The value of a result; throws its fault as JSON. For the constants of tests too:
 * `must(agencyCode('kota-uji'))`.
 */
export const must = <L, A>(result: E.Either<L, A>): A => {
  if (E.isRight(result)) return result.right
  throw new Error(JSON.stringify(result.left))
}

/** Runs a task; the promise fails where the task does. */
export const mustRun = async <L, A>(task: TaskEither<L, A>): Promise<A> => must(await task())
