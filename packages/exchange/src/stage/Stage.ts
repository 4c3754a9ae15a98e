/**
 * The rows of an import on their way: sorted on disk, so that memory does not grow
 * with the folder. The file has no name: it is gone with the process, whatever ends it.
 */
import type { DatabaseSync } from 'node:sqlite'
import { openTemporary } from '../index/openIndex.js'
import { numberOf, type SqlRow, textOf, textOrNull } from '../index/sqlite.js'
import { CODES, type Code } from '../verdict/codes.js'
import type { Verdict, VerdictKind } from '../verdict/Verdict.js'

/** A row that is to be judged. `cells` are the normal forms in order of the template, as JSON. */
export interface Staged {
  readonly id: number
  readonly seq: number
  readonly file: number
  readonly row: number
  readonly group: string
  readonly key: string
  readonly content: string
  readonly cells: string
}

/** Where a row goes to be judged. */
export interface Place {
  readonly phase: number
  readonly group: string
  readonly sort: string
  readonly key: string
  readonly content: string
  readonly cells: string
}

const SCHEMA = `
  CREATE TABLE row (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER NOT NULL, raw TEXT NOT NULL,
    phase INTEGER, grp TEXT, sort TEXT, key TEXT, content TEXT, cells TEXT,
    verdict TEXT, codes TEXT, col TEXT
  );
`

const KINDS: ReadonlySet<string> = new Set(['accepted', 'warned', 'known', 'correction', 'rejected'])
const isKind = (text: string): text is VerdictKind => KINDS.has(text)
const isCode = (text: string): text is Code => Object.hasOwn(CODES, text)
const codesOf = (text: string): ReadonlyArray<Code> => text.split('+').filter(isCode)

export class Stage {
  readonly #db: DatabaseSync
  readonly #ranges = new Map<number, readonly [number, number]>()
  readonly #insert
  readonly #setVerdict

  constructor() {
    this.#db = openTemporary()
    this.#db.exec(SCHEMA)
    this.#insert = this.#db.prepare(
      'INSERT INTO row (file, row, raw, phase, grp, sort, key, content, cells, verdict, codes, col) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#setVerdict = this.#db.prepare('UPDATE row SET verdict = ?, codes = ?, col = ? WHERE id = ?')
    this.#db.exec('BEGIN')
  }

  add(file: number, row: number, raw: ReadonlyArray<string>, place: Place): void {
    const { phase, group, sort, key, content, cells } = place
    const { lastInsertRowid } = this.#insert.run(file, row, JSON.stringify(raw), phase, group, sort, key, content, cells, null, null, null)
    this.#extend(file, lastInsertRowid)
  }

  addJudged(file: number, row: number, raw: ReadonlyArray<string>, { verdict, codes, column }: Verdict): void {
    const judged = this.#insert.run(file, row, JSON.stringify(raw), null, null, null, null, null, null, verdict, codes.join('+'), column)
    this.#extend(file, judged.lastInsertRowid)
  }

  /** Takes back all rows of a file that turned out to be unreadable. */
  drop(file: number): void {
    this.#db.prepare('DELETE FROM row WHERE id BETWEEN ? AND ?').run(...this.#range(file))
    this.#ranges.delete(file)
  }

  /** Puts the rows into the order in which they are judged: key by key within a group, the first row of a key first. */
  sort(): void {
    this.#db.exec(`
      CREATE TABLE ord (seq INTEGER PRIMARY KEY, id INTEGER NOT NULL, phase INTEGER NOT NULL);
      INSERT INTO ord (id, phase) SELECT id, phase FROM row WHERE verdict IS NULL ORDER BY phase, grp, file, sort, key, row;
    `)
  }

  /** The next rows of a phase after a place in that order. */
  next(phase: number, after: number, limit: number): ReadonlyArray<Staged> {
    const rows: ReadonlyArray<SqlRow> = this.#db
      .prepare(
        `SELECT ord.seq, row.id, row.file, row.row, row.grp, row.key, row.content, row.cells
         FROM ord JOIN row ON row.id = ord.id WHERE ord.seq > ? AND ord.phase = ? ORDER BY ord.seq LIMIT ?`,
      )
      .all(after, phase, limit)
    return rows.map((row) => ({
      id: numberOf(row, 'id'),
      seq: numberOf(row, 'seq'),
      file: numberOf(row, 'file'),
      row: numberOf(row, 'row'),
      group: textOf(row, 'grp'),
      key: textOf(row, 'key'),
      content: textOf(row, 'content'),
      cells: textOf(row, 'cells'),
    }))
  }

  judge(id: number, { verdict, codes, column }: Verdict): void {
    this.#setVerdict.run(verdict, codes.join('+'), column, id)
  }

  /** Rows of a file lie side by side, since files are read one after the other. */
  #range(file: number): readonly [number, number] {
    return this.#ranges.get(file) ?? [0, -1]
  }

  #extend(file: number, id: number | bigint): void {
    this.#ranges.set(file, [this.#ranges.get(file)?.[0] ?? Number(id), Number(id)])
  }

  /** How many rows of a file got which verdict and codes. */
  counts(file: number): ReadonlyArray<{ readonly verdict: VerdictKind; readonly codes: ReadonlyArray<Code>; readonly rows: number }> {
    const rows: ReadonlyArray<SqlRow> = this.#db
      .prepare('SELECT verdict, codes, count(*) AS rows FROM row WHERE id BETWEEN ? AND ? AND verdict IS NOT NULL GROUP BY verdict, codes')
      .all(...this.#range(file))
    return rows.flatMap((row) => {
      const verdict = textOf(row, 'verdict')
      return isKind(verdict) ? [{ verdict, codes: codesOf(textOf(row, 'codes')), rows: numberOf(row, 'rows') }] : []
    })
  }

  /** The rows of a file that were not simply accepted, in order. */
  *verdicts(file: number): Generator<Verdict & { readonly row: number; readonly raw: string }> {
    const found: Iterable<SqlRow> = this.#db
      .prepare("SELECT row, verdict, codes, col, raw FROM row WHERE id BETWEEN ? AND ? AND verdict <> 'accepted' ORDER BY id")
      .iterate(...this.#range(file))
    for (const row of found) {
      const verdict = textOf(row, 'verdict')
      if (isKind(verdict))
        yield {
          row: numberOf(row, 'row'),
          verdict,
          codes: codesOf(textOf(row, 'codes')),
          column: textOrNull(row, 'col'),
          raw: textOf(row, 'raw'),
        }
    }
  }

  close(): void {
    this.#db.close()
  }
}
