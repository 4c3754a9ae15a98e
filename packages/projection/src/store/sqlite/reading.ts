/** Reading what stands in a generation, on SQLite. */
import { type AgencyCode, type CareerId, careerStream, type LogPosition, partitionOf, type StreamName } from '@jejak/core'
import { unsafeParse } from '../../unsafe.js'
import { PEOPLE, type ReadingStore } from '../ReadingStore.js'
import { DOCUMENT, type DocumentRow, peopleOf, statusOf, sumsOf, toDocument } from './reads.js'
import type { SqlAccess } from './SqlAccess.js'

export const readingOn = ({ sql, read }: SqlAccess): ReadingStore => ({
  status: (generation) => read(generation, () => statusOf(sql, generation)),
  parked: (generation) =>
    read(generation, () =>
      sql
        .all<[StreamName, number, LogPosition, string]>(
          'SELECT stream, revision, position, reason FROM parked WHERE generation = ? ORDER BY stream',
          generation,
        )
        .map(([stream, revision, position, reason]) => ({ stream, revision, position, reason })),
    ),
  references: (generation, after) =>
    read(generation, () => ({
      entries: sql
        .all<[LogPosition, AgencyCode, string]>(
          'SELECT position, agency, entry FROM reference WHERE generation = ? AND position > ? ORDER BY position',
          generation,
          after,
        )
        .map(([position, agency, entry]) => ({ position, agency, entry })),
      catalogue: sql.one<[LogPosition]>('SELECT min(catalogue) FROM slot WHERE generation = ?', generation)?.[0] ?? unsafeParse('0'),
    })),
  load: (generation, careers) =>
    read(generation, () =>
      careers.flatMap((career) =>
        sql.all<DocumentRow>(`${DOCUMENT} = ?`, generation, partitionOf(careerStream(career)), career).map(toDocument),
      ),
    ),
  documents: (generation, partition, after, limit) =>
    read(generation, () =>
      sql.all<DocumentRow>(`${DOCUMENT} > ? ORDER BY d.career LIMIT ?`, generation, partition, after ?? '', limit).map(toDocument),
    ),
  sums: (generation, views, agency) =>
    read(generation, () => ({
      sums: views.map((view) => sumsOf(sql, generation, view, agency)),
      people: peopleOf(sql, generation, agency),
      status: statusOf(sql, generation),
    })),
  rows: (generation, view, agency) =>
    read(generation, () => ({
      rows: sql
        .all<[CareerId, string]>(
          'SELECT career, row FROM person_row WHERE generation = ? AND view = ? AND agency = ?',
          generation,
          view,
          agency,
        )
        .map(([career, row]) => ({ career, row })),
      people: peopleOf(sql, generation, agency),
      status: statusOf(sql, generation),
    })),
  agencies: (generation) =>
    read(generation, () => {
      const known = new Set<AgencyCode>()
      for (const [agency] of sql.all<[AgencyCode]>('SELECT DISTINCT agency FROM reference WHERE generation = ?', generation))
        known.add(agency)
      const people = 'SELECT DISTINCT agency FROM sum WHERE generation = ? AND view = ?'
      for (const [agency] of sql.all<[AgencyCode]>(people, generation, PEOPLE)) known.add(agency)
      return [...known].sort()
    }),
})
