/** What can go wrong with reading and following, on a double that is hurt. */
import { EventStoreDBClient } from '@eventstore/db-client'
import { LOG_START, type RecordedEvent, STREAM_KINDS, type StreamName } from '@jejak/core'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foreignLoad } from '../../test/foreignLoad.js'
import { placesInTheLog } from '../../test/placesInTheLog.js'
import { must, type OwnDouble, othersWrite, ownDouble, stored, strange } from '../../test/server.js'
import { type EventStore, noStream } from '../index.js'
import { unsafeBrand } from '../unsafe.js'
import { openEventStoreDb } from './openEventStoreDb.js'

let double: OwnDouble
let foreign: EventStoreDBClient
const open: EventStore[] = []
const store = async (options: { readonly deadline?: number; readonly patience?: number } = {}, url = double.url): Promise<EventStore> => {
  const opened = await must(openEventStoreDb(url, { deadline: 1500, patience: 15_000, ...options })())
  open.push(opened)
  return opened
}
beforeEach(async () => {
  double = await ownDouble()
  foreign = EventStoreDBClient.connectionString(double.url)
})
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
  await foreign.dispose()
  await double.end()
})

const add = (events: EventStore, n: number, count = 1) => must(events.append(careerNo(n), noStream, samples(count))())
const positions = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> => events.map(({ position }) => position)

foreignLoad('the client of EventStoreDB', (url) => url)
placesInTheLog('23.10', '23.10', (url) => url)
placesInTheLog('24.2', '24.2', (url) => url)

describe('reading', () => {
  it('is tried again while the server is away, and says what to do when patience ends', async () => {
    const events = await store()
    await add(events, 1, 3)
    await double.fault({ kind: 'cutBefore', on: 'read', times: 3 })
    expect(await must(events.read(careerNo(1))())).toHaveLength(3)
    await double.fault({ kind: 'dropReply', on: 'read', times: 1 })
    expect(await stored(events)).toHaveLength(3)
    await double.fault({ kind: 'notLeader', on: 'read', times: 2, host: '127.0.0.1', port: double.port })
    expect(await must(events.head()())).toBeGreaterThan(0)
    const hasty = await store({ deadline: 200, patience: 0 })
    await double.fault({ kind: 'dropReply', on: 'read', times: 1 })
    const begun = performance.now()
    expect(await hasty.read(careerNo(1))()).toMatchObject(E.left({ tag: 'Unavailable', reason: expect.stringMatching(/does not answer/) }))
    expect(performance.now() - begun).toBeLessThan(10_000)
    await double.kill()
    expect(await hasty.head()()).toMatchObject(E.left({ tag: 'Unavailable', reason: expect.stringMatching(/^esdb:.*cannot be reached/) }))
    await double.restart()
    expect(await stored(events)).toHaveLength(3)
  })

  it('of the log gives streams of every kind there is', async () => {
    const events = await store()
    const names = STREAM_KINDS.map((kind): StreamName => unsafeBrand(`${kind}-a1`))
    for (const name of names) await must(events.append(name, noStream, samples(1))())
    expect((await stored(events)).map(({ stream }) => stream)).toEqual(names)
    // Enough of others that the server filters.
    await double.fault({ kind: 'foreign', events: 1000, bytes: 1 })
    for (const name of names) await must(events.append(unsafeBrand(`${name}2`), noStream, samples(1))())
    expect(await stored(await store({}, `${double.url}&connectionName=other`))).toHaveLength(2 * names.length)
  })

  it('of names that are none finds nothing, and finds it at once', async () => {
    const events = await store()
    await othersWrite(double.url, 'other-1')
    for (const name of [' career-1', 'career-1\t', 'career-é', '$$', '$all', 'other-1']) {
      const stream: StreamName = unsafeBrand(name)
      expect(await events.read(stream)()).toEqual(E.right([]))
      expect(await events.ends([stream])()).toEqual(E.right(new Map([[stream, noStream]])))
    }
  })

  it('side by side outlives the cutting of all connections', async () => {
    const events = await store()
    for (let n = 0; n < 4; n += 1) await add(events, n, 5)
    const reads = Array.from({ length: 40 }, (_, i) => must(events.read(careerNo(i % 4))()))
    const writes = Array.from({ length: 10 }, (_, i) => add(events, 100 + i))
    await double.fault({ kind: 'cut' })
    for (const read of await Promise.all(reads)) expect(read).toHaveLength(5)
    for (const write of await Promise.all(writes)) expect(write.revision).toBe(0)
  })

  it('of what others did to a stream of ours is Corrupt; the other streams are read', async () => {
    const events = await store()
    for (let n = 1; n <= 5; n += 1) await add(events, n, 3)
    await foreign.deleteStream(careerNo(1), { expectedRevision: 2n })
    await foreign.tombstoneStream(careerNo(2), { expectedRevision: 2n })
    await foreign.setStreamMetadata(careerNo(3), { truncateBefore: 1 }, { credentials: { username: 'nobody', password: 'nobody' } })
    await strange(double.url, '', careerNo(6), 'foreign')
    // A soft delete reads as nothing; that the stream goes on where it was is seen by the next append.
    expect(await events.append(careerNo(1), noStream, samples(1))()).toMatchObject(
      E.left({ tag: 'Corrupt', reason: expect.stringMatching(/deleted/) }),
    )
    expect(await events.read(careerNo(1))()).toMatchObject(E.left({ tag: 'Corrupt' }))
    expect(await events.read(careerNo(2))()).toMatchObject(E.left({ tag: 'Corrupt', stream: careerNo(2) }))
    expect(await events.append(careerNo(2), noStream, samples(1))()).toMatchObject(E.left({ tag: 'Corrupt' }))
    expect(await events.read(careerNo(3))()).toMatchObject(E.left({ tag: 'Corrupt', reason: expect.stringMatching(/cut off/) }))
    expect(await events.read(careerNo(6))()).toMatchObject(
      E.left({ tag: 'Corrupt', reason: expect.stringMatching(/not written by Jejak/) }),
    )
    expect(await must(events.read(careerNo(4))())).toHaveLength(3)
  })

  it('goes past the mark of a deletion and gaps at the front of the log', async () => {
    const events = await store()
    for (let n = 1; n <= 3; n += 1) await add(events, n, 2)
    await foreign.tombstoneStream(careerNo(2), { expectedRevision: 1n })
    await foreign.setStreamMetadata('someone-else', { truncateBefore: 5 }, { credentials: { username: 'nobody', password: 'nobody' } })
    await add(events, 4, 2)
    expect((await stored(events)).length).toBeGreaterThanOrEqual(6)
    expect((await stored(events)).at(-1)?.stream).toBe(careerNo(4))
  })
})

describe('following', () => {
  it('gives every event once and in order over cuts, restarts and stops of the server', async () => {
    const events = await store()
    const stop = new AbortController()
    const heard: RecordedEvent[] = []
    const faults: string[] = []
    const following = (async () => {
      for await (const page of events.subscribe(LOG_START, stop.signal))
        if (E.isRight(page)) heard.push(...page.right)
        else faults.push(page.left.tag)
    })()
    let n = 0
    for (const disturb of [
      () => double.fault({ kind: 'cut' }),
      double.restart,
      async () => double.stop().then(double.restart),
      () => double.fault({ kind: 'cut' }),
    ]) {
      await add(events, ++n, 2)
      await disturb()
      await add(events, ++n, 1)
    }
    const log = await stored(events)
    expect(log).toHaveLength(12)
    const deadline = Date.now() + 30_000
    while (heard.length < log.length && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 100))
    stop.abort()
    await following
    expect(positions(heard)).toEqual(positions(log))
    expect(faults).toEqual([])
  })

  it('reports that the server is gone, goes on when it is back, and ends when it is told to meanwhile', async () => {
    const events = await store({ deadline: 500, patience: 100 })
    await add(events, 1)
    const stop = new AbortController()
    const said: string[] = []
    const following = (async () => {
      for await (const page of events.subscribe(LOG_START, stop.signal)) said.push(E.isRight(page) ? `${page.right.length}` : page.left.tag)
    })()
    const hears = async (what: string, times: number): Promise<void> => {
      const deadline = Date.now() + 30_000
      while (said.filter((each) => each === what).length < times && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 10))
      expect(said.filter((each) => each === what).length).toBeGreaterThanOrEqual(times)
    }
    await hears('1', 1)
    await double.kill()
    await hears('Unavailable', 2)
    await double.restart()
    const patient = await store()
    await add(patient, 2)
    await hears('1', 2)
    await double.kill()
    await hears('Unavailable', 3)
    stop.abort()
    await following
    await double.restart()
  })

  it('wakes who listens although a subscription has fallen silent', { timeout: 60_000 }, async () => {
    const events = await store()
    // A subscription whose confirmation and events never come.
    await double.fault({ kind: 'dropReply', on: 'read', times: 1 })
    let calls = 0
    const stop = events.onAppend(() => {
      calls += 1
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    calls = 0
    const other = await store({}, `${double.url}&connectionName=other`)
    await add(other, 1)
    const deadline = Date.now() + 30_000
    while (calls === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls).toBeGreaterThan(0)
    // It was opened anew: what comes now comes without a look, which is taken every five seconds only.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const n of [2, 3, 4]) {
      calls = 0
      await add(other, n)
      const soon = Date.now() + 2000
      while (calls === 0 && Date.now() < soon) await new Promise((resolve) => setTimeout(resolve, 10))
      expect(calls).toBeGreaterThan(0)
    }
    stop()
  })
})
