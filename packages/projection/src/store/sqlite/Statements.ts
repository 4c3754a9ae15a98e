/** A connection with its prepared statements: each SQL text is prepared once, reads give arrays. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { unsafeBrand } from '../../unsafe.js'
import { Gone } from './gateway.js'

export class Statements {
  readonly db: DatabaseSync
  readonly #prepared = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.db = db
  }

  prepare(sql: string): StatementSync {
    let statement = this.#prepared.get(sql)
    if (statement === undefined) {
      statement = this.db.prepare(sql)
      statement.setReturnArrays(true)
      this.#prepared.set(sql, statement)
    }
    return statement
  }

  /** Rows as tuples; the caller names the columns it selected. */
  all<R extends ReadonlyArray<unknown>>(sql: string, ...values: SQLInputValue[]): ReadonlyArray<R> {
    return unsafeBrand(this.prepare(sql).all(...values))
  }

  one<R extends ReadonlyArray<unknown>>(sql: string, ...values: SQLInputValue[]): R | undefined {
    return unsafeBrand(this.prepare(sql).get(...values))
  }

  /** How many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).changes)
  }

  readonly #transaction = <A>(begin: string, work: () => A): A => {
    this.prepare(begin).run()
    try {
      const result = work()
      this.prepare('COMMIT').run()
      return result
    } catch (error) {
      if (this.db.isTransaction) this.prepare('ROLLBACK').run()
      throw error
    }
  }

  /** One writing transaction, all or nothing. */
  write<A>(work: () => A): A {
    return this.#transaction('BEGIN IMMEDIATE', work)
  }

  /** One look: everything read inside is of one moment. */
  look<A>(work: () => A): A {
    return this.#transaction('BEGIN', work)
  }

  /** Leaves the transaction if a generation is not there. */
  demand(generation: number): void {
    if (this.one("SELECT 1 FROM generation WHERE number = ? AND state <> 'dropped'", generation) === undefined) throw new Gone(generation)
  }
}
