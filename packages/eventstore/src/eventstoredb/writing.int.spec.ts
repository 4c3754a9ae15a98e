/** What can go wrong with an append, on a double that is hurt. */
import type { StreamName } from '@jejak/core'
import { careerNo, sample, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { appendsOverFaults } from '../../test/appendsOverFaults.js'
import { must, type OwnDouble, ownDouble, stored } from '../../test/server.js'
import { type AppendRequest, type EventStore, memoryEventStore, noStream, verifyChain } from '../index.js'
import { openEventStoreDb } from './openEventStoreDb.js'
import type { EventStoreDbOptions } from './storeOn.js'

let double: OwnDouble
const open: EventStore[] = []
let streams = 0
const newStream = (): StreamName => careerNo(++streams)
const store = async (options: Omit<EventStoreDbOptions, 'clock'> = {}, url = double.url): Promise<EventStore> => {
  const opened = await must(openEventStoreDb(url, { deadline: 1500, patience: 15_000, ...options })())
  open.push(opened)
  return opened
}

beforeAll(async () => {
  double = await ownDouble()
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})
afterAll(() => double.end())

const fresh = (count = 1): AppendRequest => ({ stream: newStream(), expected: noStream, drafts: samples(count) })

appendsOverFaults('the client of EventStoreDB', (url) => url)

describe('an append', () => {
  it('is ambiguous when no answer comes in time, and the same again tells the truth', async () => {
    const hasty = await store({ deadline: 200, patience: 0 })
    for (const bulk of [false, true]) {
      const request = fresh()
      await double.fault({ kind: 'dropReply', on: 'write', times: 1 })
      const begun = performance.now()
      const result = bulk
        ? (await hasty.appendMany([request])())[0]
        : await hasty.append(request.stream, request.expected, request.drafts)()
      expect(result).toMatchObject(E.left({ tag: 'Ambiguous' }))
      expect(performance.now() - begun).toBeLessThan(10_000)
      const patient = await store()
      expect(await patient.append(request.stream, request.expected, request.drafts)()).toMatchObject(E.right({ revision: 0 }))
      expect(await must(patient.read(request.stream)())).toHaveLength(1)
    }
  })

  it('is a success with the first result when the same ids come again, also after a restart and by another process', async () => {
    const first = fresh(2)
    const appended = await must((await store()).append(first.stream, first.expected, first.drafts)())
    await double.restart()
    const other = await store()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await other.append(first.stream, first.expected, first.drafts)()).toEqual(E.right({ ...appended, repeated: true }))
    expect(await other.append(first.stream, noStream, samples(1))()).toMatchObject(E.left({ tag: 'Conflict', actual: { revision: 1 } }))
  })

  it('of many that wait for a server that hangs does not block those that come later', async () => {
    const events = await store({ deadline: 400, patience: 20_000 })
    await double.fault({ kind: 'dropReply', on: 'write', times: 5 })
    const requests = Array.from({ length: 20 }, () => fresh())
    for (const result of await events.appendMany(requests)()) expect(result).toMatchObject(E.right({ revision: 0 }))
    for (const result of await events.appendMany(Array.from({ length: 20 }, () => fresh()))()) expect(E.isRight(result)).toBe(true)
  })

  it('is not rejected by the loss of another server in the same process', async () => {
    const second = await ownDouble()
    const [here, there] = [await store({ deadline: 8000 }), await store({ patience: 0 }, second.url)]
    const requests = (): AppendRequest[] => Array.from({ length: 10 }, () => fresh())
    await here.appendMany(requests())()
    await there.appendMany(requests())()
    await double.fault({ kind: 'stall', milliseconds: 300 })
    const waiting = here.appendMany(requests())()
    await second.kill()
    for (const result of await there.appendMany(requests())()) expect(E.isLeft(result)).toBe(true)
    const begun = performance.now()
    for (const result of await waiting) expect(result).toMatchObject(E.right({ revision: 0 }))
    for (const result of await here.appendMany(requests())()) expect(result).toMatchObject(E.right({ revision: 0 }))
    // What waits on a stream that no longer answers waits for its deadline.
    expect(performance.now() - begun).toBeLessThan(7000)
    await second.end()
  })

  it('above what the server takes in one call is made as several, each exact, and gone on from where it was broken off', async () => {
    const small = await ownDouble()
    await small.fault({ kind: 'appendLimit', bytes: 20_000 })
    const events = await store({}, small.url)
    const count = 200
    for (const many of [false, true]) {
      const { stream, expected, drafts } = fresh(count)
      const send = async (to: EventStore) =>
        many
          ? ((await to.appendMany([{ stream, expected, drafts }])())[0] ?? expect.fail('no result'))
          : to.append(stream, expected, drafts)()
      const first = await send(events)
      expect(first).toMatchObject(E.right({ revision: count - 1, repeated: false }))
      const found = await must(events.read(stream)())
      expect(found.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
      expect(E.isRight(verifyChain(found))).toBe(true)
      expect(first).toMatchObject(E.right({ hash: found.at(-1)?.meta.hash, position: found.at(-1)?.position }))
      expect(await send(await store({}, small.url))).toMatchObject(E.right({ revision: count - 1, repeated: true }))
      expect(await events.append(stream, noStream, samples(count))()).toMatchObject(E.left({ tag: 'Conflict' }))
      expect(await must(events.read(stream)())).toHaveLength(count)
    }
    const { stream, drafts } = fresh(count)
    const hasty = await store({ deadline: 300, patience: 0, maxAppendSize: 20_000 }, small.url)
    // Of the first parts each is written; one of the later ones is not.
    let broken: Awaited<ReturnType<ReturnType<EventStore['append']>>> = E.left({ tag: 'Unavailable', reason: 'not yet' })
    for (let tries = 0; tries < 4 && E.isLeft(broken); tries += 1) {
      const sending = hasty.append(stream, noStream, drafts)()
      await small.fault({ kind: 'dropReply', on: 'write', times: 1 })
      broken = await sending
      if (tries === 0) expect(E.isLeft(broken)).toBe(true)
    }
    const patient = await store({}, small.url)
    expect(await patient.append(stream, noStream, drafts)()).toMatchObject(E.right({ revision: count - 1 }))
    const found = await must(patient.read(stream)())
    expect(found.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
    expect(E.isRight(verifyChain(found))).toBe(true)
    await small.end()
  })

  it('of 2,000 small events over 1 MiB in one stream is recorded, by a server that takes 1 MiB', async () => {
    const events = await store()
    const { stream, expected, drafts } = fresh(2000)
    const [result] = await events.appendMany([{ stream, expected, drafts }])()
    expect(result).toMatchObject(E.right({ revision: 1999 }))
    expect((await must(events.read(stream)())).map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
  })

  it('of one event that the server does not take even alone is too large, and names it; nothing of it is written', async () => {
    const small = await ownDouble()
    await small.fault({ kind: 'appendLimit', bytes: 20_000 })
    const events = await store({}, small.url)
    const stream = newStream()
    const big = sample({ data: { text: 'x'.repeat(30_000) } })
    for (const drafts of [[big] as const, [sample(), big] as const])
      expect(await events.append(stream, noStream, [...drafts])()).toMatchObject(
        E.left({ tag: 'TooLarge', stream, event: big.id, limit: 20_000 }),
      )
    expect(await must(events.read(stream)())).toEqual([])
    await small.end()
  })

  it('of another store is restored as it stands there, also where this server takes less at once', async () => {
    const small = await ownDouble()
    await small.fault({ kind: 'appendLimit', bytes: 20_000 })
    const source = memoryEventStore()
    await must(source.append(careerNo(1), noStream, samples(100))())
    const log = await stored(source)
    const events = await store({}, small.url)
    await must(events.restore(log)())
    await must(events.restore(log)())
    expect((await stored(events)).map(({ meta }) => meta)).toEqual(log.map(({ meta }) => meta))
    await small.end()
  })

  it('waits no longer than its patience in all, for one stream or five hundred, whether the server is dead or silent', {
    timeout: 120_000,
  }, async () => {
    const silent = await ownDouble()
    const events = await store({ deadline: 1000, patience: 3000 }, silent.url)
    const requests = Array.from({ length: 500 }, () => fresh())
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const begun = performance.now()
      await work()
      return performance.now() - begun
    }
    const calls: ReadonlyArray<() => Promise<unknown>> = [
      async () => {
        for (const result of await events.appendMany(requests)()) expect(E.isLeft(result)).toBe(true)
      },
      async () => expect(E.isLeft(await events.ends(requests.map(({ stream }) => stream))())).toBe(true),
      async () => expect(E.isLeft(await events.readAt(requests.map(({ stream }) => ({ stream, revision: 0 })))())).toBe(true),
      async () => expect(E.isLeft(await events.head()())).toBe(true),
    ]
    await silent.fault({ kind: 'hang', on: 'write', times: 100_000 })
    await silent.fault({ kind: 'hang', on: 'read', times: 100_000 })
    for (const call of calls) expect(await timed(call)).toBeLessThan(6000)
    await silent.kill()
    for (const call of calls) expect(await timed(call)).toBeLessThan(6000)
    await silent.restart()
    for (const result of await events.appendMany(requests)()) expect(E.isRight(result)).toBe(true)
    await silent.end()
  })

  it('of what cannot be serialised, or of nothing, is answered at once', async () => {
    const events = await store()
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const data of [{ n: 1n }, cycle])
      expect(await events.append(newStream(), noStream, [sample({ data })])()).toMatchObject(E.left({ tag: 'Corrupt' }))
    const nothing: AppendRequest = Object.assign(fresh(), { drafts: [] })
    expect(await events.appendMany([nothing])()).toMatchObject([E.left({ tag: 'Corrupt' })])
    expect(await must(events.ends([nothing.stream])())).toEqual(new Map([[nothing.stream, noStream]]))
  })

  it('is never before the newest event this process has seen', async () => {
    let now = Date.parse('2031-01-01T00:00:00Z')
    const ahead = await must(openEventStoreDb(double.url, { clock: () => now })())
    open.push(ahead)
    const first = fresh()
    const { recordedAt } = await must(ahead.append(first.stream, first.expected, first.drafts)())
    const behind = await store()
    await stored(behind)
    now = 0
    for (const events of [ahead, behind]) {
      const { stream, expected, drafts } = fresh()
      expect(await events.append(stream, expected, drafts)()).toMatchObject(E.right({ recordedAt }))
    }
  })
})
