/** The tables of `views.db`. All rows carry their generation; everything in the file can be made again from the log. */
import type { DatabaseSync } from 'node:sqlite'
import { connectSqlite, makePrivate, type SqliteConnection } from '@jejak/eventstore'

/** Raised when the tables change. An older file is emptied and made again, a newer one refused. */
export const LAYOUT = 4

/** What makes the tables of a file. */
export const TABLES = `
CREATE TABLE log(name TEXT NOT NULL);
CREATE TABLE generation(
  number INTEGER PRIMARY KEY AUTOINCREMENT, definitions TEXT NOT NULL, day TEXT NOT NULL, up_to INTEGER NOT NULL, reached INTEGER NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL, beat INTEGER NOT NULL, built_at TEXT NOT NULL
);
CREATE TABLE slot(
  generation INTEGER NOT NULL, partition INTEGER NOT NULL, checkpoint INTEGER NOT NULL, catalogue INTEGER NOT NULL, epoch INTEGER NOT NULL,
  PRIMARY KEY (generation, partition)
) WITHOUT ROWID;
CREATE TABLE part(
  generation INTEGER NOT NULL, partition INTEGER NOT NULL, events INTEGER NOT NULL, documents INTEGER NOT NULL, digest TEXT,
  PRIMARY KEY (generation, partition)
) WITHOUT ROWID;
CREATE TABLE parked(
  generation INTEGER NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (generation, stream)
) WITHOUT ROWID;
CREATE TABLE mark(
  generation INTEGER NOT NULL, partition INTEGER NOT NULL, career TEXT NOT NULL,
  revision INTEGER NOT NULL, catalogue INTEGER NOT NULL, first INTEGER NOT NULL,
  PRIMARY KEY (generation, partition, career)
) WITHOUT ROWID;
CREATE TABLE document(
  id INTEGER PRIMARY KEY, generation INTEGER NOT NULL, partition INTEGER NOT NULL, career TEXT NOT NULL,
  revision INTEGER NOT NULL, catalogue INTEGER NOT NULL, tail TEXT NOT NULL, measures TEXT NOT NULL
);
CREATE UNIQUE INDEX document_by_career ON document(generation, partition, career);
CREATE TABLE snapshot(document INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE naming(
  generation INTEGER NOT NULL, partition INTEGER NOT NULL, name TEXT NOT NULL, document INTEGER NOT NULL,
  PRIMARY KEY (generation, partition, name, document)
) WITHOUT ROWID;
CREATE TABLE reference(
  generation INTEGER NOT NULL, position INTEGER NOT NULL, agency TEXT NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (generation, position)
) WITHOUT ROWID;
CREATE TABLE sum(
  generation INTEGER NOT NULL, view INTEGER NOT NULL, agency TEXT NOT NULL, partition INTEGER NOT NULL, key TEXT NOT NULL, vector TEXT NOT NULL,
  PRIMARY KEY (generation, view, agency, partition, key)
) WITHOUT ROWID;
CREATE TABLE person_row(
  generation INTEGER NOT NULL, view INTEGER NOT NULL, agency TEXT NOT NULL, partition INTEGER NOT NULL, career TEXT NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY (generation, view, agency, partition, career)
) WITHOUT ROWID;
`

/** The tables by name, for emptying an older layout and for dropping a generation. */
export const GENERATION_TABLES = ['mark', 'slot', 'part', 'parked', 'naming', 'reference', 'sum', 'person_row'] as const
const ALL = [
  'log',
  'generation',
  'slot',
  'part',
  'parked',
  'mark',
  'document',
  'snapshot',
  'naming',
  'reference',
  'sum',
  'person_row',
] as const

export const versionOf = (db: DatabaseSync): number => {
  const row = db.prepare('PRAGMA user_version').get()
  const version = row?.['user_version']
  return typeof version === 'number' ? version : 0
}

/**
 * Opens the file as every connection of this package does. Throws what SQLite throws.
 * Checkpoints run inside a commit and hold up whoever follows: small and often, so
 * that no reader waits long.
 */
export const connect = (path: string): SqliteConnection => {
  makePrivate(path)
  const connection = connectSqlite(path, 0)
  connection.db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY')
  return connection
}

/** Columns by which the tables of any layout are told from those of other programs. */
const KNOWN_BY = {
  generation: ['number', 'definitions', 'day', 'state', 'beat', 'built_at'],
  document: ['generation', 'partition', 'career', 'revision', 'catalogue'],
  mark: ['generation', 'partition', 'career', 'first'],
} as const

/** Whether a file may be written: it is empty, or was made here, in whatever layout. Writes nothing. */
export const isOwn = (db: DatabaseSync): boolean => {
  if (db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) return true
  return Object.entries(KNOWN_BY).every(([table, columns]) => {
    const present = new Set(
      db
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map(({ name }) => name),
    )
    return columns.every((column) => present.has(column))
  })
}

/** Makes the tables of a new file; empties a file of an older layout. Call inside a writing transaction, on a file that is its own. */
export const lay = (db: DatabaseSync): true => {
  // Another process may have been first.
  if (versionOf(db) >= LAYOUT) return true
  for (const table of ALL) db.exec(`DROP TABLE IF EXISTS ${table}`)
  db.exec(TABLES)
  db.exec(`PRAGMA user_version = ${LAYOUT}`)
  return true
}
