/** The server that tests of the EventStoreDB adapter run on: a real one where `ESDB_URL` names it, else the double. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantOfMillis, LOG_START, type RecordedEvent, type StreamName } from '@jejak/core'
import { type Double, type DoubleOptions, type ProfileName, startDouble } from '@jejak/esdb-double'
import { samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { prepare, stamp } from '../src/chain/EventText.js'
import { addressOf } from '../src/eventstoredb/Address.js'
import { leased } from '../src/eventstoredb/openEventStoreDb.js'
import { type EventStoreDbOptions, storeOn } from '../src/eventstoredb/storeOn.js'
import { toWire } from '../src/eventstoredb/WireForm.js'
import type { EventStore } from '../src/index.js'
import { unsafeBrand } from '../src/unsafe.js'
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

/** A server that all cases of a file share; the double as a version of the server, where it is the double. */
export const sharedServer = async (
  profile: ProfileName = '23.10',
): Promise<{ readonly url: string; readonly end: () => Promise<void> }> => {
  const url = process.env['ESDB_URL']
  if (url !== undefined) return { url, end: () => Promise.resolve() }
  const double = await ownDouble({ profile })
  return { url: double.url, end: double.end }
}

export const newScope = (): string => `t${randomUUID()}-`

/** Opens a log of its own on a shared server. */
export const openScoped = async (url: string, scope: string, options: EventStoreDbOptions = {}): Promise<EventStore> => {
  const address = await must(Promise.resolve(addressOf(url)))
  const client = await must(leased(address))
  return must(storeOn(address.shown, { ...client, driver: scoped(client.driver, scope) }, options))
}

/** All events of an iteration (default: of the log); an error fails the test. */
export const stored = async (
  store: EventStore,
  pages: ReturnType<EventStore['readAll']> = store.readAll(LOG_START),
): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  for await (const page of pages) events.push(...(await must(Promise.resolve(page))))
  return events
}

/** What a stranger writes into a stream of Jejak: an event whose text was altered after it was hashed, or one of no form of ours. */
export const strange = async (url: string, scope: string, stream: StreamName, kind: 'altered' | 'foreign'): Promise<void> => {
  const client = await must(leased(await must(Promise.resolve(addressOf(url)))))
  const driver = scoped(client.driver, scope)
  const [draft] = samples(1)
  const prepared = await must(Promise.resolve(prepare(draft)))
  const stamped = stamp(prepared, { stream, revision: 0, recordedAt: instantOfMillis(0), previousHash: null })
  const wire = toWire(prepared, kind === 'altered' ? { ...stamped, text: stamped.text.replace('PerLAN', 'other') } : stamped)
  const event = kind === 'altered' ? wire : { ...wire, data: Buffer.from('{}'), metadata: { hash: 'none', sealed: null } }
  await driver.append(stream, 'no_stream', [event], { bulk: false, deadline: 10_000 })
  await client.release()
}

/** What another program writes beside Jejak, into a stream that is not there yet. */
export const othersWrite = async (url: string, stream: string): Promise<void> => {
  const client = await must(leased(await must(Promise.resolve(addressOf(url)))))
  const event = () => ({ id: randomUUID(), type: 'Other', data: Buffer.from('{}'), metadata: { hash: '', sealed: null } })
  const name: StreamName = unsafeBrand(stream)
  await client.driver.append(name, 'no_stream', [event(), event()], { bulk: false, deadline: 10_000 })
  await client.release()
}
