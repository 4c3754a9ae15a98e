/** How a call comes to `views.db`: patiently, in one transaction, on a generation that is there. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { GenerationGone, ViewsError, ViewsUnavailable } from '../faults.js'
import type { Checkpointer } from './Checkpointer.js'
import { attempt as patiently } from './gateway.js'
import type { Statements } from './Statements.js'

/** Nothing of a generation is asked for here, so it cannot be gone. */
export const withoutGone = <A>(result: E.Either<ViewsUnavailable | GenerationGone, A>): E.Either<ViewsUnavailable, A> =>
  E.isRight(result)
    ? result
    : result.left.tag === 'ViewsUnavailable'
      ? E.left(result.left)
      : E.left({ tag: 'ViewsUnavailable', reason: 'A generation of read models vanished. Run the command again.' })

export interface OpenedFile {
  readonly path: string
  readonly sql: Statements
  readonly checkpointer: Checkpointer
  readonly isStale: () => boolean
  readonly patienceMs: number
}

export interface SqlAccess {
  readonly sql: Statements
  /** Work that asks for no generation. */
  readonly plain: <A>(work: () => A) => TaskEither<ViewsUnavailable, A>
  readonly read: <A>(generation: number, work: () => A) => TaskEither<ViewsError, A>
  readonly write: <A>(generation: number, work: () => A) => TaskEither<ViewsError, A>
  /** A write as they come one after the other while the log is followed. */
  readonly small: <A>(generation: number, work: () => A) => TaskEither<ViewsError, A>
}

const STALE: ViewsUnavailable = {
  tag: 'ViewsUnavailable',
  reason: 'The read models (views.db) were written while they were read without locks: run the command again.',
}

export const accessTo = ({ path, sql, checkpointer, isStale, patienceMs }: OpenedFile): SqlAccess => {
  const attempt =
    <A>(work: () => A): TaskEither<ViewsError, A> =>
    async () => {
      const done = await patiently(work, path, patienceMs)()
      return isStale() ? E.left(STALE) : done
    }
  const read = <A>(generation: number, work: () => A): TaskEither<ViewsError, A> =>
    attempt(() =>
      sql.look(() => {
        sql.demand(generation)
        return work()
      }),
    )
  const write = <A>(generation: number, work: () => A): TaskEither<ViewsError, A> =>
    attempt(() =>
      sql.write(() => {
        sql.demand(generation)
        return work()
      }),
    )
  const small =
    <A>(generation: number, work: () => A): TaskEither<ViewsError, A> =>
    async () => {
      const done = await write(generation, work)()
      checkpointer.committed()
      return done
    }
  const plain =
    <A>(work: () => A): TaskEither<ViewsUnavailable, A> =>
    async () =>
      withoutGone(await attempt(work)())
  return { sql, plain, read, write, small }
}
