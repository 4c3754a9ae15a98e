/**
 * Random commands on a double that drops replies, cuts connections, refuses, hangs, takes less at once, is shared
 * with others and is killed, against a model of plain arrays: nothing is lost, doubled or reordered, and who follows
 * the log hears every event once and in order. Others also delete, cut off and take away events: that stays with the
 * streams they did it to, and a copy from before tells exactly what is gone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LOG_START, type RecordedEvent, type StreamName } from '@jejak/core'
import type { Fault } from '@jejak/esdb-double'
import { careerNo, samples } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type OwnDouble, ownDouble, stored } from '../../test/server.js'
import { compareWithServer } from '../copy/compareWithServer.js'
import { readCopyState } from '../copy/copyState.js'
import { withLocalCopy } from '../copy/withLocalCopy.js'
import { type AppendError, type Appended, type EventStore, type Expected, noStream, verifyChain } from '../index.js'
import { openEventStoreDb } from './openEventStoreDb.js'

interface Model {
  /** Ids by stream, in order. */
  readonly streams: Map<StreamName, Array<{ readonly id: string; readonly hash: string }>>
  /** Of those that others did something to. */
  readonly damaged: Map<StreamName, ReadonlyArray<string>>
}
interface Real {
  readonly double: OwnDouble
  readonly stores: ReadonlyArray<EventStore>
  /** A copy that is brought up to date before others do something. */
  readonly copy: EventStore
}
type Command = fc.AsyncCommand<Model, Real>

let double: OwnDouble
let stores: ReadonlyArray<EventStore>
let copy: EventStore
let base = 0
const dir = mkdtempSync(join(tmpdir(), 'jejak-faults-'))
const copyPath = join(dir, 'copy.db')
const hasty = { deadline: 300, patience: 1500 }

beforeAll(async () => {
  double = await ownDouble()
  // Another name for the connection is another client: as another process would have.
  const urls = [double.url, `${double.url}&connectionName=other`]
  stores = await Promise.all(urls.map((url) => must(openEventStoreDb(url, hasty)())))
  copy = await must(withLocalCopy(await must(openEventStoreDb(double.url, hasty)()), copyPath)())
})
afterAll(async () => {
  for (const store of [...stores, copy]) await store.close()
  await double.end()
  rmSync(dir, { recursive: true, force: true })
})

const endOf = (stream: ReadonlyArray<{ readonly hash: string }>): Expected => {
  const last = stream.at(-1)
  return last === undefined ? noStream : { tag: 'at', revision: stream.length - 1, hash: last.hash }
}

/** Sends until there is an answer that is final, as every caller of the port must. */
const sent = async (send: () => Promise<E.Either<AppendError, Appended>>): Promise<Appended> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const result = await send()
    if (E.isRight(result)) return result.right
    if (result.left.tag !== 'Ambiguous' && result.left.tag !== 'Unavailable') throw new Error(JSON.stringify(result.left))
  }
  throw new Error('no answer')
}

/** What happens while an append is under way: nothing, or its answer is lost and the server dies before it can come again. */
type Meanwhile = 'nothing' | 'death'

const append = (stream: number, handle: number, count: number, bulk: boolean, meanwhile: Meanwhile): Command => ({
  check: ({ damaged }) => !damaged.has(careerNo(base + stream)),
  run: async (model, { double: server, stores: handles }) => {
    const name = careerNo(base + stream)
    const store = handles[handle] ?? expect.fail('no handle')
    const before = model.streams.get(name) ?? []
    const drafts = samples(count)
    const request = { stream: name, expected: endOf(before), drafts }
    if (meanwhile === 'death') await server.fault({ kind: 'dropReply', on: 'write', times: 1 })
    const dying = meanwhile === 'death' ? sleep(100).then(server.restart) : null
    const appended = await sent(async () => {
      if (!bulk) return store.append(name, request.expected, drafts)()
      const [result] = await store.appendMany([request])()
      return result ?? expect.fail('no result')
    })
    await dying
    expect(appended.revision).toBe(before.length + count - 1)
    const after = drafts.map(({ id }, i) => ({ id, hash: i === count - 1 ? appended.hash : '' }))
    model.streams.set(name, [...before, ...after])
  },
  toString: () => `append(stream ${stream}, handle ${handle}, ${count} events${bulk ? ', in bulk' : ''}, meanwhile ${meanwhile})`,
})

/** Until there is an answer, as while the server is disturbed. */
const answered = async (read: () => Promise<E.Either<unknown, unknown>>): Promise<void> => {
  for (let tries = 0; tries < 20; tries += 1) if (E.isRight(await read())) return
  throw new Error('no answer')
}

type Harm = 'remove' | 'tombstone' | 'softDelete' | 'truncate'

const harm = (stream: number, kind: Harm, revision: number): Command => ({
  check: ({ streams }) => streams.has(careerNo(base + stream)),
  run: async (model, { double: server, copy: known }) => {
    const name = careerNo(base + stream)
    const ids = (model.streams.get(name) ?? []).map(({ id }) => id)
    const at = revision % ids.length
    await answered(known.head())
    await server.fault(
      kind === 'remove'
        ? { kind, stream: name, revision: at }
        : kind === 'truncate'
          ? { kind, stream: name, before: at + 1 }
          : { kind, stream: name },
    )
    model.streams.delete(name)
    model.damaged.set(name, ids)
  },
  toString: () => `${kind}(stream ${stream}, ${revision})`,
})

const disturb = (fault: Fault): Command => ({
  check: () => true,
  run: (_, real) => real.double.fault(fault),
  toString: () => JSON.stringify(fault),
})

const restart: Command = {
  check: () => true,
  run: (_, real) => real.double.restart(),
  toString: () => 'restart',
}

const times = fc.integer({ min: 1, max: 2 })
const on = fc.constantFrom('read' as const, 'write' as const)
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('dropReply' as const, 'cutBefore' as const, 'cutAfter' as const, 'notReady' as const, 'hang' as const),
    on,
    times,
  }),
  fc.record({ on, times }).map((parts): Fault => ({ kind: 'notLeader', ...parts, host: '127.0.0.1', port: double.port })),
  fc.constant<Fault>({ kind: 'cut' }),
  fc.constant<Fault>({ kind: 'stall', milliseconds: 150 }),
  fc.record({ kind: fc.constant('appendLimit' as const), bytes: fc.integer({ min: 1200, max: 4000 }) }),
  fc.record({ kind: fc.constant('foreign' as const), events: fc.integer({ min: 1, max: 1500 }), bytes: fc.nat({ max: 3000 }) }),
  fc.constant<Fault>({ kind: 'scavenge' }),
)
const harms = fc
  .tuple(fc.nat({ max: 2 }), fc.constantFrom<Harm>('remove', 'tombstone', 'softDelete', 'truncate'), fc.nat({ max: 5 }))
  .map((parts) => harm(...parts))
const meanwhile = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Meanwhile>('nothing') },
  { weight: 1, arbitrary: fc.constant<Meanwhile>('death') },
)
const appends = fc
  .tuple(fc.nat({ max: 2 }), fc.nat({ max: 1 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), meanwhile)
  .map((parts) => append(...parts))
const commands = fc.commands([appends, appends, appends, fault.map(disturb), fc.constant(restart), harms], { maxCommands: 25, size: '+1' })

describe('an EventStoreDB that fails in every way it can', () => {
  it('loses nothing, doubles nothing, reorders nothing, and tells every event once', { timeout: 170_000 }, async () => {
    const stop = new AbortController()
    const heard: RecordedEvent[][] = [[], []]
    const following = stores.map(async (store, i) => {
      for await (const page of store.subscribe(LOG_START, stop.signal)) if (E.isRight(page)) heard[i]?.push(...page.right)
    })
    const all = new Map<StreamName, ReadonlyArray<{ readonly id: string }>>()
    const damaged = new Map<StreamName, ReadonlyArray<string>>()
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        base += 10
        const model: Model = { streams: new Map(), damaged: new Map() }
        await fc.asyncModelRun(() => ({ model, real: { double, stores, copy } }), sequence)
        for (const [name, events] of model.streams) all.set(name, events)
        for (const [name, ids] of model.damaged) damaged.set(name, ids)
      }),
      { numRuns: 12, endOnFailure: true },
    )
    // What faults are left over is done with.
    await double.restart()
    const patient = await must(openEventStoreDb(double.url)())
    const found = await stored(patient)
    const log = found.filter(({ stream }) => !damaged.has(stream))
    const streams = new Map<StreamName, RecordedEvent[]>()
    for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
    expect(streams.size).toBe(all.size)
    for (const [name, events] of streams) {
      expect(E.isRight(verifyChain(events))).toBe(true)
      expect(events.map(({ id }) => id)).toEqual(all.get(name)?.map(({ id }) => id))
      expect(await patient.read(name)()).toEqual(E.right(events))
    }
    // What others did: the copy of before names the streams of which something is gone, and no others.
    const lost = [...damaged]
      .filter(([name, ids]) => found.filter(({ stream }) => stream === name).length < ids.length)
      .map(([name]) => name)
    await must(copy.head()())
    const known = new Set((await must(Promise.resolve(readCopyState(copyPath)))).damaged.map(({ stream }) => stream))
    const compared = await must(compareWithServer(patient, copy, known, () => {}))
    expect(new Set(compared.lost.map(({ stream }) => stream))).toEqual(new Set(lost))
    expect(compared.more).toEqual([])
    expect([...known].filter((stream) => !damaged.has(stream))).toEqual([])
    for (const [name, ids] of damaged) expect((await must(copy.read(name)())).map(({ id }) => id)).toEqual(ids)
    const told = (each: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> => each.filter(({ stream }) => !damaged.has(stream))
    const deadline = Date.now() + 30_000
    while (heard.some((each) => told(each).length < log.length) && Date.now() < deadline) await sleep(20)
    await sleep(100)
    stop.abort()
    await Promise.all(following)
    for (const each of heard) expect(told(each).map(({ position }) => position)).toEqual(log.map(({ position }) => position))
    await patient.close()
  })
})
