/**
 * What stands in a SQLite file besides its rows, against what Jejak makes there. A trigger
 * rewrites rows behind whoever writes them, and a view answers in the place of a table:
 * Jejak makes neither, in no layout of any of its files.
 */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type { Corrupt, Unavailable } from '../port/EventStore.js'
import { connect } from './connect.js'
import { faultOf } from './fault.js'

/** The columns of each table. */
type Tables = ReadonlyMap<string, ReadonlySet<string>>

/** How much of a name is shown. */
const SHOWN = 60

/** A name that somebody else chose, on one line. */
const shown = (name: unknown): string => JSON.stringify(String(name).slice(0, SHOWN))

/** The triggers and views of a file, in words: none of them is Jejak's. Throws what SQLite throws. */
export const strangersIn = (db: DatabaseSync): ReadonlyArray<string> =>
  db
    .prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') ORDER BY type, name")
    .all()
    .map(({ type, name }) => `${type === 'view' ? 'view' : 'trigger'} ${shown(name)}`)

const columnsOf = (db: DatabaseSync, table: string): ReadonlySet<string> =>
  new Set(
    db
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => String(name)),
  )

const tablesMadeBy = (create: string): Tables => {
  const db = new DatabaseSync(':memory:')
  try {
    db.exec(create)
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all()
    return new Map(names.map(({ name }) => [String(name), columnsOf(db, String(name))]))
  } finally {
    db.close()
  }
}

/** What statements make, asked of SQLite once: they are few and never change. */
const made = new Map<string, Tables>()

const tablesOf = (create: string): Tables => {
  const known = made.get(create)
  if (known !== undefined) return known
  const tables = tablesMadeBy(create)
  made.set(create, tables)
  return tables
}

/**
 * The tables, and the columns of tables, that a file lacks of those which `create` makes, in words.
 * Throws what SQLite throws.
 */
export const lackingIn = (db: DatabaseSync, create: string): ReadonlyArray<string> =>
  [...tablesOf(create)].flatMap(([table, columns]) => {
    const present = columnsOf(db, table)
    if (present.size === 0) return [`table ${table}`]
    return [...columns].filter((column) => !present.has(column)).map((column) => `column ${column} of table ${table}`)
  })

/** The triggers and views of the file at a path, in words; none where there is no such file. Changes nothing. */
export const strangersAt = (path: string): E.Either<Unavailable | Corrupt, ReadonlyArray<string>> =>
  existsSync(path)
    ? E.tryCatch(() => {
        const { db } = connect(path, 5000)
        try {
          db.exec('PRAGMA query_only=ON')
          return strangersIn(db)
        } finally {
          db.close()
        }
      }, faultOf(path))
    : E.right([])

/** How many are named in a message. */
const NAMED = 5

export const listed = (all: ReadonlyArray<string>): string =>
  pipe(
    all,
    RA.takeLeft(NAMED),
    (first) => (all.length > first.length ? [...first, `${all.length - first.length} more`] : first),
    (texts) => texts.join(', '),
  )
