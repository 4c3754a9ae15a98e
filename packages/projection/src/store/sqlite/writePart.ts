/** A whole partition of a generation being built, in bulk. Runs inside a writing transaction. */
import type { Part } from '../BuildingStore.js'
import type { Statements } from './Statements.js'
import { park, writeRow } from './writes.js'

const PUT_PART = 'INSERT OR IGNORE INTO part(generation, partition, events, documents) VALUES (?, ?, ?, ?)'
const PUT_DOCUMENT =
  'INSERT INTO document(id, generation, partition, career, revision, catalogue, tail, measures) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
const PUT_SNAPSHOT = 'INSERT INTO snapshot(document, body) VALUES (?, ?)'
// Many small rows in one call: SQLite takes them apart itself, at half the price.
const PUT_NAMES = `INSERT INTO naming(generation, partition, name, document)
  SELECT ?, ?, names.key, documents.value FROM json_each(?) names, json_each(names.value) documents`
const PUT_SUMS = 'INSERT INTO sum(generation, view, agency, partition, key, vector) SELECT ?, ?, ?, ?, key, value FROM json_each(?)'

/** Numbers by name as a JSON object. */
const objectText = (map: ReadonlyMap<string, ReadonlyArray<number>>): string => {
  let text = ''
  for (const [name, numbers] of map) text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:[${numbers.join(',')}]`
  return text === '' ? '{}' : `${text}}`
}

/** Writes a part, unless it is there. */
export const writePart = (sql: Statements, generation: number, part: Part): void => {
  const { partition } = part
  if (sql.run(PUT_PART, generation, partition, part.events, part.documents.length) === 0) return
  let id = sql.one<[number]>('SELECT coalesce(max(id), 0) FROM document')?.[0] ?? 0
  const named = new Map<string, number[]>()
  for (const { career, revision, catalogue, snapshot, tail, measures, names, rows } of part.documents) {
    id++
    sql.run(PUT_DOCUMENT, id, generation, partition, career, revision, catalogue, tail, measures)
    if (snapshot !== '[]') sql.run(PUT_SNAPSHOT, id, snapshot)
    for (const name of names) {
      const holders = named.get(name)
      if (holders === undefined) named.set(name, [id])
      else holders.push(id)
    }
    for (const row of rows) writeRow(sql, generation, partition, career, row)
  }
  sql.run(PUT_NAMES, generation, partition, objectText(named))
  for (const { view, agency, sums } of part.sums) sql.run(PUT_SUMS, generation, view, agency, partition, objectText(sums))
  park(sql, generation, part.parked)
}
