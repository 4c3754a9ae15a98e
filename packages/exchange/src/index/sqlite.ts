/** Reading rows of node:sqlite as the types their columns have, and making tables whose rows may be lost. */
import type { DatabaseSync } from 'node:sqlite'
import { lackingIn } from '@jejak/eventstore'

export type SqlRow = Readonly<Record<string, unknown>>

export const textOf = (row: SqlRow, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

export const textOrNull = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

export const numberOf = (row: SqlRow, column: string): number => {
  const value = row[column]
  return typeof value === 'number' ? value : 0
}

/** Makes a table; one that lacks columns is thrown away. */
export const makeTable = (db: DatabaseSync, table: string, create: string): void => {
  if (lackingIn(db, create).length === 0) return
  db.exec(`DROP TABLE IF EXISTS ${table}`)
  db.exec(create)
}
