/** The double as tests ask it: through the real client. One client a test file, since its pending appends are shared by the process. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient, type JSONEventData, jsonEvent, type ResolvedEvent } from '@eventstore/db-client'
import { type Double, type DoubleOptions, startDouble } from '@jejak/esdb-double'

export interface Bench {
  readonly double: Double
  readonly client: EventStoreDBClient
  /** Folder of the journal. */
  readonly dir: string
  readonly close: () => Promise<void>
}

export const openBench = async (options: Omit<DoubleOptions, 'dir'> = {}): Promise<Bench> => {
  const dir = await mkdtemp(join(tmpdir(), 'jejak-double-'))
  const double = await startDouble({ ...options, dir })
  const client = EventStoreDBClient.connectionString(double.url)
  return {
    double,
    client,
    dir,
    close: async () => {
      await client.dispose()
      await double.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Credentials make the client take the classic call, which an open double does not check. */
export const CLASSIC = { credentials: { username: 'nobody', password: 'nothing' } } as const

export const ids = (count: number): ReadonlyArray<string> => Array.from({ length: count }, () => randomUUID())

export const eventsOf = (given: ReadonlyArray<string>): JSONEventData[] =>
  given.map((id, index) => jsonEvent({ id, type: 'Noted', data: { index } }))

export const someEvents = (count: number): JSONEventData[] => eventsOf(ids(count))

export const collect = async (events: AsyncIterable<ResolvedEvent>): Promise<ReadonlyArray<NonNullable<ResolvedEvent['event']>>> => {
  const found: Array<NonNullable<ResolvedEvent['event']>> = []
  for await (const { event } of events) if (event !== undefined) found.push(event)
  return found
}

/** How a call ended: `ok`, or the kind of its error with what tells it apart. */
export const outcomeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'ok'
  } catch (error) {
    const { type, code, message } = Object(error)
    return [type, code, message].filter((part) => part !== undefined && part !== '').join(' ')
  }
}

/** What a subscription says, in order: `caughtUp`, `STREAM@REVISION`, `error CODE`. */
export const saidBy = (subscription: Pick<NodeJS.EventEmitter, 'on'>): ReadonlyArray<string> => {
  const said: string[] = []
  subscription.on('data', ({ event }: ResolvedEvent) => said.push(`${event?.streamId}@${event?.revision}`))
  subscription.on('caughtUp', () => said.push('caughtUp'))
  subscription.on('error', ({ code }: { readonly code?: number }) => said.push(`error ${code}`))
  return said
}
