/** Several processes on one file, and processes that are killed while they append. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LOG_START, PARTITIONS, type RecordedEvent, type StreamName } from '@jejak/core'
import { sample } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../chain/verifyChain.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { openSqliteEventStore } from './openSqliteEventStore.js'

const APPENDER = fileURLToPath(new URL('../../test/appender.mjs', import.meta.url))

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

let dir = ''
let path = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-eventstore-'))
  path = join(dir, 'events.db')
})
afterEach(() => rmSync(dir, { recursive: true }))

interface Appender {
  readonly child: ChildProcess
  readonly acknowledged: () => ReadonlyArray<string>
  /** Its exit code, or null if it was killed. */
  readonly ended: Promise<number | null>
}

/** Events the indexes may lack: more than one transaction puts into them, so that most kills come in the middle. */
const TAIL = 300

const start = (name: string, count: number, inFlight: number, mode = 'inline'): Appender => {
  const child = spawn(process.execPath, [APPENDER, path, name, String(count), String(inFlight), mode, String(TAIL)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return {
    child,
    // The last piece may be half a line.
    acknowledged: () => text.split('\n').slice(0, -1),
    ended: new Promise((resolve) => child.on('close', (code) => resolve(code))),
  }
}

const readAll = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  for await (const page of store.readAll(LOG_START)) events.push(...right(page))
  return events
}

/** Positions dense, ids unique, each stream dense with a valid chain, and every acknowledged event there. */
const expectSound = (log: ReadonlyArray<RecordedEvent>, acknowledged: ReadonlyArray<string>): void => {
  expect(log.map(({ position }) => Number(position))).toEqual(log.map((_, i) => i + 1))
  const ids = new Set<string>(log.map(({ id }) => id))
  expect(ids.size).toBe(log.length)
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
  const streams = new Map<StreamName, RecordedEvent[]>()
  for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
  for (const events of streams.values()) expect(verifyChain(events)).toMatchObject({ _tag: 'Right' })
}

/** The same events stream by stream, partition by partition, and at the ends. */
const expectIndexed = async (store: EventStore, log: ReadonlyArray<RecordedEvent>): Promise<void> => {
  const streams = new Map<StreamName, RecordedEvent[]>()
  for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
  const ends = right(await store.ends([...streams.keys()])())
  for (const [stream, events] of streams) {
    expect(right(await store.read(stream)())).toEqual(events)
    expect(ends.get(stream)).toEqual(right(verifyChain(events)))
  }
  const head = right(await store.head()())
  let found = 0
  for (let partition = 0; partition < PARTITIONS; partition += 1)
    for await (const page of store.readPartition(partition, head)) found += right(page).length
  expect(found).toBe(log.length)
}

describe('several processes on one file', () => {
  for (const mode of ['inline', 'thread'] as const)
    it(`append at once, each exactly, and a reader sees every event once and in order (${mode})`, async () => {
      const store = right(await openSqliteEventStore(path)())
      const stop = new AbortController()
      const followed: RecordedEvent[] = []
      const following = (async () => {
        for await (const page of store.subscribe(LOG_START, stop.signal)) followed.push(...right(page))
      })()
      const appenders = ['a', 'b', 'c'].map((name) => start(name, 120, 6, mode))
      expect(await Promise.all(appenders.map(({ ended }) => ended))).toEqual([0, 0, 0])
      const log = await readAll(store)
      const acknowledged = appenders.flatMap((each) => each.acknowledged())
      expect(acknowledged.length).toBe(log.length)
      expect(log.length).toBeGreaterThan(600)
      expectSound(log, acknowledged)
      await expectIndexed(store, log)
      const deadline = performance.now() + 5000
      while (followed.length < log.length && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
      stop.abort()
      await following
      expect(followed.map(({ position }) => position)).toEqual(log.map(({ position }) => position))
      await store.close()
    })
})

describe('a process killed while it appends', () => {
  for (const mode of ['inline', 'thread'] as const)
    it(`loses nothing it acknowledged and leaves nothing half-written (${mode})`, async () => {
      const acknowledged: string[] = []
      for (const [round, enough] of [40, 200, 333].entries()) {
        const appender = start(`killed-${round}`, 0, 8, mode)
        while (appender.acknowledged().length < enough && appender.child.exitCode === null)
          await new Promise((resolve) => setTimeout(resolve, 1))
        appender.child.kill('SIGKILL')
        expect(await appender.ended).toBe(null)
        acknowledged.push(...appender.acknowledged())
        const store = right(await openSqliteEventStore(path)())
        const log = await readAll(store)
        expectSound(log, acknowledged)
        await expectIndexed(store, log)
        const [first] = log
        if (first === undefined) throw new Error('nothing was appended')
        const end = right(await store.ends([first.stream])()).get(first.stream) ?? noStream
        expect(right(await store.append(first.stream, end, [sample()])()).position).toBe(log.length + 1)
        await store.close()
      }
    })
})
