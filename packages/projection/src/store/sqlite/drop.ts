/** Taking a generation away. */
import { PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewsUnavailable } from '../faults.js'
import { GENERATION_TABLES } from './layout.js'
import type { Statements } from './Statements.js'

type Plain = <A>(work: () => A) => TE.TaskEither<ViewsUnavailable, A>

/** Clears what is out of sight, a partition at a time, so that no transaction is long; also what an ended process left. */
export const clearDropped = (sql: Statements, plain: Plain): TE.TaskEither<ViewsUnavailable, void> => {
  const dropping = "SELECT number FROM generation WHERE state = 'dropped'"
  const steps: (() => void)[] = []
  for (let partition = 0; partition < PARTITIONS; partition++)
    steps.push(() => {
      const documents = `SELECT id FROM document WHERE generation IN (${dropping}) AND partition = ?`
      sql.run(`DELETE FROM snapshot WHERE document IN (${documents})`, partition)
      sql.run(`DELETE FROM document WHERE generation IN (${dropping}) AND partition = ?`, partition)
      sql.run(`DELETE FROM naming WHERE generation IN (${dropping}) AND partition = ?`, partition)
    })
  for (const table of GENERATION_TABLES) steps.push(() => sql.run(`DELETE FROM ${table} WHERE generation IN (${dropping})`))
  steps.push(() => sql.run("DELETE FROM generation WHERE state = 'dropped' AND number NOT IN (SELECT generation FROM document)"))
  return async () => {
    for (const step of steps) {
      const done = await plain(() => sql.write(step))()
      if (E.isLeft(done)) return done
      await new Promise((resolve) => setImmediate(resolve))
    }
    return E.right(undefined)
  }
}

/** Takes a generation away: out of sight first, then its rows. */
export const drop =
  (sql: Statements, plain: Plain, generation: number): TE.TaskEither<ViewsUnavailable, void> =>
  async () => {
    const hidden = await plain(() => sql.write(() => sql.run("UPDATE generation SET state = 'dropped' WHERE number = ?", generation)))()
    return E.isLeft(hidden) ? hidden : clearDropped(sql, plain)()
  }
