/** Parts of a generation that is being built, on SQLite. */
import type { BuildingStore } from '../BuildingStore.js'
import { contentsOf, namesIn, straysOf } from './reads.js'
import type { SqlAccess } from './SqlAccess.js'
import type { Statements } from './Statements.js'
import { writePart } from './writePart.js'
import { park, putReferences } from './writes.js'

const beat = (sql: Statements, generation: number, now: number): void => {
  sql.run('UPDATE generation SET beat = ? WHERE number = ?', now, generation)
}

export const buildingOn = ({ sql, read, write }: SqlAccess): BuildingStore => ({
  writePart: (generation, part, now) =>
    write(generation, () => {
      beat(sql, generation, now)
      writePart(sql, generation, part)
    }),
  parts: (generation) =>
    read(generation, () =>
      sql

        .all<[number, number, number, string | null]>(
          'SELECT partition, events, documents, digest FROM part WHERE generation = ? ORDER BY partition',
          generation,
        )
        .map(([partition, events, documents, digest]) => ({ partition, events, documents, digest })),
    ),
  verified: (generation, partition, digest) =>
    write(generation, () => {
      sql.run('UPDATE part SET digest = ? WHERE generation = ? AND partition = ?', digest, generation, partition)
    }),
  writeReferences: (generation, { references, catalogue, parked }, now) =>
    write(generation, () => {
      beat(sql, generation, now)
      putReferences(sql, generation, references)
      park(sql, generation, parked)
      sql.run('UPDATE slot SET catalogue = max(catalogue, ?) WHERE generation = ?', catalogue, generation)
    }),
  contents: (generation, partition) => read(generation, () => contentsOf(sql, generation, partition)),
  names: (generation, partition) => read(generation, () => namesIn(sql, generation, partition)),
  strays: (generation) => read(generation, () => straysOf(sql, generation)),
})
