/** The event store for more than one machine: EventStoreDB, or KurrentDB, its successor. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ReadError, Unavailable } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { type Address, addressOf } from './Address.js'
import { type Lease, lease, mayUse } from './clients.js'
import type { OpenDriver } from './Driver.js'
import { type EventStoreDbOptions, type ServerEventStore, storeOn } from './storeOn.js'

const open = async (address: Address): Promise<OpenDriver> =>
  address.library === 'kurrent'
    ? (await import('./kurrentDriver.js')).openKurrentDriver
    : (await import('./dbClientDriver.js')).openDbClientDriver

/** A client of an address, which may be used by others of this process too. */
export const leased = async (address: Address): Promise<E.Either<Unavailable, Lease>> => {
  if (!mayUse(address))
    return E.left(
      unavailable('a process uses esdb:// or kurrentdb://, not both: the libraries do not go together; write all addresses alike'),
    )
  try {
    return E.right(lease(address, await open(address)))
  } catch {
    return E.left(unavailable(`the settings in the address of ${address.shown} cannot be used: check the files it names and its numbers`))
  }
}

/**
 * Opens the events of a server by its connection string (`esdb://...`,
 * `esdb+discover://...`, or the same with `kurrentdb` for the newer client), and
 * asks it one question, so that a wrong address, sign-in or right is told at once.
 * Positions are the server's commit positions: ordered, with gaps.
 */
export const openEventStoreDb =
  (url: string, options: EventStoreDbOptions = {}): TaskEither<Unavailable | ReadError, ServerEventStore> =>
  async () => {
    const address = addressOf(url)
    if (E.isLeft(address)) return address
    const client = await leased(address.right)
    if (E.isLeft(client)) return client
    const { shown, maxAppendSize } = address.right
    return storeOn(shown, client.right, { ...(maxAppendSize === null ? {} : { maxAppendSize }), ...options })
  }
