/** The contract, on a part of a server's log for each case. */

import type { ProfileName } from '@jejak/esdb-double'
import { eventStoreContract, type OpenedEventStore } from '@jejak/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { EventStore } from '../src/index.js'
import { newScope, openScoped, SERVER, sharedServer } from './server.js'

export interface ContractRun {
  /** How often the model is played. */
  readonly plays?: number
  /** The version of the server that the double stands in for. */
  readonly profile?: ProfileName
}

/**
 * Registers the contract for one client library.
 *
 * @param urlOf the address as it is written for that library
 */
export const runContract = (name: string, urlOf: (url: string) => string, { plays = 40, profile = '23.10' }: ContractRun = {}): void => {
  let server: Awaited<ReturnType<typeof sharedServer>>
  // Holds the connection, which otherwise each case would make anew.
  let holder: EventStore
  beforeAll(async () => {
    server = await sharedServer(profile)
    holder = await openScoped(urlOf(server.url), newScope())
  })
  afterAll(async () => {
    await holder.close()
    await server.end()
  })

  /** What is let go after a case. */
  const left = new WeakMap<object, Array<() => Promise<void>>>()
  const close = async (opened: object): Promise<void> => {
    for (const each of left.get(opened) ?? []) await each()
  }
  const open = async (): Promise<OpenedEventStore> => {
    const scope = newScope()
    const after: Array<() => Promise<void>> = []
    let now = Date.now()
    const again = async () => {
      const store = await openScoped(urlOf(server.url), scope, { clock: () => now })
      after.unshift(store.close)
      return store
    }
    const opened: OpenedEventStore = {
      plays,
      store: await again(),
      again,
      setClock: (millis) => {
        now = millis
      },
    }
    left.set(opened, after)
    return opened
  }
  eventStoreContract(`${name} (${SERVER === 'double' ? `double of ${profile}` : SERVER})`, open, close, { describe, it })
}
