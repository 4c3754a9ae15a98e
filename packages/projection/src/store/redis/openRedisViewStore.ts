/**
 * Read models in Redis, one server or a cluster. Each partition has a slot of its
 * own and is changed by one script at a time; there is no transaction over several.
 * So slots move one after the other, never back, and the lowest one counts. All
 * of it can be lost and made again.
 */
import { attempt, claimDatabase, connectRedis, type RedisConnection } from '@jejak/eventstore/redis'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ViewsError, ViewsUnavailable } from '../faults.js'
import { positionOf } from '../ReadingStore.js'
import type { ViewStore } from '../ViewStore.js'
import { onGeneration, plain } from './gateway.js'
import { Keys } from './Keys.js'
import {
  agenciesOf,
  contentsOf,
  dirtyOf,
  documentsOf,
  load,
  marksIn,
  marksOf,
  namesIn,
  parkedOf,
  partsOf,
  referencesOf,
  standingRows,
  standingSums,
  statusOf,
} from './reads.js'
import { beat, begin, claimLog, drop, generationsOf, hide, publish, renewLog, retire } from './registry.js'
import type { World } from './World.js'
import { advance, claim, commit, mark, park, verified, writePart, writeReferences } from './writes.js'

const storeOn = (connection: RedisConnection): ViewStore => {
  const world: World = { connection, keys: new Keys(connection.address.prefix) }
  const on = <A>(generation: number, work: () => Promise<A>): TaskEither<ViewsError, A> =>
    // A server that lost its memory leaves a generation on the list: it must not be found there again.
    onGeneration(connection, generation, () => hide(world, generation), work)
  return {
    claimLog: (log) => plain(connection, () => claimLog(world, log)),
    renewLog: (log) => plain(connection, () => renewLog(world, log)),
    emptying: `give this deployment a ?prefix= of its own, or take away all keys that begin with {${connection.address.prefix}:`,
    generations: () => plain(connection, () => generationsOf(world)),
    begin: (made) => plain(connection, () => begin(world, made)),
    writePart: (generation, part, now) =>
      on(generation, async () => {
        await writePart(world, generation, part)
        await beat(world, generation, now)
      }),
    parts: (generation) => on(generation, () => partsOf(world, generation)),
    contents: (generation, partition) => on(generation, () => contentsOf(world, generation, partition)),
    names: (generation, partition) => on(generation, () => namesIn(world, generation, partition)),
    verified: (generation, partition, digest) => on(generation, () => verified(world, generation, partition, digest)),
    writeReferences: (generation, { references, catalogue, parked }, now) =>
      on(generation, async () => {
        await park(world, generation, parked)
        await writeReferences(world, generation, references, catalogue)
        await beat(world, generation, now)
      }),
    publish: (generation, instead, builtAt) =>
      on(generation, async () => {
        const own = positionOf(await statusOf(world, generation))
        const replaced = (await generationsOf(world)).find(({ number, state }) => number === instead && state === 'live')
        if (replaced !== undefined && own < positionOf(await statusOf(world, replaced.number))) return false
        await publish(world, generation, builtAt)
        return true
      }),
    retire: (generation, inFavourOf) => async () => {
      const next = await on(inFavourOf, () => statusOf(world, inFavourOf))()
      if (E.isLeft(next)) return next
      return on(generation, async () => {
        if (positionOf(next.right) < positionOf(await statusOf(world, generation))) return false
        await retire(world, generation)
        return true
      })()
    },
    drop: (generation) => plain(connection, () => drop(world, generation)),
    parked: (generation) => on(generation, () => parkedOf(world, generation)),
    status: (generation) => on(generation, () => statusOf(world, generation)),
    references: (generation, after) => on(generation, () => referencesOf(world, generation, after)),
    mark: (generation, marking) => on(generation, () => mark(world, generation, marking)),
    marks: (generation, from, limit) => on(generation, () => marksOf(world, generation, from, limit)),
    marksIn: (generation, partition, limit) => on(generation, () => marksIn(world, generation, partition, limit)),
    dirty: (generation) => on(generation, () => dirtyOf(world, generation)),
    claim: (generation, partition) => on(generation, () => claim(world, generation, partition)),
    load: (generation, careers) => on(generation, () => load(world, generation, careers)),
    commit: (generation, commits) => on(generation, () => commit(world, generation, commits)),
    advance: (generation, commits, marking) => on(generation, () => advance(world, generation, commits, marking)),
    documents: (generation, partition, after, limit) => on(generation, () => documentsOf(world, generation, partition, after, limit)),
    sums: (generation, views, agency) => on(generation, () => standingSums(world, generation, views, agency)),
    rows: (generation, view, agency) => on(generation, () => standingRows(world, generation, view, agency)),
    agencies: (generation) => on(generation, () => agenciesOf(world, generation)),
    close: connection.close,
  }
}

const EVICTING = /maxmemory_policy:allkeys-/

/** Refuses a Redis that holds keys of persons, or that takes away what it likes when memory is short. */
const unfit = async (connection: RedisConnection): Promise<string | null> => {
  const { shown } = connection.address
  if (!(await claimDatabase(connection, 'views')))
    return `Redis at ${shown} holds the keys of persons: keep the read models in another Redis.`
  for (const server of connection.servers())
    if (EVICTING.test(await server.info('memory')))
      return `Redis at ${shown} takes away keys when memory is short: set maxmemory-policy noeviction on the server.`
  return null
}

/** Opens the read models in a Redis (see RedisAddress for the form of `url`). Any number of processes may use it at once. */
export const openRedisViewStore =
  (url: string): TaskEither<ViewsUnavailable, ViewStore> =>
  async () => {
    const unavailable = (reason: string): E.Either<ViewsUnavailable, ViewStore> => E.left({ tag: 'ViewsUnavailable', reason })
    const connected = await connectRedis(url)
    if (E.isLeft(connected)) return unavailable(connected.left)
    const connection = connected.right
    const checked = await attempt(connection, () => unfit(connection))
    if (E.isRight(checked) && checked.right === null) return E.right(storeOn(connection))
    await connection.close()
    return unavailable(E.isLeft(checked) ? checked.left : (checked.right ?? ''))
  }
