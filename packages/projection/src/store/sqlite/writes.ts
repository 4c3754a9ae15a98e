/** What changes a generation: marks and commits. Each function runs inside a writing transaction. */
import { careerStream, type LogPosition, PARTITIONS } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { unsafeParse } from '../../unsafe.js'
import type { Commit, Committed, Delta, RowChange } from '../CommittingStore.js'
import type { Mark, Marking } from '../MarkingStore.js'
import type { Parked, ReferenceEntry } from '../ReadingStore.js'
import type { Statements } from './Statements.js'

const PUT_MARK = `INSERT INTO mark(generation, partition, career, revision, catalogue, first)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6
  WHERE NOT EXISTS (SELECT 1 FROM document WHERE generation = ?1 AND partition = ?2 AND career = ?3 AND revision >= ?4 AND catalogue >= ?5)
  ON CONFLICT(generation, partition, career) DO UPDATE SET
    revision = max(revision, excluded.revision), catalogue = max(catalogue, excluded.catalogue), first = min(first, excluded.first)`

const putMark = (sql: Statements, generation: number, { partition, career, revision, catalogue, first }: Mark): void => {
  sql.run(PUT_MARK, generation, partition, career, revision, catalogue, first)
}

const MARK_HOLDERS = `INSERT INTO mark(generation, partition, career, revision, catalogue, first)
  SELECT d.generation, d.partition, d.career, -1, ?4, ?5 FROM naming n JOIN document d ON d.id = n.document
  WHERE n.generation = ?1 AND n.partition = ?2 AND n.name = ?3 AND d.catalogue < ?4
  ON CONFLICT(generation, partition, career) DO UPDATE SET
    catalogue = max(catalogue, excluded.catalogue), first = min(first, excluded.first)`

const PUT_REFERENCE = 'INSERT OR IGNORE INTO reference(generation, position, agency, entry) VALUES (?, ?, ?, ?)'

/** Keeps facts of reference, each once. */
export const putReferences = (sql: Statements, generation: number, references: ReadonlyArray<ReferenceEntry>): void => {
  for (const { position, agency, entry } of references) sql.run(PUT_REFERENCE, generation, position, agency, entry)
}

/** Parks streams. */
export const park = (sql: Statements, generation: number, streams: ReadonlyArray<Parked>): void => {
  const put = 'INSERT OR REPLACE INTO parked(generation, stream, revision, position, reason) VALUES (?, ?, ?, ?, ?)'
  for (const { stream, revision, position, reason } of streams) sql.run(put, generation, stream, revision, position, reason)
}

/** Marks a page of the log, if all slots stand where the page begins. */
export const mark = (sql: Statements, generation: number, marking: Marking): boolean => {
  // 1. Slots first: who loses the compare-and-set writes nothing.
  const raise = 'UPDATE slot SET checkpoint = ?, catalogue = max(catalogue, ?) WHERE generation = ? AND checkpoint = ?'
  const moved = sql.run(raise, marking.upTo, marking.catalogue ?? 0, generation, marking.after)
  if (moved !== PARTITIONS) {
    if (moved !== 0) throw new Error('slots of one generation stand apart')
    return false
  }
  sql.run('UPDATE generation SET reached = ?, hash = ? WHERE number = ?', marking.upTo, marking.hash, generation)
  // 2. The facts of reference this page brings.
  putReferences(sql, generation, marking.references)
  park(sql, generation, marking.parked)
  // 3. Careers with new events, and careers that hold a name whose meaning changed.
  for (const each of marking.careers) putMark(sql, generation, each)
  for (const { name, first, last } of marking.renamed)
    for (let partition = 0; partition < PARTITIONS; partition++) sql.run(MARK_HOLDERS, generation, partition, name, last, first)
  return true
}

/** Adds up the changes of many documents, so that a row of sums is read and written once. */
class Ledger {
  readonly #vectors = new Map<string, { readonly at: readonly [number, string, number, string]; vector: ReadonlyArray<number> }>()

  add(partition: number, { view, agency, sums }: Delta): void {
    for (const [key, vector] of sums) {
      const name = `${view} ${agency} ${partition} ${key}`
      const present = this.#vectors.get(name)
      if (present === undefined) this.#vectors.set(name, { at: [view, agency, partition, key], vector })
      else present.vector = Sums.addVectors(present.vector, vector)
    }
  }

  write(sql: Statements, generation: number): void {
    for (const { at, vector } of this.#vectors.values()) {
      if (vector.every((n) => n === 0)) continue
      const where = 'generation = ? AND view = ? AND agency = ? AND partition = ? AND key = ?'
      const present = sql.one<[string]>(`SELECT vector FROM sum WHERE ${where}`, generation, ...at)
      const next = present === undefined ? vector : Sums.addVectors(unsafeParse<ReadonlyArray<number>>(present[0]), vector)
      if (next.every((n) => n === 0)) sql.run(`DELETE FROM sum WHERE ${where}`, generation, ...at)
      else
        sql.run(
          'INSERT OR REPLACE INTO sum(generation, view, agency, partition, key, vector) VALUES (?, ?, ?, ?, ?, ?)',
          generation,
          ...at,
          JSON.stringify(next),
        )
    }
  }
}

/** Puts a person's row of a table, or takes it away. */
export const writeRow = (
  sql: Statements,
  generation: number,
  partition: number,
  career: string,
  { view, agency, row }: RowChange,
): void => {
  if (row === null)
    sql.run(
      'DELETE FROM person_row WHERE generation = ? AND view = ? AND agency = ? AND partition = ? AND career = ?',
      generation,
      view,
      agency,
      partition,
      career,
    )
  else
    sql.run(
      'INSERT OR REPLACE INTO person_row(generation, view, agency, partition, career, row) VALUES (?, ?, ?, ?, ?, ?)',
      generation,
      view,
      agency,
      partition,
      career,
      row,
    )
}

const INSERT_DOCUMENT =
  'INSERT INTO document(generation, partition, career, revision, catalogue, tail, measures) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id'
const PUT_SNAPSHOT = 'INSERT OR REPLACE INTO snapshot(document, body) VALUES (?, ?)'
const PUT_NAME = 'INSERT OR IGNORE INTO naming(generation, partition, name, document) VALUES (?, ?, ?, ?)'

const writeDocument = (sql: Statements, generation: number, commit: Commit, present: number | undefined): void => {
  const { partition, career, revision, measured, tail, measures } = commit
  let id = present
  if (id === undefined) id = sql.one<[number]>(INSERT_DOCUMENT, generation, partition, career, revision, measured, tail, measures)?.[0] ?? 0
  else {
    const update = 'UPDATE document SET revision = ?, catalogue = ?, tail = ?, measures = ? WHERE id = ?'
    sql.run(update, revision, measured, tail, measures, id)
  }
  if (commit.snapshot !== null) sql.run(PUT_SNAPSHOT, id, commit.snapshot)
  for (const name of commit.names) sql.run(PUT_NAME, generation, partition, name, id)
}

interface Slot {
  readonly catalogue: LogPosition
  readonly epoch: number
}

const commitOne = (sql: Statements, generation: number, commit: Commit, slot: Slot | undefined, ledger: Ledger): Committed => {
  // 1. Only on what was read: the partition's epoch and catalogue position, the document's revision and its own.
  if (commit.epoch !== null && commit.epoch !== slot?.epoch) return 'taken over'
  if (slot?.catalogue !== commit.catalogue) return 'moved'
  const { partition, career, was, revision } = commit
  const find = 'SELECT id, revision, catalogue FROM document WHERE generation = ? AND partition = ? AND career = ?'
  const present = sql.one<[number, number, number]>(find, generation, partition, career)
  if (present?.[1] !== was?.revision || present?.[2] !== was?.catalogue) return 'moved'
  // 2. The document, and what follows from it.
  if (revision >= 0) writeDocument(sql, generation, commit, present?.[0])
  for (const delta of commit.deltas) ledger.add(partition, delta)
  for (const row of commit.rows) writeRow(sql, generation, partition, career, row)
  // 3. Whether the stream is parked, and the mark, if it is reached.
  if (commit.parked !== null) park(sql, generation, [commit.parked])
  else sql.run('DELETE FROM parked WHERE generation = ? AND stream = ?', generation, careerStream(career))
  const clear = 'DELETE FROM mark WHERE generation = ? AND partition = ? AND career = ? AND revision <= ? AND catalogue <= ?'
  sql.run(clear, generation, partition, career, commit.seen, commit.measured)
  return 'done'
}

/** Commits documents one by one, their sums together; answers what became of each. */
export const commit = (sql: Statements, generation: number, commits: ReadonlyArray<Commit>): ReadonlyArray<Committed> => {
  const slots = new Map<number, Slot | undefined>()
  const select = 'SELECT catalogue, epoch FROM slot WHERE generation = ? AND partition = ?'
  for (const { partition } of commits) {
    if (slots.has(partition)) continue
    const slot = sql.one<[LogPosition, number]>(select, generation, partition)
    slots.set(partition, slot === undefined ? undefined : { catalogue: slot[0], epoch: slot[1] })
  }
  const ledger = new Ledger()
  const done = commits.map((each) => commitOne(sql, generation, each, slots.get(each.partition), ledger))
  ledger.write(sql, generation)
  return done
}
