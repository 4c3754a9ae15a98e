/** What is read of a generation. Each function runs inside one look. */
import { type AgencyCode, type CareerId, type LogPosition, PARTITIONS } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { unsafeParse } from '../../unsafe.js'
import type { Contents, Named } from '../BuildingStore.js'
import type { Delta } from '../CommittingStore.js'
import type { Mark } from '../MarkingStore.js'
import { PEOPLE, type Status, type StoredDocument } from '../ReadingStore.js'
import type { Statements } from './Statements.js'

export const statusOf = (sql: Statements, generation: number): Status => {
  const slot = sql.one<[LogPosition, LogPosition]>('SELECT min(checkpoint), min(catalogue) FROM slot WHERE generation = ?', generation)
  const open = sql.one<[number, LogPosition | null]>('SELECT count(*), min(first) FROM mark WHERE generation = ?', generation)
  return {
    checkpoint: slot?.[0] ?? unsafeParse('0'),
    catalogue: slot?.[1] ?? unsafeParse('0'),
    dirty: open?.[0] ?? 0,
    firstOpen: open?.[1] ?? null,
    parked: sql.one<[number]>('SELECT count(*) FROM parked WHERE generation = ?', generation)?.[0] ?? 0,
  }
}

/** First log position that waits in a mark. */
export const firstOpenOf = (sql: Statements, generation: number): LogPosition | null =>
  sql.one<[LogPosition | null]>('SELECT min(first) FROM mark WHERE generation = ?', generation)?.[0] ?? null

export const DOCUMENT = `SELECT d.career, d.revision, d.catalogue, coalesce(s.body, '[]'), d.tail, d.measures
  FROM document d LEFT JOIN snapshot s ON s.document = d.id WHERE d.generation = ? AND d.partition = ? AND d.career`
export type DocumentRow = [CareerId, number, LogPosition, string, string, string]

export const toDocument = ([career, revision, catalogue, snapshot, tail, measures]: DocumentRow): StoredDocument => ({
  career,
  revision,
  catalogue,
  snapshot,
  tail,
  measures,
})

export const MARKS = 'SELECT partition, career, revision, catalogue, first FROM mark WHERE generation = ? AND'
export type MarkRow = [number, CareerId, number, LogPosition, LogPosition]

export const toMark = ([partition, career, revision, catalogue, first]: MarkRow): Mark => ({
  partition,
  career,
  revision,
  catalogue,
  first,
})

export const sumsOf = (sql: Statements, generation: number, view: number, agency: AgencyCode): Sums.Sums => {
  const builder = new Sums.SumsBuilder()
  const select = 'SELECT key, vector FROM sum WHERE generation = ? AND view = ? AND agency = ?'
  for (const [key, vector] of sql.all<[string, string]>(select, generation, view, agency))
    builder.add(key, unsafeParse<ReadonlyArray<number>>(vector))
  return builder.build()
}

export const peopleOf = (sql: Statements, generation: number, agency: AgencyCode): number =>
  sumsOf(sql, generation, PEOPLE, agency).get('')?.[0] ?? 0

/** Sums.Sums and rows of a partition. Keys begin with view and agency: each pair is looked up by itself. */
export const contentsOf = (sql: Statements, generation: number, partition: number): Contents => {
  const sums: Delta[] = []
  const rows: Contents['rows'][number][] = []
  const people = 'SELECT DISTINCT agency FROM sum WHERE generation = ? AND view = ?'
  const last =
    'SELECT coalesce(max(view), -1) FROM sum WHERE generation = ?1 UNION ALL SELECT coalesce(max(view), -1) FROM person_row WHERE generation = ?1'
  const views = Math.max(...sql.all<[number]>(last, generation).map(([view]) => view))
  const where = 'WHERE generation = ? AND view = ? AND agency = ? AND partition = ?'
  for (const [agency] of sql.all<[AgencyCode]>(people, generation, PEOPLE))
    for (let view = PEOPLE; view <= views; view++) {
      const found = sql.all<[string, string]>(`SELECT key, vector FROM sum ${where}`, generation, view, agency, partition)
      if (found.length > 0)
        sums.push({ view, agency, sums: new Map(found.map(([key, vector]) => [key, unsafeParse<ReadonlyArray<number>>(vector)])) })
      for (const [career, row] of sql.all<[CareerId, string]>(
        `SELECT career, row FROM person_row ${where}`,
        generation,
        view,
        agency,
        partition,
      ))
        rows.push({ view, agency, career, row })
    }
  return { sums, rows }
}

export const namesIn = (sql: Statements, generation: number, partition: number): ReadonlyArray<Named> =>
  sql
    .all<[CareerId, string]>(
      'SELECT d.career, n.name FROM naming n JOIN document d ON d.id = n.document WHERE n.generation = ? AND n.partition = ?',
      generation,
      partition,
    )
    .map(([career, name]) => ({ career, name }))

/** Rows that stand in no partition: sums over all partitions take them in, and no look at one finds them. */
export const straysOf = (sql: Statements, generation: number): number => {
  const stray = `WHERE generation = ? AND (typeof(partition) <> 'integer' OR partition NOT BETWEEN 0 AND ${PARTITIONS - 1})`
  return ['sum', 'person_row', 'document', 'mark', 'slot']
    .map((table) => sql.one<[number]>(`SELECT count(*) FROM ${table} ${stray}`, generation)?.[0] ?? 0)
    .reduce((sum, count) => sum + count, 0)
}
