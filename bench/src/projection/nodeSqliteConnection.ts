/** The connection that emmett-sqlite takes, over `node:sqlite`: its own native driver cannot be installed without a compiler or a download. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SQLiteConnection } from '@event-driven-io/emmett-sqlite'
import { unsafeRows } from '../unsafe.js'

/** Statements kept prepared: the program writes its few statements out anew each time. */
const PREPARED = 100
/** The part of a result code that its driver calls `errno`. */
const PRIMARY_CODE = 0xff

/** As its driver binds: a boolean as 0 or 1, other objects as their text. */
const bound = (value: unknown): SQLInputValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value === null
    ? value
    : typeof value === 'boolean'
      ? Number(value)
      : // oxlint-disable-next-line typescript/no-base-to-string -- the driver does so too
        String(value)

const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & PRIMARY_CODE : 0

export const nodeSqliteConnection = (path: string): SQLiteConnection => {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL')
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const present = prepared.get(sql)
    if (present !== undefined) return present
    const made = database.prepare(sql)
    if (prepared.size < PREPARED) prepared.set(sql, made)
    return made
  }
  const run = <A>(work: () => A): Promise<A> => {
    try {
      return Promise.resolve(work())
    } catch (error) {
      return Promise.reject(error instanceof Error ? Object.assign(error, { errno: codeOf(error) }) : error)
    }
  }
  let depth = 0
  return {
    close: () => database.close(),
    command: (sql, values = []) => run(() => statement(sql).run(...values.map(bound))),
    batchCommand: (all) =>
      run(() => {
        for (const sql of all) database.exec(sql)
      }),
    query: (sql, values = []) => run(() => unsafeRows(statement(sql).all(...values.map(bound)))),
    querySingle: (sql, values = []) => run(() => unsafeRows(statement(sql).get(...values.map(bound)) ?? null)),
    withTransaction: async (work) => {
      if (depth++ === 0) database.exec('BEGIN IMMEDIATE')
      try {
        const result = await work()
        if (--depth === 0) database.exec('COMMIT')
        return result
      } catch (error) {
        if (--depth === 0) database.exec('ROLLBACK')
        throw error
      }
    },
  }
}
