/** Where the parts of a home are: in its own files, unless the environment names other places. */
import { isAbsolute, join, resolve } from 'node:path'
import { eventStoreDbAddress, redisAddress } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { type DeploymentFiles, type EventsPlace, type OpeningError, refused, type StorePlace } from './DeploymentStores.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** `server` says how an address of the server is written that may stand in its place. */
const addressOf = (env: Environment, variable: string, dir: string, name: string, server: string): E.Either<OpeningError, string> => {
  const address = env[variable]
  if (address === undefined || address === '') return E.right(join(dir, name))
  const [scheme = '', ...rest] = address.split(':')
  const path = rest.join(':')
  if (scheme !== 'sqlite')
    return E.left(
      refused(
        `${variable}: no store of the kind "${scheme}" is known; write sqlite:PATH or ${server}, or leave it out for a file in the data folder`,
      ),
    )
  if (path === '') return E.left(refused(`${variable}: names no file; write ${variable}=sqlite:PATH`))
  return E.right(isAbsolute(path) ? path : resolve(dir, path))
}

const REDIS = /^rediss?(?:\+cluster)?:\/\//

/** A place that may be a Redis as well. Its address may hold a password: it is never repeated. */
const placeOf = (env: Environment, variable: string, dir: string, name: string): E.Either<OpeningError, StorePlace> => {
  const url = env[variable] ?? ''
  if (REDIS.test(url)) {
    const address = redisAddress(url)
    return E.isLeft(address) ? E.left(refused(`${variable}: ${address.left}`)) : E.right({ kind: 'redis', url })
  }
  const path = addressOf(env, variable, dir, name, 'redis://HOST:PORT')
  return E.isLeft(path) ? path : E.right({ kind: 'sqlite', path: path.right })
}

const EVENT_STORE_DB = /^(?:esdb|kurrentdb)(?:\+discover)?:\/\//

/** The place of the events. The address of a server may hold a password: it is never repeated. */
const eventsOf = (env: Environment, dir: string): E.Either<OpeningError, EventsPlace> => {
  const url = env['JEJAK_EVENTS'] ?? ''
  if (EVENT_STORE_DB.test(url)) {
    const address = eventStoreDbAddress(url)
    if (E.isLeft(address)) return E.left(refused(`JEJAK_EVENTS: ${address.left.reason}`))
    return E.right({ kind: 'eventstoredb', url, copy: join(dir, 'events-copy.db') })
  }
  const path = addressOf(env, 'JEJAK_EVENTS', dir, 'events.db', 'esdb://HOST:PORT')
  return E.isLeft(path) ? path : E.right({ kind: 'sqlite', path: path.right })
}

/**
 * The files of a home. `JEJAK_EVENTS`, `JEJAK_KEYS` and `JEJAK_VIEWS` move one
 * elsewhere (`sqlite:PATH`; a relative path counts from the data folder); events may
 * be in an EventStoreDB (`esdb://...`), keys and read models in a Redis (`redis://...`).
 */
export const filesOf = (dir: string, env: Environment): E.Either<OpeningError, DeploymentFiles> => {
  const events = eventsOf(env, dir)
  if (E.isLeft(events)) return events
  const keys = placeOf(env, 'JEJAK_KEYS', dir, 'keys.db')
  if (E.isLeft(keys)) return keys
  const views = placeOf(env, 'JEJAK_VIEWS', dir, 'views.db')
  if (E.isLeft(views)) return views
  return E.right({ events: events.right, keys: keys.right, views: views.right, index: join(dir, 'import.db') })
}

/** The Redis of the queue, named in `JEJAK_QUEUE`; `null` without one. Its address may hold a password: it is never repeated. */
export const queueAddressOf = (env: Environment): E.Either<OpeningError, string | null> => {
  const url = env['JEJAK_QUEUE'] ?? ''
  if (url === '') return E.right(null)
  const address = redisAddress(url)
  return E.isLeft(address) ? E.left(refused(`JEJAK_QUEUE: ${address.left}`)) : E.right(url)
}
