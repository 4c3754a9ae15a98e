/** The event stores by themselves: appends one by one and in batches, reads of streams, of the log and of partitions. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerStream, LOG_START, PARTITIONS, type RecordedEvent } from '@jejak/core'
import { type AppendRequest, type EventStore, memoryEventStore, noStream, openSqliteEventStore, type ReadError } from '@jejak/eventstore'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { conditions } from './conditions.js'
import { EVENTS_A_CAREER, syntheticCareer, syntheticEvent, writeSyntheticLog } from './syntheticLog.js'

const PEOPLE = 2_000
const ONE_BY_ONE = 2_000
const BATCH = 500
const BATCHES = 40

const must = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const count = async (pages: AsyncIterable<E.Either<ReadError, ReadonlyArray<RecordedEvent>>>): Promise<number> => {
  let events = 0
  for await (const page of pages) {
    if (E.isLeft(page)) throw new Error(JSON.stringify(page.left))
    events += page.right.length
  }
  return events
}

/** Each measurement gives how many things it did. */
const measurements = (store: EventStore): ReadonlyArray<readonly [string, () => Promise<number>]> => {
  let person = 1_000_000
  const request = (): AppendRequest => {
    person += 1
    return { stream: careerStream(syntheticCareer(person)), expected: noStream, drafts: [syntheticEvent(person, 1)] }
  }
  return [
    ['write careers of 48, 8 an append (events)', async () => (await writeSyntheticLog(store, PEOPLE * EVENTS_A_CAREER)).events],
    [
      'append, one in flight (events)',
      async () => {
        for (let i = 0; i < ONE_BY_ONE; i++) {
          const { stream, expected, drafts } = request()
          await must(store.append(stream, expected, drafts))
        }
        return ONE_BY_ONE
      },
    ],
    [
      `append to new streams, batches of ${BATCH} (events)`,
      async () => {
        for (let i = 0; i < BATCHES; i++) {
          const results = await store.appendMany(Array.from({ length: BATCH }, request))()
          if (results.some(E.isLeft)) throw new Error('an append failed')
        }
        return BATCH * BATCHES
      },
    ],
    [
      `read a stream of ${EVENTS_A_CAREER} (streams)`,
      async () => {
        for (let n = 0; n < PEOPLE; n++) await must(store.read(careerStream(syntheticCareer(n))))
        return PEOPLE
      },
    ],
    ['read the log (events)', () => count(store.readAll(LOG_START))],
    [
      'read all partitions (events)',
      async () => {
        const head = await must(store.head())
        let events = 0
        for (let partition = 0; partition < PARTITIONS; partition++) events += await count(store.readPartition(partition, head))
        return events
      },
    ],
  ]
}

/** Runs and prints the table. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-eventstore-'))
  try {
    const stores: ReadonlyArray<readonly [string, EventStore]> = [
      ['memory', memoryEventStore()],
      ['sqlite', await must(openSqliteEventStore(join(dir, 'inline.db')))],
      ['sqlite, writing thread', await must(openSqliteEventStore(join(dir, 'thread.db'), { mode: 'thread' }))],
    ]
    const table = new Table({ head: ['a second', ...stores.map(([name]) => name)], style: { head: [], border: [] } })
    const columns: Array<ReadonlyArray<readonly [string, number]>> = []
    for (const [, store] of stores) {
      const column: Array<readonly [string, number]> = []
      for (const [name, body] of measurements(store)) {
        const started = performance.now()
        const done = await body()
        column.push([name, done / ((performance.now() - started) / 1000)])
      }
      columns.push(column)
      await store.close()
    }
    for (const [i, [name]] of (columns[0] ?? []).entries()) table.push([name, ...columns.map((column) => Math.round(column[i]?.[1] ?? 0))])
    process.stdout.write(`Event stores (${conditions(dir)})\n${table.toString()}\n`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
