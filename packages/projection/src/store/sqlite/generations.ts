/** Which generations there are, on SQLite. */
import { type LocalDate, type LogPosition, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Generation, GenerationStore } from '../GenerationStore.js'
import { positionOf } from '../ReadingStore.js'
import { clearDropped, drop } from './drop.js'
import { statusOf } from './reads.js'
import type { SqlAccess } from './SqlAccess.js'

type GenerationRow = [number, string, LocalDate, LogPosition, LogPosition, string, Generation['state'], number, string]

export const generationsOn = ({ sql, plain, write }: SqlAccess): GenerationStore => ({
  claimLog: (log) =>
    plain(() => {
      const named = () => sql.one<[string]>('SELECT name FROM log')?.[0] ?? null
      const present = named()
      if (present !== null || log === null) return present
      return sql.write(() => {
        sql.run('INSERT INTO log(name) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM log)', log)
        return named()
      })
    }),
  emptying: 'delete views.db, views.db-wal and views.db-shm',
  renewLog: (log) => async () => {
    const hidden = await plain(() =>
      sql.write(() => {
        sql.run('DELETE FROM log')
        if (log !== null) sql.run('INSERT INTO log(name) VALUES (?)', log)
        return sql.run("UPDATE generation SET state = 'dropped' WHERE state <> 'dropped'")
      }),
    )()
    if (E.isLeft(hidden)) return hidden
    const cleared = await clearDropped(sql, plain)()
    return E.isLeft(cleared) ? cleared : hidden
  },
  generations: () =>
    plain(() =>
      sql
        .all<GenerationRow>(
          'SELECT number, definitions, day, up_to, reached, hash, state, beat, built_at FROM generation WHERE state <> ? ORDER BY number DESC',
          'dropped',
        )
        .map(([number, definitions, day, upTo, position, hash, state, heartbeat, builtAt]) => ({
          ...{ number, definitions, day, upTo, reached: { position, hash } },
          ...{ state, heartbeat, builtAt },
        })),
    ),
  begin: ({ definitions, day, now, upTo, hash }) =>
    plain(() =>
      sql.write(() => {
        // AUTOINCREMENT: the number of a dropped generation never comes back.
        const insert = `INSERT INTO generation(definitions, day, up_to, reached, hash, state, beat, built_at)
          VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7) RETURNING number`
        const number = sql.one<[number]>(insert, definitions, day, upTo, hash, 'building', now, '')?.[0] ?? 0
        for (let partition = 0; partition < PARTITIONS; partition++)
          sql.run('INSERT INTO slot(generation, partition, checkpoint, catalogue, epoch) VALUES (?, ?, ?, 0, 0)', number, partition, upTo)
        return number
      }),
    ),
  publish: (generation, instead, builtAt) =>
    write(generation, () => {
      const live = 'SELECT 1 FROM generation WHERE number = ? AND state = ?'
      if (instead !== null && sql.one(live, instead, 'live') !== undefined)
        if (positionOf(statusOf(sql, generation)) < positionOf(statusOf(sql, instead))) return false
      sql.run('UPDATE generation SET state = ?, built_at = ? WHERE number = ?', 'live', builtAt, generation)
      return true
    }),
  retire: (generation, inFavourOf) =>
    write(generation, () => {
      sql.demand(inFavourOf)
      if (positionOf(statusOf(sql, inFavourOf)) < positionOf(statusOf(sql, generation))) return false
      sql.run('UPDATE generation SET state = ? WHERE number = ?', 'retired', generation)
      return true
    }),
  drop: (generation) => drop(sql, plain, generation),
})
