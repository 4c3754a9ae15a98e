/** The store of events that an address names. */
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { type EventStore, eventStoreDbAddress, openSqliteEventStore, type ReadError } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { badRequest, type Fault } from '../fault/Fault.js'

/** A file, or a server by its connection string, which may hold a password; `shown` is for messages. */
export type Place =
  | { readonly kind: 'sqlite'; readonly path: string; readonly shown: string }
  | { readonly kind: 'eventstoredb'; readonly url: string; readonly shown: string }

const malformed = (field: string, detail: string): Fault =>
  badRequest('address', `${field}: ${detail}`, [{ field, code: 'malformed', detail }])

const SERVER = /^(?:esdb|kurrentdb)(?:\+discover)?:\/\//

/**
 * Reads `sqlite:PATH`, or the connection string of a server.
 *
 * @param side which of the two stores it is of
 * @param base what a relative path counts from
 */
export const placeOf = (side: 'from' | 'to', address: string, base: string): E.Either<Fault, Place> => {
  if (SERVER.test(address)) {
    const server = eventStoreDbAddress(address)
    if (E.isLeft(server)) return E.left(malformed(side, server.left.reason))
    return E.right({ kind: 'eventstoredb', url: address, shown: server.right.shown })
  }
  const [, name = ''] = /^sqlite:(.+)$/.exec(address) ?? []
  if (name === '') return E.left(malformed(side, 'write sqlite:PATH, esdb://HOST:PORT or kurrentdb://HOST:PORT'))
  const path = resolve(base, name)
  return E.right({ kind: 'sqlite', path, shown: path })
}

const realPath = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

/** Whether two addresses name one store, as far as they tell. */
export const samePlace = (a: Place, b: Place): boolean =>
  a.kind === 'sqlite' ? b.kind === 'sqlite' && realPath(a.path) === realPath(b.path) : a.shown === b.shown

/** Opens a store; the client of a server is loaded only where one is named. */
export const openPlace = async (place: Place): Promise<E.Either<ReadError, EventStore>> => {
  if (place.kind === 'sqlite') return openSqliteEventStore(place.path)()
  const { openEventStoreDb } = await import('@jejak/eventstore/eventstoredb')
  return openEventStoreDb(place.url)()
}
