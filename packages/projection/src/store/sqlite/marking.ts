/** Marks, on SQLite. */
import type { MarkingStore } from '../MarkingStore.js'
import { MARKS, type MarkRow, toMark } from './reads.js'
import type { SqlAccess } from './SqlAccess.js'
import { mark } from './writes.js'

export const markingOn = ({ sql, read, write, small }: SqlAccess): MarkingStore => ({
  mark: (generation, marking) => small(generation, () => mark(sql, generation, marking)),
  marks: (generation, from, limit) =>
    read(generation, () => {
      const ahead = sql.all<MarkRow>(`${MARKS} partition >= ? LIMIT ?`, generation, from, limit)
      const rest = limit - ahead.length
      const round = rest === 0 ? [] : sql.all<MarkRow>(`${MARKS} partition < ? LIMIT ?`, generation, from, rest)
      return [...ahead, ...round].map(toMark)
    }),
  marksIn: (generation, partition, limit) =>
    read(generation, () => sql.all<MarkRow>(`${MARKS} partition = ? LIMIT ?`, generation, partition, limit).map(toMark)),
  dirty: (generation) =>
    read(generation, () =>
      sql
        .all<[number, number]>(
          'SELECT partition, count(*) FROM mark WHERE generation = ? GROUP BY partition ORDER BY partition',
          generation,
        )
        .map(([partition, marks]) => ({ partition, marks })),
    ),
  claim: (generation, partition) =>
    write(generation, () => {
      const raise = 'UPDATE slot SET epoch = epoch + 1 WHERE generation = ? AND partition = ? RETURNING epoch'
      return sql.one<[number]>(raise, generation, partition)?.[0] ?? 0
    }),
})
