/** One client a process for each address, shared by all stores on it. */
import type { Address } from './Address.js'
import type { Driver, OpenDriver } from './Driver.js'

interface Shared {
  readonly driver: Driver
  readonly bulk: boolean
  users: number
}

const clients = new Map<string, Shared>()
let library: Address['library'] | null = null

export interface Lease {
  readonly driver: Driver
  /** The last one out disposes the client: with an open stream a process would never end. */
  readonly release: () => Promise<void>
}

/**
 * Whether a process may use a library: both put what they generated under the same
 * global names, so the second one loaded breaks the first.
 */
export const mayUse = (address: Address): boolean => {
  library ??= address.library
  return library === address.library
}

/** Throws where the library refuses the address. */
export const lease = (address: Address, open: OpenDriver): Lease => {
  const present = clients.get(address.url)
  const mayBulk = ![...clients.values()].some(({ bulk }) => bulk)
  const shared = present ?? { driver: open(address, mayBulk), bulk: mayBulk, users: 0 }
  shared.users += 1
  clients.set(address.url, shared)
  return {
    driver: shared.driver,
    release: async () => {
      shared.users -= 1
      if (shared.users > 0) return
      clients.delete(address.url)
      await shared.driver.dispose()
    },
  }
}
