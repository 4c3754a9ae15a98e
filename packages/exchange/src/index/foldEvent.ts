/**
 * How one event changes the row index. Made of clear data alone; nothing is opened.
 *
 * `held` says what holds for a row key; `state` says, of the facts that hold, what
 * the codes of later rows ask for: who is here since when, who came and left, ranks,
 * cohorts attended, programs, cohorts, posts, forums; `spelling` which codes of units
 * and posts were ever named, and by which row of an import first; `earlier` which appointments name an earlier number. The
 * first two are clustered by stream, since
 * rows are judged stream by stream: digests alone would scatter every batch over the
 * whole file. What rows of all streams refer to is a small table of its own.
 *
 * `widened` is what a fact says in the column by which its key was widened, where it may
 * stand under an earlier key (`EarlierKey`).
 *
 * Ids and digests are stored as bytes, and a stream or an entry only where it is
 * another than the group or the root: an import is bound by the bytes it writes here.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import {
  type AgencyCode,
  AnnulledData,
  CorrectedData,
  careerStream,
  type EventId,
  type Fact,
  isKnownForm,
  type LocalDate,
  readFact,
  Source,
  type StreamName,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type ClearKey, clearKeyOfFact } from '../file/clearKey.js'
import type { EarlierKey } from '../file/FileDef.js'
import { FILES } from '../file/files.js'
import { numberOf, type SqlRow } from './sqlite.js'

/** The part of a recorded event, or of a draft, that the index is made of. */
export interface Foldable {
  readonly stream: StreamName
  readonly id: EventId
  readonly type: string
  readonly schema: number
  readonly data: Readonly<Record<string, unknown>>
  readonly meta: { readonly agency: AgencyCode; readonly effectiveOn?: LocalDate; readonly source?: Source; readonly form?: number }
}

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS held (
    grp TEXT NOT NULL, key BLOB NOT NULL, root BLOB NOT NULL, content BLOB, entry BLOB, stream TEXT, annulled INTEGER NOT NULL,
    origin INTEGER NOT NULL, widened TEXT,
    PRIMARY KEY (grp, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS held_moving ON held (stream, root) WHERE stream IS NOT NULL;
  CREATE TABLE IF NOT EXISTS origin (id INTEGER PRIMARY KEY, agency TEXT NOT NULL, file TEXT NOT NULL, UNIQUE (agency, file));
  CREATE TABLE IF NOT EXISTS state (
    stream TEXT NOT NULL, kind TEXT NOT NULL, root BLOB NOT NULL, agency TEXT NOT NULL, a TEXT, b TEXT,
    PRIMARY KEY (stream, kind, root)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS referable (
    stream TEXT NOT NULL, root BLOB NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL, a TEXT, b TEXT, c TEXT,
    PRIMARY KEY (stream, root)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS earlier (
    stream TEXT NOT NULL, root BLOB NOT NULL, agency TEXT NOT NULL, earlier TEXT NOT NULL, PRIMARY KEY (stream, root)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS earlier_of ON earlier (earlier);
  CREATE TABLE IF NOT EXISTS erased (stream TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS state_entry ON state (agency) WHERE kind = 'entry';
  CREATE TABLE IF NOT EXISTS spelling (
    id INTEGER PRIMARY KEY, agency TEXT NOT NULL, named TEXT NOT NULL, code TEXT NOT NULL,
    import TEXT NOT NULL, file INTEGER NOT NULL, row INTEGER NOT NULL,
    UNIQUE (agency, named, code)
  );
`
export const TABLES = ['held', 'origin', 'state', 'referable', 'earlier', 'erased', 'spelling'] as const

/** Version of the fold and its tables; an index made by another is thrown away. */
export const FOLD_VERSION = 8

/** In the column `annulled`: by a row or a command, and for want of a row in a whole list. */
const ANNULLED = 1
const UNLISTED = 2

/** In the column `origin`: a second key of a fact that is listed under another. */
const ALIAS = 0

/** An id as its 16 bytes. */
const idBytes = (at: string): string => `unhex(${at}, '-')`
/** A digest as its bytes; text that is none stays as it is. */
const digestBytes = (at: string): string => `coalesce(unhex(${at}), ${at})`
const digestText = (column: string): string => `CASE typeof(${column}) WHEN 'blob' THEN lower(hex(${column})) ELSE ${column} END`

/** Asks for all row keys of a group. Ids come as 32 digits. */
export const HELD = `
  SELECT ${digestText('key')} AS key, coalesce(stream, grp) AS stream, lower(hex(root)) AS root, lower(hex(coalesce(entry, root))) AS entry,
    ${digestText('content')} AS content, annulled, widened
  FROM held WHERE grp = ?`

/** Asks for all that holds by the rows of a file, group by group; not for what is known of people who were erased. */
export const HOLDING = `
  SELECT grp, ${digestText('key')} AS key, coalesce(held.stream, grp) AS stream, lower(hex(root)) AS root, widened,
    CASE WHEN annulled = ${UNLISTED} THEN 'gone' WHEN content IS NULL THEN 'here' ELSE 'import' END AS by
  FROM held LEFT JOIN erased ON erased.stream = coalesce(held.stream, grp)
  WHERE origin = (SELECT id FROM origin WHERE agency = ? AND file = ?) AND annulled <> ${ANNULLED} AND erased.stream IS NULL
  ORDER BY grp, held.key`

interface State {
  /** Whether rows of other streams may refer to it. */
  readonly referable?: true
  readonly kind: string
  readonly a: string | null
  readonly b?: string | null
  readonly c?: string | null
}

const stateOf = (fact: Fact, on: LocalDate | null): State | null => {
  switch (fact.type) {
    case 'Appointed':
      return { kind: 'entry', a: on, b: fact.data.status }
    case 'TransferredIn':
      return { kind: 'coming', a: on }
    case 'Retired':
    case 'Left':
      return { kind: 'exit', a: on }
    case 'Promoted':
      return { kind: 'rank', a: on, b: fact.data.grade }
    case 'Attended':
      return { kind: 'attended', a: fact.data.cohort }
    case 'ProgramOffered':
      return { referable: true, kind: 'program', a: fact.data.code, b: String(fact.data.hours) }
    case 'CohortScheduled':
      return { referable: true, kind: 'cohort', a: fact.data.code, b: fact.data.program, c: fact.data.ends }
    case 'PostDefined':
      return { referable: true, kind: 'post', a: fact.data.unitId, b: fact.data.positionId }
    case 'ForumHeld':
      return { referable: true, kind: 'forum', a: fact.data.code, b: on }
    case 'PolicyAdopted':
      return { referable: true, kind: 'policy', a: fact.data.policy }
    default:
      return null
  }
}

/**
 * Under what a row key is looked up besides its digest (which is of agency, file and
 * key): the stream the fact stands in, or, for facts that can move to another
 * career, the digest again.
 */
export const groupOfKey = (moves: boolean, stream: () => StreamName, key: string): string => (moves ? key : stream())

/** The files whose facts can move to another career. */
const MOVING: ReadonlySet<string> = new Set(['mentoring'])

const EARLIER_KEYS: ReadonlyMap<string, EarlierKey> = new Map(
  FILES.flatMap(({ name, earlierKey }) => (earlierKey === undefined ? [] : [[name, earlierKey] as const])),
)
const FIRST_SCHEMA = 1

const PLACES: ReadonlyMap<string, number> = new Map(FILES.map(({ name }, place) => [name, place]))
/** Which file it is, in the order of reading. */
const placeOf = (file: string): number => PLACES.get(file) ?? FILES.length

const widenedBy = (file: string, read: ReturnType<typeof readFact>, on: LocalDate | null, schema: number): string | null =>
  read._tag === 'Left' ? null : (EARLIER_KEYS.get(file)?.saidBy(read.right, on, schema) ?? null)

/** By what a fact that no row said is found; `null` where no row could say it. */
const clearKeyIn = ({ meta }: Foldable, read: ReturnType<typeof readFact>): ClearKey | null =>
  E.isLeft(read) ? null : clearKeyOfFact(read.right, meta.effectiveOn ?? null, meta.agency)

export interface Folder {
  /** To be called in each transaction, before the first event: another process may have made the tables anew since the last. */
  readonly begin: () => void
  readonly fold: (event: Foldable) => void
}

export const folder = (db: DatabaseSync): Folder => {
  const putHeld: StatementSync = db.prepare(
    `INSERT OR REPLACE INTO held (grp, key, root, content, stream, annulled, origin, widened)
     VALUES (?1, ${digestBytes('?2')}, ${idBytes('?3')}, ${digestBytes('?4')}, nullif(?5, ?1), 0, ?6, ?7)`,
  )
  // What a command corrects may come under another key than that of the row it came by.
  const putAlias = db.prepare(
    `INSERT OR IGNORE INTO held (grp, key, root, entry, stream, annulled, origin)
     VALUES (?1, ?2, ${idBytes('?3')}, ${idBytes('?4')}, nullif(?5, ?1), 0, ${ALIAS})`,
  )
  const dropAliases = [
    db.prepare(`DELETE FROM held WHERE grp = ?1 AND root = ${idBytes('?2')} AND origin = ${ALIAS} AND stream IS NULL`),
    db.prepare(`DELETE FROM held WHERE stream = ?1 AND root = ${idBytes('?2')} AND origin = ${ALIAS}`),
  ]
  const putOrigin = db.prepare('INSERT OR IGNORE INTO origin (agency, file) VALUES (?, ?)')
  const getOrigin = db.prepare('SELECT id FROM origin WHERE agency = ? AND file = ?')
  let origins = new Map<string, number>()
  const originOf = (agency: AgencyCode, file: string): number => {
    const name = `${agency} ${file}`
    const present = origins.get(name)
    if (present !== undefined) return present
    putOrigin.run(agency, file)
    const row: SqlRow = getOrigin.get(agency, file) ?? {}
    const id = numberOf(row, 'id')
    origins.set(name, id)
    return id
  }
  // One of the two finds the row: by the stream as its group, or by the stream it moved to.
  const change = (values: string): readonly [StatementSync, StatementSync] => [
    db.prepare(`UPDATE held SET ${values} WHERE grp = ?2 AND root = ${idBytes('?3')} AND stream IS NULL`),
    db.prepare(`UPDATE held SET ${values} WHERE stream = ?2 AND root = ${idBytes('?3')}`),
  ]
  const correctHeld = change(`entry = ${idBytes('?1')}, content = ${digestBytes('?4')}, annulled = 0`)
  const annulHeld = change(`entry = ${idBytes('?1')}, content = NULL, annulled = ?4`)
  const widenHeld = db.prepare(`UPDATE held SET widened = ?3 WHERE grp = ?1 AND root = ${idBytes('?2')} AND widened IS NOT NULL`)
  const putState = db.prepare(
    `INSERT OR REPLACE INTO state (stream, root, agency, kind, a, b) VALUES (?1, ${idBytes('?2')}, ?3, ?4, ?5, ?6)`,
  )
  const putReferable = db.prepare(
    `INSERT OR REPLACE INTO referable (stream, root, agency, kind, a, b, c) VALUES (?1, ${idBytes('?2')}, ?3, ?4, ?5, ?6, ?7)`,
  )
  const putEarlier = db.prepare(`INSERT OR REPLACE INTO earlier (stream, root, agency, earlier) VALUES (?1, ${idBytes('?2')}, ?3, ?4)`)
  const drops = ['state', 'referable', 'earlier'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE stream = ?1 AND root = ${idBytes('?2')}`),
  )
  const putSpelling = db.prepare(
    `INSERT INTO spelling (agency, named, code, import, file, row) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (agency, named, code) DO UPDATE SET file = excluded.file, row = excluded.row
     WHERE import = excluded.import AND (excluded.file, excluded.row) < (file, row)`,
  )
  let spelt = new Map<string, { readonly importId: string; readonly file: number; readonly row: number }>()
  const spell = ({ meta: { agency, source } }: Foldable, named: 'unit' | 'post', code: string): void => {
    const [importId, file, row] = source === undefined ? ['', 0, 0] : [source.importId, placeOf(source.file), source.row ?? 0]
    const name = `${agency} ${named} ${code}`
    const known = spelt.get(name)
    // Within an import the first row counts, and events stand in another order.
    if (known !== undefined && (known.importId !== importId || known.file < file || (known.file === file && known.row <= row))) return
    spelt.set(name, { importId, file, row })
    putSpelling.run(agency, named, code, importId, file, row)
  }
  const putErased = db.prepare('INSERT OR IGNORE INTO erased (stream) VALUES (?)')
  const drop = (stream: StreamName, root: EventId): void => {
    for (const statement of drops) statement.run(stream, root)
  }

  const say = (event: Foldable, root: EventId, read: ReturnType<typeof readFact>): void => {
    // An event this program cannot read is no fact it could test a row against; neither is one in an envelope of a later form.
    if (read._tag === 'Left' || !isKnownForm(event.meta)) return
    const { data } = read.right
    if ('unitId' in data && data.unitId !== null) spell(event, 'unit', data.unitId)
    if ('positionId' in data) spell(event, 'post', data.positionId)
    if (read.right.type === 'Appointed' && read.right.data.earlier !== null)
      putEarlier.run(event.stream, root, event.meta.agency, careerStream(read.right.data.earlier))
    const state = stateOf(read.right, event.meta.effectiveOn ?? null)
    if (state === null) return
    const { referable, kind, a, b = null, c = null } = state
    if (referable === true) putReferable.run(event.stream, root, event.meta.agency, kind, a, b, c)
    else putState.run(event.stream, root, event.meta.agency, kind, a, b)
  }

  return {
    begin: () => {
      origins = new Map()
      spelt = new Map()
    },
    fold: (event) => {
      const source = isKnownForm(event.meta) || Source.is(event.meta.source) ? event.meta.source : undefined
      if (event.type === 'Corrected') {
        if (!CorrectedData.is(event.data)) return
        const { root, fact } = event.data
        // A correction by command has no source: no row's content is what holds.
        for (const statement of correctHeld) statement.run(event.id, event.stream, root, source?.content ?? null)
        drop(event.stream, root)
        const read = readFact(fact.type, fact.schema, fact.data)
        if (source === undefined) {
          const clear = clearKeyIn(event, read)
          if (clear !== null)
            putAlias.run(
              groupOfKey(clear.moves, () => event.stream, clear.key),
              clear.key,
              root,
              event.id,
              event.stream,
            )
        } else for (const statement of dropAliases) statement.run(event.stream, root)
        // By a row: what a command says since then is not what its row said, by which the fact is found.
        const widened = source === undefined ? null : widenedBy(source.file, read, event.meta.effectiveOn ?? null, FIRST_SCHEMA)
        if (widened !== null) widenHeld.run(event.stream, root, widened)
        say(event, root, read)
      } else if (event.type === 'Annulled') {
        if (!AnnulledData.is(event.data)) return
        for (const statement of annulHeld)
          statement.run(event.id, event.stream, event.data.root, source !== undefined && source.row === undefined ? UNLISTED : ANNULLED)
        drop(event.stream, event.data.root)
      } else if (event.type === 'PersonErased') {
        putErased.run(event.stream)
      } else {
        const read = readFact(event.type, event.schema, event.data)
        if (source !== undefined) {
          const group = groupOfKey(MOVING.has(source.file), () => event.stream, source.key)
          const origin = originOf(event.meta.agency, source.file)
          const widened = widenedBy(source.file, read, event.meta.effectiveOn ?? null, event.schema)
          putHeld.run(group, source.key, event.id, source.content, event.stream, origin, widened)
        } else {
          const clear = clearKeyIn(event, read)
          if (clear !== null) {
            const group = groupOfKey(clear.moves, () => event.stream, clear.key)
            putHeld.run(group, clear.key, event.id, null, event.stream, originOf(event.meta.agency, clear.file), null)
          }
        }
        say(event, event.id, read)
      }
    },
  }
}
