/**
 * The rows of an import on their way: sorted on disk, so that memory does not grow
 * with the folder. The file has no name: it is gone with the process, whatever ends it.
 *
 * Rows to be judged lie in a table a phase and are read once, in order, straight out
 * of the sort; nothing is ever looked up by row. Written cells are kept only
 * where they are asked for (rejects), and verdicts only of rows that were not simply accepted.
 */
import type { DatabaseSync } from 'node:sqlite'
import { EventId, StreamName } from '@jejak/core'
import { type Cells, type FileDef, PHASES, type Phase } from '../file/FileDef.js'
import { openTemporary } from '../index/openIndex.js'
import { numberOf, type SqlRow, textOf } from '../index/sqlite.js'
import { unsafeRows } from '../unsafe.js'
import { CODES, type Code, isCode } from '../verdict/codes.js'
import type { Verdict, VerdictKind } from '../verdict/Verdict.js'
import { cellsOf } from './cellsOf.js'

/**
 * What a row asks for: that its fact stands, that the fact of its key is taken out
 * (`batal`), or, for no row at all, that a fact is taken out which a whole list lacks.
 */
const ASKS = ['state', 'withdraw', 'absent'] as const
type Asks = (typeof ASKS)[number]

/** A row that is to be judged, or a fact without a row (`row` is 0). */
export interface Staged {
  readonly id: number
  readonly file: number
  readonly row: number
  readonly asks: Asks
  readonly group: string
  readonly key: string
  readonly content: string
  readonly cells: Cells
}

/** Where a row goes to be judged. `cells` are the normal forms in order of the template, as JSON. */
export interface Place {
  readonly phase: Phase
  readonly asks: Asks
  readonly group: string
  readonly sort: string
  readonly key: string
  readonly content: string
  readonly cells: string
}

/** A fact that no row of its file names. */
export interface AbsentFact {
  readonly stream: StreamName
  readonly root: EventId
}

/** The verdict on a row, or on a fact without one. */
export interface Told extends Verdict {
  readonly row: number
  readonly raw: string
  readonly absent: AbsentFact | null
}

/** A row with a code that looks like another, and in which column. */
export interface Alike extends Pick<Staged, 'id' | 'file' | 'row'> {
  readonly column: string
  /** What the codes have in common. */
  readonly skeleton: string
  readonly code: string
}

/** Stands for the row of a fact that is in none; rows are counted from 1. */
const NO_ROW = 0

const MISSING: Verdict = { verdict: 'missing', codes: [], columns: [] }

/** How many rows of a file got one verdict with these codes. */
export interface Count {
  readonly verdict: VerdictKind
  readonly codes: ReadonlyArray<Code>
  readonly rows: number
}

const SCHEMA = `
  CREATE TABLE written (id INTEGER PRIMARY KEY, raw TEXT NOT NULL);
  CREATE TABLE named (file INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (file, key)) WITHOUT ROWID;
  CREATE TABLE joined (grp TEXT PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE absent (id INTEGER PRIMARY KEY, stream TEXT NOT NULL, root TEXT NOT NULL);
  CREATE TABLE alike (id INTEGER NOT NULL, file INTEGER NOT NULL, row INTEGER NOT NULL, col TEXT NOT NULL, skeleton TEXT NOT NULL, code TEXT NOT NULL);
  CREATE TABLE judged (id INTEGER PRIMARY KEY, row INTEGER NOT NULL, verdict TEXT NOT NULL, codes TEXT NOT NULL, col TEXT NOT NULL);
  ${PHASES.map(
    (phase) => `
  CREATE TABLE todo${phase} (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER NOT NULL, asks INTEGER NOT NULL,
    grp TEXT NOT NULL, sort TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, cells TEXT NOT NULL
  );`,
  ).join('')}
`

/** Memory of the sort, beyond which it goes to disk, and of the pages of the file, in KiB. */
const CACHE = 16_384

const KINDS: ReadonlySet<string> = new Set(['accepted', 'warned', 'known', 'correction', 'withdrawn', 'rejected', 'missing'])
/** The order of the table of codes; those of extensions come last. */
const ORDER: ReadonlyMap<string, number> = new Map(Object.keys(CODES).map((code, place) => [code, place]))
const placeOf = (code: Code): number => ORDER.get(code) ?? ORDER.size
const isKind = (text: string): text is VerdictKind => KINDS.has(text)
const codesOf = (text: string): ReadonlyArray<Code> => text.split('+').filter(isCode)
const columnsOf = (text: string): ReadonlyArray<string | null> => text.split('+').map((column) => (column === '' ? null : column))

export class Stage {
  readonly #db: DatabaseSync
  readonly #keepsWritten: boolean
  readonly #ranges = new Map<number, { readonly from: number; to: number }>()
  readonly #counts = new Map<number, Map<string, Count>>()
  readonly #write
  readonly #todo
  readonly #judged
  readonly #name
  readonly #isNamed
  readonly #absent
  readonly #join
  readonly #alike
  readonly #told
  #last = 0

  /** Every file this import takes; a row names its file by the place here. */
  readonly files: ReadonlyArray<FileDef>

  /** `keepsWritten` says whether the cells of rows as they were written are asked for later. */
  constructor(keepsWritten: boolean, files: ReadonlyArray<FileDef>) {
    this.files = files
    this.#db = openTemporary(CACHE)
    this.#db.exec(SCHEMA)
    this.#keepsWritten = keepsWritten
    this.#write = this.#db.prepare('INSERT INTO written VALUES (?, ?)')
    this.#todo = PHASES.map((phase) => this.#db.prepare(`INSERT INTO todo${phase} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`))
    this.#judged = this.#db.prepare('INSERT OR REPLACE INTO judged VALUES (?, ?, ?, ?, ?)')
    this.#name = this.#db.prepare('INSERT OR IGNORE INTO named VALUES (?, ?)')
    this.#isNamed = this.#db.prepare('SELECT 1 FROM named WHERE file = ? AND key = ?')
    this.#join = this.#db.prepare('INSERT INTO joined VALUES (?, ?)')
    this.#alike = this.#db.prepare('INSERT INTO alike VALUES (?, ?, ?, ?, ?, ?)')
    this.#told = this.#db.prepare('SELECT verdict, codes, col FROM judged WHERE id = ?')
    this.#absent = this.#db.prepare('INSERT INTO absent VALUES (?, ?, ?)')
    this.#db.exec('BEGIN')
  }

  add(file: number, row: number, raw: ReadonlyArray<string>, place: Place): void {
    this.#place(this.#next(file, raw), file, row, place)
  }

  #place(id: number, file: number, row: number, { phase, asks, group, sort, key, content, cells }: Place): void {
    this.#todo[phase]?.run(id, file, row, ASKS.indexOf(asks), group, sort, key, content, cells)
  }

  /** Notes a key that a row of a whole list names, whatever becomes of the row. */
  name(file: number, key: string): void {
    this.#name.run(file, key)
  }

  isNamed(file: number, key: string): boolean {
    return this.#isNamed.get(file, key) !== undefined
  }

  /** Adds a fact that no row of its file names; `place` where it is to be taken out. To be called before the next file is read. */
  addAbsent(file: number, { stream, root }: AbsentFact, place: Place | null): void {
    const id = this.#next(file, null)
    this.#absent.run(id, stream, root)
    if (place === null) this.judge({ id, file, row: NO_ROW }, MISSING)
    else this.#place(id, file, NO_ROW, place)
  }

  addJudged(file: number, row: number, raw: ReadonlyArray<string>, verdict: Verdict): void {
    this.judge({ id: this.#next(file, raw), file, row }, verdict)
  }

  /** Takes back all rows of a file that turned out to be unreadable. */
  drop(file: number): void {
    const range = this.#range(file)
    for (const table of ['written', 'judged', 'absent', 'alike', ...PHASES.map((phase) => `todo${phase}`)])
      this.#db.prepare(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`).run(...range)
    this.#db.prepare('DELETE FROM named WHERE file = ?').run(file)
    this.#ranges.delete(file)
    this.#counts.delete(file)
  }

  /** The rows of a phase in the order in which they are judged: key by key within a group, the first row of a key first. `joined`: groups that are taken as one, by their first. */
  *inOrder(phase: Phase, joined: ReadonlyMap<string, string>): Generator<Staged> {
    this.#db.exec('DELETE FROM joined')
    for (const [group, person] of joined) this.#join.run(group, person)
    const [of, group] = joined.size === 0 ? ['', 'grp'] : ['LEFT JOIN joined USING (grp)', 'coalesce(person, grp)']
    const sorted = this.#db.prepare(
      `SELECT id, file, row, asks, grp, key, content, cells FROM todo${phase} ${of} ORDER BY ${group}, file, row = ${NO_ROW}, sort, key, row`,
    )
    // Arrays: no names of columns are made for each row.
    sorted.setReturnArrays(true)
    for (const columns of unsafeRows<readonly [number, number, number, number, string, string, string, string]>(sorted.iterate())) {
      const [id, file, row, asks, group, key, content, cells] = columns
      yield { id, file, row, asks: ASKS[asks] ?? 'state', group, key, content, cells: cellsOf(this.files[file], cells) }
    }
  }

  /** The verdict on a row, said once. */
  judge({ id, file, row }: Pick<Staged, 'id' | 'file' | 'row'>, { verdict, codes, columns }: Verdict): void {
    const joined = codes.join('+')
    this.#count(file, verdict, codes, joined)
    if (verdict !== 'accepted') this.#judged.run(id, row, verdict, joined, columns.map((column) => column ?? '').join('+'))
  }

  /** Adds a warning to a row that was judged and not rejected: one that could not be said before all were. */
  warn(row: Pick<Staged, 'id' | 'file' | 'row'>, code: Code, column: string): void {
    const told: SqlRow = this.#told.get(row.id) ?? { verdict: 'accepted', codes: '', col: '' }
    const verdict = textOf(told, 'verdict')
    if (!isKind(verdict)) return
    const codes = codesOf(textOf(told, 'codes'))
    const columns = codes.length === 0 ? [] : columnsOf(textOf(told, 'col'))
    const place = codes.filter((each) => placeOf(each) < placeOf(code)).length
    this.#uncount(row.file, verdict, codes.join('+'))
    this.judge(row, {
      verdict: verdict === 'accepted' ? 'warned' : verdict,
      codes: codes.toSpliced(place, 0, code),
      columns: columns.toSpliced(place, 0, column),
    })
  }

  addAlike({ id, file, row, column, skeleton, code }: Alike): void {
    this.#alike.run(id, file, row, column, skeleton, code)
  }

  /** Rows with codes that look like others, in the order in which they were read, column by column. To be read to its end before a row is warned. */
  alike(): ReadonlyArray<Alike> {
    const rows: ReadonlyArray<SqlRow> = this.#db.prepare('SELECT id, file, row, col, skeleton, code FROM alike ORDER BY id, rowid').all()
    return rows.map((row) => ({
      id: numberOf(row, 'id'),
      file: numberOf(row, 'file'),
      row: numberOf(row, 'row'),
      column: textOf(row, 'col'),
      skeleton: textOf(row, 'skeleton'),
      code: textOf(row, 'code'),
    }))
  }

  #uncount(file: number, verdict: VerdictKind, joined: string): void {
    const counts = this.#counts.get(file)
    const name = `${verdict} ${joined}`
    const count = counts?.get(name)
    if (counts === undefined || count === undefined) return
    if (count.rows === 1) counts.delete(name)
    else counts.set(name, { ...count, rows: count.rows - 1 })
  }

  #count(file: number, verdict: VerdictKind, codes: ReadonlyArray<Code>, joined: string): void {
    let counts = this.#counts.get(file)
    if (counts === undefined) {
      counts = new Map()
      this.#counts.set(file, counts)
    }
    const name = `${verdict} ${joined}`
    counts.set(name, { verdict, codes, rows: (counts.get(name)?.rows ?? 0) + 1 })
  }

  /** Rows of a file lie side by side, since files are read one after the other. */
  #range(file: number): readonly [number, number] {
    const range = this.#ranges.get(file)
    return range === undefined ? [0, -1] : [range.from, range.to]
  }

  #next(file: number, raw: ReadonlyArray<string> | null): number {
    this.#last += 1
    const range = this.#ranges.get(file)
    if (range === undefined) this.#ranges.set(file, { from: this.#last, to: this.#last })
    else range.to = this.#last
    if (this.#keepsWritten && raw !== null) this.#write.run(this.#last, JSON.stringify(raw))
    return this.#last
  }

  /** How many rows of a file got which verdict and codes. */
  counts(file: number): ReadonlyArray<Count> {
    return [...(this.#counts.get(file)?.values() ?? [])]
  }

  /**
   * The rows of a file that were not simply accepted, in order, then the facts without
   * a row; `raw` is empty where written cells were not kept.
   */
  *verdicts(file: number): Generator<Told> {
    const found: Iterable<SqlRow> = this.#db
      .prepare(
        `SELECT row, verdict, codes, col, raw, stream, root FROM judged LEFT JOIN written ON written.id = judged.id
         LEFT JOIN absent ON absent.id = judged.id WHERE judged.id BETWEEN ? AND ? ORDER BY judged.id`,
      )
      .iterate(...this.#range(file))
    for (const row of found) {
      const verdict = textOf(row, 'verdict')
      const stream = textOf(row, 'stream')
      const root = textOf(row, 'root')
      if (isKind(verdict))
        yield {
          row: numberOf(row, 'row'),
          absent: StreamName.is(stream) && EventId.is(root) ? { stream, root } : null,
          verdict,
          codes: codesOf(textOf(row, 'codes')),
          columns: columnsOf(textOf(row, 'col')),
          raw: textOf(row, 'raw'),
        }
    }
  }

  close(): void {
    this.#db.close()
  }
}
