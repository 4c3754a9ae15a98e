/**
 * One event store, measured in a process of its own: `KIND [ADDRESS]`, the results as a
 * line of JSON. Each store gets the same work, in the same order; and a process can use
 * only one of the two client libraries of EventStoreDB.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerStream, LOG_START, type LocalDate, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import {
  type Appended,
  type AppendRequest,
  copyLog,
  type EventStore,
  memoryEventStore,
  noStream,
  openSqliteEventStore,
  type ReadError,
} from '@jejak/eventstore'
import { openReadModels, openSqliteViewStore } from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import { mustRun } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { percentile } from './conditions.js'
import { EVENTS_A_CAREER, syntheticCareer, syntheticEvent, writeSyntheticLog } from './syntheticLog.js'

const PEOPLE = 1_500
const ONE_BY_ONE = 1_000
const TOGETHER = 25_600
/** Appends under way at a time. */
const FEW = 16
const MANY = 64
const BATCH = 500
const BATCHES = 20
const READS = 3
const MOVED = 3_000
const TODAY: LocalDate = lastDayOfYear(2025)

/** What was measured, and events a second; the size of the log stands in the name where it matters. */
type Measured = ReadonlyArray<readonly [name: string, rate: number]>

const count = async (pages: AsyncIterable<E.Either<ReadError, ReadonlyArray<RecordedEvent>>>, enough = Infinity): Promise<number> => {
  let events = 0
  for await (const page of pages) {
    if (E.isLeft(page)) throw new Error(JSON.stringify(page.left))
    events += page.right.length
    if (events >= enough) break
  }
  return events
}

let person = 1_000_000
/** The first event of someone new. */
const request = (): AppendRequest => {
  person += 1
  return { stream: careerStream(syntheticCareer(person)), expected: noStream, drafts: [syntheticEvent(person, 1)] }
}
/** The next event of someone who is there. */
const next = ({ stream, revision, hash }: Appended): AppendRequest => {
  person += 1
  return { stream, expected: { tag: 'at', revision, hash }, drafts: [syntheticEvent(person, 2)] }
}

const rateOf = async (work: () => Promise<number>): Promise<number> => {
  const started = performance.now()
  const done = await work()
  return done / ((performance.now() - started) / 1000)
}

/** Median of some runs. */
const rateOfReading = async (work: () => Promise<number>): Promise<number> => {
  const rates: number[] = []
  for (let i = 0; i < READS; i++) rates.push(await rateOf(work))
  return percentile(rates, 0.5)
}

/** Copies a log in which neighbours are of different people, as after an import; comparing both is in it. */
const moving = async (store: EventStore): Promise<number> => {
  const source = memoryEventStore()
  await source.appendMany(Array.from({ length: MOVED }, request))()
  return rateOf(async () => (await mustRun(copyLog(source, store))).events)
}

/** Appends one by one, so many at a time; what they made, and events a second. */
const together = async (
  store: EventStore,
  requests: ReadonlyArray<AppendRequest>,
  inFlight: number,
): Promise<{ readonly made: ReadonlyArray<Appended>; readonly rate: number }> => {
  const made: Appended[] = []
  const rate = await rateOf(async () => {
    const left = requests.values()
    const writer = async (): Promise<void> => {
      for (const { stream, expected, drafts } of left) made.push(await mustRun(store.append(stream, expected, drafts)))
    }
    await Promise.all(Array.from({ length: inFlight }, writer))
    return requests.length
  })
  return { made, rate }
}

const requests = (count: number): ReadonlyArray<AppendRequest> => Array.from({ length: count }, request)

const appending = async (store: EventStore): Promise<Measured> => {
  const alone = await together(store, requests(ONE_BY_ONE), 1)
  const few = await together(store, requests(TOGETHER), FEW)
  const many = await together(store, requests(TOGETHER), MANY)
  const again = await together(store, many.made.map(next), MANY)
  return [
    ['append, 1 in flight', alone.rate],
    [`append, ${FEW} in flight`, few.rate],
    [`append, ${MANY} in flight`, many.rate],
    [`append to streams that are there, ${MANY} in flight`, again.rate],
  ]
}

const writing = async (store: EventStore): Promise<Measured> => [
  ...(await appending(store)),
  [
    `append in batches of ${BATCH}, each to a stream of its own`,
    await rateOf(async () => {
      for (let i = 0; i < BATCHES; i++) {
        const results = await store.appendMany(Array.from({ length: BATCH }, request))()
        if (results.some(E.isLeft)) throw new Error('an append failed')
      }
      return BATCH * BATCHES
    }),
  ],
]

const reading = async (store: EventStore): Promise<Measured> => {
  const all = await count(store.readAll(LOG_START))
  return [
    [
      `read streams of ${EVENTS_A_CAREER}, one after the other`,
      await rateOfReading(async () => {
        let events = 0
        for (let n = 0; n < PEOPLE; n++) events += (await mustRun(store.read(careerStream(syntheticCareer(n))))).length
        return events
      }),
    ],
    ['read the log', await rateOfReading(() => count(store.readAll(LOG_START)))],
    [
      'catch up: subscribe from the first to the last',
      await rateOfReading(() => count(store.subscribe(LOG_START, AbortSignal.timeout(600_000)), all)),
    ],
  ]
}

/** Builds all read models of a log from nothing, into a file; events a second. */
const rebuild = async (store: EventStore, dir: string): Promise<number> => {
  const views = await mustRun(openSqliteViewStore(join(dir, 'views.db')))
  const models = await mustRun(openReadModels({ events: store, views, standing: standingViews, today: () => TODAY }))
  const rate = await rateOf(async () => (await mustRun(models.rebuild())).events)
  await models.close()
  for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(dir, name), { force: true })
  return rate
}

/** Rebuilds over a copy of a far log: with a copy that is filled by it, and with one that is there. */
const copied = async (url: string, dir: string, events: number): Promise<Measured> => {
  const { openEventStoreDb, withLocalCopy } = await import('@jejak/eventstore/eventstoredb')
  const measured: Array<readonly [string, number]> = []
  for (const name of ['the copy filled on the way', 'the copy there']) {
    const store = await mustRun(withLocalCopy(await mustRun(openEventStoreDb(url)), join(dir, 'copy.db')))
    measured.push([`rebuild of ${events}, ${name}`, await rebuild(store, dir)])
    await store.close()
  }
  return measured
}

const open = async (kind: string, address: string): Promise<EventStore> => {
  if (kind === 'memory') return memoryEventStore()
  if (kind !== 'server') return mustRun(openSqliteEventStore(address, { mode: kind === 'thread' ? 'thread' : 'inline' }))
  const { openEventStoreDb } = await import('@jejak/eventstore/eventstoredb')
  return mustRun(openEventStoreDb(address))
}

const measure = async (kind: string, address: string): Promise<Measured> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-subject-'))
  const store = await open(kind, address)
  try {
    if ((await mustRun(store.head())) > LOG_START) throw new Error('the bench wants a log of its own: empty the server, or name another')
    const moved = await moving(store)
    const far = kind === 'server'
    // Without a copy the log of a server is read for each partition: that is tried while it is short.
    const direct: Measured = far ? [[`rebuild of ${MOVED}, from the store itself`, await rebuild(store, dir)]] : []
    let written = MOVED
    const log = await rateOf(async () => {
      const { events } = await writeSyntheticLog(store, PEOPLE * EVENTS_A_CAREER)
      written += events
      return events
    })
    const measured = [...(await writing(store)), ...(await reading(store))]
    const all = written + ONE_BY_ONE + 3 * TOGETHER + BATCH * BATCHES
    return [
      ['append careers, 8 events an append', log],
      ...measured,
      [`copy a log of ${MOVED} into it`, moved],
      ...direct,
      ...(far ? await copied(address, dir, all) : [[`rebuild of ${all}, from the store itself`, await rebuild(store, dir)] as const]),
    ]
  } finally {
    await store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

const [, , kind = '', address = ''] = process.argv
process.stdout.write(`${JSON.stringify(await measure(kind, address))}\n`)
