/** The server that tests of the EventStoreDB adapter run on: a real one where `ESDB_URL` names it, else the double. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Double, type DoubleOptions, startDouble } from '@jejak/testing/eventstoredb'
import * as E from 'fp-ts/lib/Either.js'
import { addressOf } from '../src/eventstoredb/Address.js'
import { leased } from '../src/eventstoredb/openEventStoreDb.js'
import { type EventStoreDbOptions, storeOn } from '../src/eventstoredb/storeOn.js'
import type { EventStore } from '../src/index.js'
import { scoped } from './scoped.js'

/** What a figure or a verdict came from; tests name it. */
export const SERVER: 'server' | 'double' = process.env['ESDB_URL'] === undefined ? 'double' : 'server'

export const must = async <L, A>(opening: Promise<E.Either<L, A>>): Promise<A> => {
  const opened = await opening
  if (E.isLeft(opened)) throw new Error(JSON.stringify(opened.left))
  return opened.right
}

export interface OwnDouble extends Double {
  /** Stops it, and takes its files away. */
  readonly end: () => Promise<void>
}

/** A double of one's own, to be hurt. */
export const ownDouble = async (options: Omit<DoubleOptions, 'dir'> = {}): Promise<OwnDouble> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-double-'))
  const double = await startDouble({ ...options, dir })
  return {
    ...double,
    end: async () => {
      await double.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const ofKurrent = (url: string): string => url.replace(/^esdb/, 'kurrentdb')

/** A server that all cases of a file share. */
export const sharedServer = async (): Promise<{ readonly url: string; readonly end: () => Promise<void> }> => {
  const url = process.env['ESDB_URL']
  if (url !== undefined) return { url, end: () => Promise.resolve() }
  const double = await ownDouble()
  return { url: double.url, end: double.end }
}

export const newScope = (): string => `t${randomUUID()}-`

/** Opens a log of its own on a shared server. */
export const openScoped = async (url: string, scope: string, options: EventStoreDbOptions = {}): Promise<EventStore> => {
  const address = await must(Promise.resolve(addressOf(url)))
  const client = await must(leased(address))
  return must(storeOn(address.shown, { ...client, driver: scoped(client.driver, scope) }, options))
}
