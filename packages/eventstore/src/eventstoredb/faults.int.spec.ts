/**
 * Random commands on a double that drops replies, cuts connections, refuses, hangs and
 * is killed, against a model of plain arrays: nothing is lost, doubled or reordered,
 * and who follows the log hears every event once and in order.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { LOG_START, type RecordedEvent, type StreamName } from '@jejak/core'
import type { Fault } from '@jejak/esdb-double'
import { careerNo, samples } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type OwnDouble, ownDouble, stored } from '../../test/server.js'
import { type AppendError, type Appended, type EventStore, type Expected, noStream, verifyChain } from '../index.js'
import { openEventStoreDb } from './openEventStoreDb.js'

interface Model {
  /** Ids by stream, in order. */
  readonly streams: Map<StreamName, Array<{ readonly id: string; readonly hash: string }>>
}
interface Real {
  readonly double: OwnDouble
  readonly stores: ReadonlyArray<EventStore>
}
type Command = fc.AsyncCommand<Model, Real>

let double: OwnDouble
let stores: ReadonlyArray<EventStore>
let base = 0

beforeAll(async () => {
  double = await ownDouble()
  // Another name for the connection is another client: as another process would have.
  const urls = [double.url, `${double.url}&connectionName=other`]
  stores = await Promise.all(urls.map((url) => must(openEventStoreDb(url, { deadline: 300, patience: 1500 })())))
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await double.end()
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
  check: () => true,
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
  fc.record({ kind: fc.constantFrom('dropReply' as const, 'cutBefore' as const, 'cutAfter' as const, 'notReady' as const), on, times }),
  fc.record({ on, times }).map((parts): Fault => ({ kind: 'notLeader', ...parts, host: '127.0.0.1', port: double.port })),
  fc.constant<Fault>({ kind: 'cut' }),
  fc.constant<Fault>({ kind: 'stall', milliseconds: 150 }),
)
const meanwhile = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Meanwhile>('nothing') },
  { weight: 1, arbitrary: fc.constant<Meanwhile>('death') },
)
const appends = fc
  .tuple(fc.nat({ max: 2 }), fc.nat({ max: 1 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), meanwhile)
  .map((parts) => append(...parts))
const commands = fc.commands([appends, appends, appends, fault.map(disturb), fc.constant(restart)], { maxCommands: 25, size: '+1' })

describe('an EventStoreDB that fails in every way it can', () => {
  it('loses nothing, doubles nothing, reorders nothing, and tells every event once', { timeout: 170_000 }, async () => {
    const stop = new AbortController()
    const heard: RecordedEvent[][] = [[], []]
    const following = stores.map(async (store, i) => {
      for await (const page of store.subscribe(LOG_START, stop.signal)) if (E.isRight(page)) heard[i]?.push(...page.right)
    })
    const all = new Map<StreamName, ReadonlyArray<{ readonly id: string }>>()
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        base += 10
        const model: Model = { streams: new Map() }
        await fc.asyncModelRun(() => ({ model, real: { double, stores } }), sequence)
        for (const [name, events] of model.streams) all.set(name, events)
      }),
      { numRuns: 12, endOnFailure: true },
    )
    // What faults are left over is done with.
    await double.restart()
    const patient = await must(openEventStoreDb(double.url)())
    const log = await stored(patient)
    const streams = new Map<StreamName, RecordedEvent[]>()
    for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
    expect(streams.size).toBe(all.size)
    for (const [name, events] of streams) {
      expect(E.isRight(verifyChain(events))).toBe(true)
      expect(events.map(({ id }) => id)).toEqual(all.get(name)?.map(({ id }) => id))
      expect(await patient.read(name)()).toEqual(E.right(events))
    }
    const deadline = Date.now() + 30_000
    while (heard.some((each) => each.length < log.length) && Date.now() < deadline) await sleep(20)
    await sleep(100)
    stop.abort()
    await Promise.all(following)
    for (const each of heard) expect(each.map(({ position }) => position)).toEqual(log.map(({ position }) => position))
    await patient.close()
  })
})
