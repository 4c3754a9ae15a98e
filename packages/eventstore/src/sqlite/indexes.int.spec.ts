/** The log, its indexes and the tail between them: wherever the indexes end, every event is found, once and in order. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { LOG_START, type LogPosition, PARTITIONS, partitionOf, type RecordedEvent, type StreamName } from '@jejak/core'
import { careerNo, samples } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Expected, noStream } from '../port/EventStore.js'
import { prepareRequest } from '../port/prepareRequest.js'
import { unsafeBrand } from '../unsafe.js'
import { inTransaction, openDatabase } from './database.js'
import { openFiller } from './fill.js'
import { type Log, openLog } from './Log.js'
import { EVENTS_LAYOUT } from './layout.js'
import { openPages, type Pages, type PartitionCursor } from './Pages.js'
import { openTail } from './Tail.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-indexes-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

/** Careers of two partitions, and streams that are none. */
const STREAMS: ReadonlyArray<StreamName> = [
  ...[1, 2, 257, 258].map(careerNo),
  unsafeBrand('agency-kota'),
  unsafeBrand(`program-${'0'.repeat(32)}`),
]
const streamAt = (n: number): StreamName => STREAMS[n % STREAMS.length] ?? careerNo(0)

/** Puts rows into the indexes, as another process would that came just then. */
const fillBeside = (db: DatabaseSync, rows: number): void => {
  const tail = openTail(db)
  const filler = openFiller(db, tail, 1)
  inTransaction(db, () => {
    tail.catchUp()
    filler.fill(rows)
  })
}

const endsOf = (log: ReadonlyArray<RecordedEvent>, stream: StreamName): Expected => {
  const last = log.filter((event) => event.stream === stream).at(-1)
  return last === undefined ? noStream : { tag: 'at', revision: last.revision, hash: last.meta.hash }
}

/** The events of a partition as a sort of the log gives them. */
const sorted = (log: ReadonlyArray<RecordedEvent>, partition: number, upTo: number): ReadonlyArray<RecordedEvent> => {
  const created = new Map<StreamName, number>()
  for (const { stream, revision, position } of log) if (revision === 0) created.set(stream, position)
  return log
    .filter(({ stream, position }) => partitionOf(stream) === partition && position <= upTo)
    .toSorted((a, b) => (created.get(a.stream) ?? 0) - (created.get(b.stream) ?? 0) || a.revision - b.revision)
}

const walk = (pages: Pages, partition: number, upTo: LogPosition, limit: number): ReadonlyArray<RecordedEvent> => {
  const read: RecordedEvent[] = []
  let from: PartitionCursor | null = null
  do {
    const page: ReturnType<Pages['partition']> = pages.partition(partition, upTo, from, limit)
    const { events, next } = right(page)
    read.push(...events)
    from = next
  } while (from !== null)
  return read
}

const expectWhole = (pages: Pages, log: ReadonlyArray<RecordedEvent>, upTo: number, limit: number): void => {
  expect(right(pages.after(LOG_START, unsafeBrand(log.length), log.length + 1))).toEqual(log)
  for (const stream of STREAMS) {
    const events = log.filter((event) => event.stream === stream)
    for (const from of [0, 1, events.length - 1, events.length])
      expect(right(pages.stream(stream, from))).toEqual(events.slice(Math.max(0, from)))
    for (const event of events) expect(right(pages.at(stream, event.revision))).toEqual([event])
    expect(right(pages.at(stream, events.length))).toEqual([])
  }
  expect(right(pages.ends(STREAMS))).toEqual(STREAMS.map((stream) => endsOf(log, stream)))
  for (const partition of new Set(STREAMS.map(partitionOf)))
    expect(walk(pages, partition, unsafeBrand(upTo), limit)).toEqual(sorted(log, partition, upTo))
  const reference = new Set(log.map(({ stream }) => stream).filter((stream) => !stream.startsWith('career-')))
  expect([...right(pages.referenceStreams())].toSorted()).toEqual([...reference].toSorted())
}

type Step =
  | { readonly kind: 'append'; readonly by: number; readonly stream: number; readonly count: number; readonly stale: boolean }
  | { readonly kind: 'fill'; readonly rows: number }
  | { readonly kind: 'look'; readonly upTo: number; readonly limit: number }

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant<'append'>('append'),
        by: fc.nat(1),
        stream: fc.nat(STREAMS.length - 1),
        count: fc.integer({ min: 1, max: 4 }),
        stale: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant<'fill'>('fill'), rows: fc.oneof(fc.nat(6), fc.constant(100)) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant<'look'>('look'), upTo: fc.nat(40), limit: fc.integer({ min: 1, max: 5 }) }) },
  ),
  { maxLength: 40 },
)

describe('the indexes of a log', () => {
  it('and its tail together are a plain sort of it, however far they were filled, for whoever reads or writes', async () => {
    let plays = 0
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        plays += 1
        const path = join(dir, `${plays}.db`)
        const writers: ReadonlyArray<DatabaseSync> = [
          right(await openDatabase(path, EVENTS_LAYOUT)),
          right(await openDatabase(path, EVENTS_LAYOUT)),
        ]
        const logs: ReadonlyArray<Log> = writers.map((db) => openLog(db, path, Date.now))
        const beside = right(await openDatabase(path, EVENTS_LAYOUT))
        const old = openPages(path)
        const everything = openPages(path)
        const all = (): ReadonlyArray<RecordedEvent> => right(everything.after(LOG_START, unsafeBrand(1e6), 1e6))
        try {
          for (const step of sequence) {
            const log = all()
            if (step.kind === 'fill') fillBeside(beside, step.rows)
            else if (step.kind === 'look') expectWhole(old, log, step.upTo, step.limit)
            else {
              const stream = streamAt(step.stream)
              const end = endsOf(log, stream)
              const expected: Expected = step.stale ? { tag: 'at', revision: log.length, hash: '0'.repeat(64) } : end
              const request = right(prepareRequest({ stream, expected, drafts: samples(step.count) }))
              const outcome = logs[step.by]?.commit([[request]])
              const result = outcome?.tag === 'done' ? outcome.results[0] : undefined
              if (step.stale) expect(result).toEqual(E.left({ tag: 'Conflict', stream, actual: end }))
              else expect(result).toMatchObject(E.right({ position: log.length + step.count }))
            }
          }
          const fresh = openPages(path)
          const log = all()
          for (const pages of [old, fresh]) expectWhole(pages, log, log.length, 3)
          fillBeside(beside, log.length)
          expectWhole(old, log, log.length, 3)
          fresh.close()
        } finally {
          for (const db of [...writers, beside, old, everything]) db.close()
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('are filled while events are appended, in one transaction after the other, and when the file is closed', async () => {
    const path = join(dir, 'events.db')
    const db = right(await openDatabase(path, EVENTS_LAYOUT))
    const log = openLog(db, path, Date.now, 1000)
    const places = db.prepare('SELECT count(*) AS n FROM place')
    const filled: unknown[] = []
    for (let round = 0; round < 8; round += 1) {
      const works = Array.from({ length: 125 }, (_, i) => [
        right(prepareRequest({ stream: careerNo(round * 125 + i), expected: noStream, drafts: samples(2) })),
      ])
      const [first, ...rest] = works.flat()
      if (first !== undefined) expect(log.commit([[first, ...rest]])).toMatchObject({ tag: 'done', wrote: true })
      filled.push(places.get()?.['n'])
    }
    // From the thousandth event on, twice as many as are appended; what came meanwhile waits for the next filling.
    expect(filled).toEqual([0, 0, 0, 500, 1000, 1000, 1000, 1500])
    log.settle()
    expect(places.get()).toEqual({ n: 2000 })
    expect(db.prepare('SELECT upto, target FROM indexed').get()).toEqual({ upto: 2000, target: 2000 })
    db.close()
    const pages = openPages(path)
    expect(Array.from({ length: PARTITIONS }, (_, p) => walk(pages, p, unsafeBrand(2000), 1000).length).reduce((a, b) => a + b)).toBe(2000)
    pages.close()
  })

  it('forget what a transaction brought that was undone', async () => {
    const path = join(dir, 'events.db')
    const db = right(await openDatabase(path, EVENTS_LAYOUT))
    const log = openLog(db, path, Date.now, 4)
    const append = (n: number, sealed: Uint8Array | null) => {
      const [draft, ...more] = samples(6)
      return log.commit([[right(prepareRequest({ stream: careerNo(n), expected: noStream, drafts: [{ ...draft, sealed }, ...more] }))]])
    }
    db.exec('PRAGMA max_page_count = 24')
    expect(append(1, new Uint8Array(200_000))).toMatchObject({ tag: 'failed', error: { tag: 'Unavailable' } })
    expect(append(2, null)).toMatchObject({ tag: 'done', results: [E.right({ position: 6 })] })
    db.exec('PRAGMA max_page_count = 100000')
    expect(append(1, null)).toMatchObject({ tag: 'done', results: [E.right({ position: 12, revision: 5 })] })
    db.close()
    const pages = openPages(path)
    for (const n of [1, 2]) expect(right(pages.stream(careerNo(n), 0))).toHaveLength(6)
    pages.close()
  })

  it('are not filled by what was prepared in a transaction that was undone', async () => {
    const path = join(dir, 'events.db')
    const db = right(await openDatabase(path, EVENTS_LAYOUT))
    const log = openLog(db, path, Date.now, 1000)
    const append = (from: number, count: number) =>
      log.commit(
        Array.from({ length: count }, (_, i) => [
          right(prepareRequest({ stream: careerNo(from + i), expected: noStream, drafts: samples(1) })),
        ]),
      )
    // So few at a time go in one transaction, however slow the machine.
    for (const from of [0, 300, 600, 900]) expect(append(from, 225)).toMatchObject({ tag: 'done' })
    db.exec("CREATE TEMP TRIGGER never BEFORE UPDATE ON indexed BEGIN SELECT RAISE(ABORT, 'not now'); END")
    expect(append(5000, 100)).toMatchObject({ tag: 'failed' })
    db.exec('DROP TRIGGER never')
    expect(append(7005, 100)).toMatchObject({ tag: 'done' })
    log.settle()
    const wrong = 'SELECT count(*) AS n FROM event LEFT JOIN place USING (position) WHERE place.sid IS NOT event.sid'
    expect(db.prepare(wrong).get()).toEqual({ n: 0 })
    expect(db.prepare('SELECT count(*) AS n FROM name').get()).toEqual({ n: 1000 })
    db.close()
  })

  it('tell a writer of ends that others moved and filled in since it looked', async () => {
    const path = join(dir, 'events.db')
    const dbs = [right(await openDatabase(path, EVENTS_LAYOUT)), right(await openDatabase(path, EVENTS_LAYOUT))] as const
    const [one, other] = [openLog(dbs[0], path, Date.now), openLog(dbs[1], path, Date.now)]
    let expected: Expected = noStream
    for (const log of [one, other, one]) {
      const outcome = log.commit([[right(prepareRequest({ stream: careerNo(1), expected, drafts: samples(1) }))]])
      const result = outcome.tag === 'done' ? outcome.results[0] : undefined
      if (result === undefined || E.isLeft(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
      expected = { tag: 'at', revision: result.right.revision, hash: result.right.hash }
      fillBeside(dbs[1], 100)
    }
    for (const db of dbs) db.close()
  })

  it('refuse a second event at the place of another', async () => {
    const path = join(dir, 'events.db')
    const db = right(await openDatabase(path, EVENTS_LAYOUT))
    const log = openLog(db, path, Date.now, 4)
    const request = (n: number) => right(prepareRequest({ stream: careerNo(n), expected: noStream, drafts: samples(2) }))
    expect(log.commit([[request(1)]])).toMatchObject({ tag: 'done' })
    db.exec('INSERT INTO event SELECT position + 2, sid, revision, data, sealed, hash, NULL FROM event WHERE revision = 1')
    expect(log.commit([[request(2)]])).toMatchObject({
      tag: 'failed',
      error: { tag: 'Corrupt', reason: expect.stringContaining('two events at one place') },
    })
    expect(db.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 3 })
    db.close()
  })
})
