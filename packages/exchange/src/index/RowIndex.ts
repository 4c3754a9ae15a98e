/**
 * The row index: what holds for every row key, on disk, made from the log alone.
 * It may be thrown away at any time; it is brought up to date before it is asked,
 * and the stream, not the index, decides in the end.
 */
import type { DatabaseSync } from 'node:sqlite'
import { type Adopted, type AgencyCode, EventId, LOG_START, LogPosition, StreamName } from '@jejak/core'
import { type EventStore, lackingIn, type ReadError } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { isClearKey } from '../file/clearKey.js'
import { FOLD_VERSION, type Foldable, type Folder, folder, HELD, HOLDING, SCHEMA, TABLES } from './foldEvent.js'
import { makeTable, numberOf, type SqlRow, textOf, textOrNull } from './sqlite.js'

/** What holds for a row key. `content` is `null` where no row said what holds. */
export interface HeldRow {
  readonly stream: StreamName
  readonly root: EventId
  readonly entry: EventId
  readonly content: string | null
  readonly annulled: boolean
}

type HoldingBy = 'import' | 'here' | 'gone'
const isHoldingBy = (text: string): text is HoldingBy => text === 'import' || text === 'here' || text === 'gone'

/** A fact that holds by a row of an import, under the group and the digest of its key. */
export interface HoldingRow {
  readonly group: string
  readonly key: string
  /** What it says in the column by which its key was widened, where it may be one of the first version. */
  readonly widened: string | null
  readonly stream: StreamName
  readonly root: EventId
  /** `import`: a row says what holds; `here`: it was corrected here; `gone`: it was taken out for want of a row. */
  readonly by: HoldingBy
}

/** A row key of a person, or of a program, that may be one of the first version. */
interface EarlierRow {
  readonly held: HeldRow
  readonly widened: string
}

interface Group {
  readonly name: string
  readonly held: ReadonlyMap<string, HeldRow>
  readonly earlier: ReadonlyMap<string, EarlierRow>
  readonly hasDecided: boolean
}

/** A code of a unit or a post, and the first row of the import that named it first; `importId` is empty where no import did. */
export interface Spelling {
  readonly named: 'unit' | 'post'
  readonly code: string
  readonly importId: string
  readonly file: number
  readonly row: number
}

/** The appointment of a person: its fact, and what was stated about it last by a row. */
export interface Entry {
  readonly stream: StreamName
  readonly root: EventId
  readonly entry: EventId
}

/** What is known of a person's service in an agency. */
export interface Served {
  /** TMT of the appointment, and the kind of servant it says. */
  readonly entry: string | null
  readonly status: string | null
  readonly comings: ReadonlyArray<string>
  readonly exits: ReadonlyArray<string>
}

/** What rows may refer to, and the policies of the agency that facts rest on. */
export interface References extends Adopted {
  readonly programs: ReadonlyMap<string, number>
  readonly cohorts: ReadonlyMap<string, { readonly program: string; readonly ends: string }>
  readonly posts: ReadonlySet<string>
  /** Day of each forum. */
  readonly forums: ReadonlyMap<string, string>
}

/** The tables of an index. */
const META = 'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;'
export const INDEX_TABLES = `${META}${SCHEMA}`
const PAGE = 1_000

export class RowIndex {
  readonly #db: DatabaseSync
  readonly #folder: Folder
  #group: Group | null = null
  #isReading = false
  readonly #statements: ReturnType<typeof statementsOf>

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#transaction('BEGIN IMMEDIATE', () => prepareTables(db))
    this.#folder = folder(db)
    this.#statements = statementsOf(db)
  }

  /** Throws the index away if it was not made from this log. */
  async verify(events: EventStore): Promise<ReadError | null> {
    // Both at once: another process may move them while the log is read.
    const { before, id } = this.reading(() => ({ before: this.#checkpoint() - 1, id: this.#meta('checkpointId') }))
    if (!LogPosition.is(before)) return null
    for await (const page of events.readAll(before, { pageSize: 1 })) {
      if (E.isLeft(page)) return page.left
      const first = page.right[0]
      if (first !== undefined && first.position === before + 1 && first.id === id) return null
      break
    }
    this.#reset()
    return null
  }

  /** Up to which position of the log the index is made. */
  position(): LogPosition {
    return this.#checkpoint()
  }

  /** Does all reading of `work` on one state of the index, whatever other processes do to it. */
  reading<A>(work: () => A): A {
    this.#group = null
    this.#isReading = true
    try {
      return this.#transaction('BEGIN', work)
    } finally {
      this.#isReading = false
    }
  }

  /** Folds all that is in the log by now. Several processes may do so on one file. */
  async catchUp(events: EventStore, onPage: () => void): Promise<ReadError | null> {
    for (;;) {
      let from = this.#checkpoint()
      let overtaken = false
      for await (const page of events.readAll(from, { pageSize: PAGE })) {
        if (E.isLeft(page)) return page.left
        const last = page.right.at(-1)
        if (last === undefined) continue
        if (!this.#commit(from, page.right, last.position, last.id)) {
          overtaken = true
          break
        }
        from = last.position
        onPage()
      }
      if (!overtaken) return null
    }
  }

  /**
   * Folds events whose place in the log their writer knows, so that they need not be
   * read back. Only if the index ends where they begin; else nothing happens, and
   * `catchUp` will find them.
   */
  follow(from: LogPosition, events: ReadonlyArray<Foldable>, position: LogPosition): void {
    const last = events.at(-1)
    if (last !== undefined) this.#commit(from, events, position, last.id)
  }

  /** Adds events that are in no log; for a dry run on a copy. */
  pretend(events: ReadonlyArray<Foldable>): void {
    this.#transaction('BEGIN IMMEDIATE', () => {
      this.#folder.begin()
      for (const event of events) this.#folder.fold(event)
    })
  }

  /**
   * By the group of the key (`groupOfKey`) and its digest. Rows come group by group,
   * so a group is read once, and kept as long as what `reading` sees does not change.
   */
  held(group: string, key: string): HeldRow | null {
    return this.#read(group).held.get(key) ?? null
  }

  /** What holds under a key of the first version, if it says this in the column by which the key was widened. */
  heldEarlier(group: string, key: () => string | null, widened: string): HeldRow | null {
    const { earlier } = this.#read(group)
    const row = earlier.size === 0 ? undefined : earlier.get(key() ?? '')
    return row?.widened === widened ? row.held : null
  }

  /** Whether a command decided or corrected something of the group. */
  hasDecided(group: string): boolean {
    return this.#read(group).hasDecided
  }

  #read(group: string): Group {
    if (this.#group?.name !== group || !this.#isReading) this.#group = this.#groupOf(group)
    return this.#group
  }

  #groupOf(group: string): Group {
    const held = new Map<string, HeldRow>()
    const earlier = new Map<string, EarlierRow>()
    let hasDecided = false
    const rows: ReadonlyArray<SqlRow> = this.#statements.held.all(group)
    for (const row of rows) {
      const stream = textOf(row, 'stream')
      const root = idOf(textOf(row, 'root'))
      const entry = idOf(textOf(row, 'entry'))
      if (!StreamName.is(stream) || !EventId.is(root) || !EventId.is(entry)) continue
      const key = textOf(row, 'key')
      const widened = textOrNull(row, 'widened')
      const found = { stream, root, entry, content: textOrNull(row, 'content'), annulled: numberOf(row, 'annulled') !== 0 }
      held.set(key, found)
      hasDecided ||= isClearKey(key)
      if (widened !== null) earlier.set(key, { held: found, widened })
    }
    return { name: group, held, earlier, hasDecided }
  }

  /** All that holds by the rows of a file, and what was taken out for want of a row, in an order of their groups. To be read to its end before anything is folded. */
  *holding(agency: AgencyCode, file: string): Generator<HoldingRow> {
    const rows: Iterable<SqlRow> = this.#statements.holding.iterate(agency, file)
    for (const row of rows) {
      const stream = textOf(row, 'stream')
      const root = idOf(textOf(row, 'root'))
      const by = textOf(row, 'by')
      if (StreamName.is(stream) && EventId.is(root) && isHoldingBy(by))
        yield { group: textOf(row, 'grp'), key: textOf(row, 'key'), widened: textOrNull(row, 'widened'), stream, root, by }
    }
  }

  /** What of a person's state rests on a fact. */
  stateOf(stream: StreamName, root: EventId): ReadonlyArray<{ readonly kind: string; readonly a: string }> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.stateOf.all(stream, root)
    return rows.map((row) => ({ kind: textOf(row, 'kind'), a: textOf(row, 'a') }))
  }

  served(agency: AgencyCode, stream: StreamName): Served {
    const rows: ReadonlyArray<SqlRow> = this.#statements.served.all(stream, agency)
    const comings: string[] = []
    const exits: string[] = []
    let entry: SqlRow | undefined
    for (const row of rows) {
      const kind = textOf(row, 'kind')
      if (kind === 'entry') entry ??= row
      else if (textOf(row, 'a') !== '') (kind === 'coming' ? comings : exits).push(textOf(row, 'a'))
    }
    return {
      entry: entry === undefined ? null : textOrNull(entry, 'a'),
      status: entry === undefined ? null : textOrNull(entry, 'b'),
      comings,
      exits,
    }
  }

  /** Whether any appointment of the agency names an earlier number. */
  hasEarlier(agency: AgencyCode): boolean {
    return this.#statements.hasEarlier.get(agency) !== undefined
  }

  /** The careers of all numbers of a person in the agency, in order; alone where no other is known. */
  numbersOf(agency: AgencyCode, stream: StreamName): ReadonlyArray<StreamName> {
    const isKnown = (other: StreamName): boolean => this.#statements.isAppointed.get(other, agency) !== undefined
    const found = new Set([stream])
    if (!isKnown(stream)) return [stream]
    for (const one of found)
      for (const row of this.#statements.beside.all(one, agency, one, agency)) {
        const other = textOf(row, 'other')
        if (StreamName.is(other) && isKnown(other)) found.add(other)
      }
    return [...found].sort()
  }

  /** Of careers that are one person's with others the first of these. */
  joined(agency: AgencyCode): ReadonlyMap<StreamName, StreamName> {
    const first = new Map<StreamName, StreamName>()
    for (const row of this.#statements.naming.all(agency)) {
      const stream = textOf(row, 'stream')
      if (!StreamName.is(stream) || first.has(stream)) continue
      const numbers = this.numbersOf(agency, stream)
      for (const each of numbers) if (numbers.length > 1) first.set(each, numbers[0] ?? each)
    }
    return first
  }

  /** Grades by TMT. */
  ranks(agency: AgencyCode, stream: StreamName): Map<string, string> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.ofStream.all(stream, 'rank', agency)
    return new Map(rows.map((row) => [textOf(row, 'a'), textOf(row, 'b')]))
  }

  /** Cohorts the person attended. */
  attended(agency: AgencyCode, stream: StreamName): Set<string> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.ofStream.all(stream, 'attended', agency)
    return new Set(rows.map((row) => textOf(row, 'a')))
  }

  erased(stream: StreamName): boolean {
    return this.#statements.erased.get(stream) !== undefined
  }

  /** Codes of units that a fact of the agency ever named. */
  units(agency: AgencyCode): ReadonlySet<string> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.units.all(agency)
    return new Set(rows.map((row) => textOf(row, 'code')))
  }

  /** Codes of units and posts in the order in which they were named first; those of one import in any. */
  spellings(agency: AgencyCode): ReadonlyArray<Spelling> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.spellings.all(agency)
    return rows.map((row) => ({
      named: textOf(row, 'named') === 'unit' ? 'unit' : 'post',
      code: textOf(row, 'code'),
      importId: textOf(row, 'import'),
      file: numberOf(row, 'file'),
      row: numberOf(row, 'row'),
    }))
  }

  /** Everybody who was appointed in the agency and was not erased. */
  entries(agency: AgencyCode): ReadonlyArray<Entry> {
    const rows: ReadonlyArray<SqlRow> = this.#statements.entries.all(agency)
    return rows.flatMap((row) => {
      const stream = textOf(row, 'stream')
      const root = idOf(textOf(row, 'root'))
      const held: SqlRow = this.#statements.entryOf.get(stream, root) ?? {}
      const entry = textOf(held, 'entry') === '' ? root : idOf(textOf(held, 'entry'))
      return StreamName.is(stream) && EventId.is(root) && EventId.is(entry) ? [{ stream, root, entry }] : []
    })
  }

  hasPolicies(agency: AgencyCode): boolean {
    return this.#statements.ofKind.all(agency, 'policy').length > 0
  }

  references(agency: AgencyCode): Omit<References, 'policies'> {
    const rows = (kind: string): ReadonlyArray<SqlRow> => this.#statements.ofKind.all(agency, kind)
    return {
      programs: new Map(rows('program').map((row) => [textOf(row, 'a'), Number(textOf(row, 'b'))])),
      cohorts: new Map(rows('cohort').map((row) => [textOf(row, 'a'), { program: textOf(row, 'b'), ends: textOf(row, 'c') }])),
      posts: new Set(rows('post').map((row) => postKey(textOf(row, 'a'), textOf(row, 'b')))),
      forums: new Map(rows('forum').map((row) => [textOf(row, 'a'), textOf(row, 'b')])),
    }
  }

  #meta(name: string): string | null {
    const row: SqlRow | undefined = this.#statements.meta.get(name)
    return row === undefined ? null : textOf(row, 'value')
  }

  #checkpoint(): LogPosition {
    const position = Number(this.#meta('checkpoint') ?? '0')
    return LogPosition.is(position) ? position : LOG_START
  }

  /** Whether the page was folded; not if another process has moved the checkpoint. */
  #commit(from: LogPosition, page: ReadonlyArray<Foldable>, position: LogPosition, id: EventId): boolean {
    return this.#transaction('BEGIN IMMEDIATE', () => {
      if (this.#checkpoint() !== from) return false
      this.#folder.begin()
      for (const event of page) this.#folder.fold(event)
      this.#statements.setMeta.run('checkpoint', String(position))
      this.#statements.setMeta.run('checkpointId', id)
      return true
    })
  }

  #reset(): void {
    this.#transaction('BEGIN IMMEDIATE', () => {
      for (const table of ['meta', ...TABLES]) this.#db.exec(`DELETE FROM ${table}`)
      this.#statements.setMeta.run('version', String(FOLD_VERSION))
    })
  }

  #transaction<A>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => A): A {
    this.#db.exec(begin)
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

export const postKey = (unitId: string, positionId: string): string => JSON.stringify([unitId, positionId])

/** An id from its 32 digits. */
const idOf = (digits: string): string =>
  `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`

/** Makes the tables; those of another version, and those that lack something, are thrown away: all of it is in the log. */
const prepareTables = (db: DatabaseSync): void => {
  makeTable(db, 'meta', META)
  const row: SqlRow | undefined = db.prepare("SELECT value FROM meta WHERE name = 'version'").get()
  if (row !== undefined && textOf(row, 'value') === String(FOLD_VERSION) && lackingIn(db, INDEX_TABLES).length === 0) return
  // `unit` is of earlier versions.
  for (const table of ['meta', 'unit', ...TABLES]) db.exec(`DROP TABLE IF EXISTS ${table}`)
  db.exec(INDEX_TABLES)
  db.prepare("INSERT INTO meta (name, value) VALUES ('version', ?)").run(String(FOLD_VERSION))
}

const statementsOf = (db: DatabaseSync) => ({
  meta: db.prepare('SELECT value FROM meta WHERE name = ?'),
  setMeta: db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)'),
  held: db.prepare(HELD),
  holding: db.prepare(HOLDING),
  stateOf: db.prepare(`SELECT kind, a FROM state WHERE stream = ? AND root = unhex(?, '-')`),
  served: db.prepare("SELECT kind, a, b FROM state WHERE stream = ? AND kind IN ('entry', 'coming', 'exit') AND agency = ? ORDER BY a"),
  ofStream: db.prepare('SELECT a, b FROM state WHERE stream = ? AND kind = ? AND agency = ? ORDER BY a, b'),
  ofKind: db.prepare('SELECT a, b, c FROM referable WHERE agency = ? AND kind = ?'),
  hasEarlier: db.prepare('SELECT 1 FROM earlier WHERE agency = ? LIMIT 1'),
  naming: db.prepare('SELECT DISTINCT stream FROM earlier WHERE agency = ?'),
  beside: db.prepare(
    'SELECT earlier AS other FROM earlier WHERE stream = ? AND agency = ? UNION SELECT stream FROM earlier WHERE earlier = ? AND agency = ? ORDER BY 1',
  ),
  isAppointed: db.prepare("SELECT 1 FROM state WHERE stream = ? AND kind = 'entry' AND agency = ?"),
  units: db.prepare("SELECT code FROM spelling WHERE agency = ? AND named = 'unit' ORDER BY code"),
  spellings: db.prepare('SELECT named, code, import, file, row FROM spelling WHERE agency = ? ORDER BY id'),
  entries: db.prepare(
    `SELECT state.stream AS stream, lower(hex(root)) AS root FROM state LEFT JOIN erased ON erased.stream = state.stream
     WHERE kind = 'entry' AND agency = ? AND erased.stream IS NULL`,
  ),
  entryOf: db.prepare(`SELECT lower(hex(coalesce(entry, root))) AS entry FROM held WHERE grp = ? AND root = unhex(?, '-')`),
  erased: db.prepare('SELECT 1 FROM erased WHERE stream = ?'),
})
