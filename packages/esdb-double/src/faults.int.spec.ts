import { NO_STREAM } from '@eventstore/db-client'
import { credentials } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, CLASSIC, collect, eventsOf, ids, openBench, outcomeOf, saidBy, someEvents } from '../test/doubleClient.js'
import { shared, streamServices, streams } from './wire/generated.js'

const PATIENCE = { timeout: 60_000, interval: 20 }

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const stored = async (stream: string): Promise<number> => {
  let length = 0
  await expect
    .poll(async () => {
      const outcome = await outcomeOf(
        collect(bench.client.readStream(stream)).then((events) => {
          length = events.length
        }),
      )
      return outcome === 'ok' || outcome.startsWith('stream-not-found')
    }, PATIENCE)
    .toBe(true)
  return length
}

/** Begins an append as its own call, with one event, and leaves it open. */
const beginAppend = async (stream: string): Promise<{ readonly ended: Promise<void> }> => {
  const client = new streamServices.StreamsClient(`127.0.0.1:${bench.double.port}`, credentials.createInsecure())
  let ended = (): void => undefined
  const whenEnded = new Promise<void>((resolve) => {
    ended = resolve
  })
  const call = client.append(() => {
    client.close()
    ended()
  })
  const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from(stream))
  const options = new streams.AppendReq.Options().setStreamIdentifier(identifier).setAny(new shared.Empty())
  const message = new streams.AppendReq.ProposedMessage().setId(new shared.UUID().setString(ids(1)[0] ?? ''))
  message.getMetadataMap().set('type', 'Cut').set('content-type', 'application/json')
  call.write(new streams.AppendReq().setOptions(options))
  await new Promise((resolve) => call.write(new streams.AppendReq().setProposedMessage(message), resolve))
  return { ended: whenEnded }
}

/** One append with an exact expectation, and the same again, as a writer does who does not know what became of it. */
const twice = async (
  stream: string,
  options = {},
): Promise<{ readonly first: string; readonly between: number; readonly second: string }> => {
  const given = eventsOf(ids(2))
  const append = () => outcomeOf(bench.client.appendToStream(stream, given, { expectedRevision: NO_STREAM, ...options }))
  const first = await append()
  return { first, between: await stored(stream), second: await append() }
}

describe('a fault', () => {
  it('drops the answer of an append that was done', async () => {
    await bench.double.fault({ kind: 'dropReply', on: 'write', times: 1 })
    const { first, between, second } = await twice('drop', { ...CLASSIC, deadline: 500 })
    expect(first).toMatch(/^deadline-exceeded 4 /)
    expect([between, second]).toEqual([2, 'ok'])
    expect(await stored('drop')).toBe(2)
  })

  it.each([
    ['in-a-batch', {}],
    ['one-by-one', CLASSIC],
  ])('cuts the connection after or before an append %s is done', async (name, options) => {
    await bench.double.fault({ kind: 'cutAfter', on: 'write', times: 1 })
    const after = await twice(`cut-after-${name}`, options)
    expect(after.first).toMatch(/^unavailable 14 /)
    expect([after.between, after.second]).toEqual([2, 'ok'])
    await bench.double.fault({ kind: 'cutBefore', on: 'write', times: 1 })
    const before = await twice(`cut-before-${name}`, options)
    expect(before.first).toMatch(/^unavailable 14 /)
    expect([before.between, before.second]).toEqual([0, 'ok'])
  })

  it('writes nothing of an append that is cut while its events still come', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { ended } = await beginAppend(`torn-${n}`)
      await collect(bench.client.readAll({ maxCount: 1 }))
      await bench.double.fault({ kind: 'cut' })
      await ended
      expect(await stored(`torn-${n}`)).toBe(0)
    }
  })

  it('refuses as a server that is not ready', async () => {
    await bench.double.fault({ kind: 'notReady', on: 'write', times: 1 })
    expect(await twice('election')).toEqual({ first: 'unknown Could not recognize Server Is Not Ready', between: 0, second: 'ok' })
  })

  it('refuses as a follower, and names the leader', async () => {
    const { port } = bench.double
    await bench.double.fault({ kind: 'notLeader', on: 'write', times: 1, host: '127.0.0.1', port })
    const { first, between, second } = await twice('follower', CLASSIC)
    expect(first).toMatch(/^not-leader 5 /)
    expect([between, second]).toEqual([0, 'ok'])
  })

  it('lets reads fail too, and as often as was said', async () => {
    await bench.client.appendToStream('reads', someEvents(1))
    await bench.double.fault({ kind: 'notReady', on: 'read', times: 2 })
    const read = () => outcomeOf(collect(bench.client.readStream('reads')))
    expect(await read()).toMatch(/^unavailable 14 /)
    expect(await read()).toMatch(/^unavailable 14 /)
    expect(await read()).toBe('ok')
  })

  it('lets all requests wait', async () => {
    await bench.double.fault({ kind: 'stall', milliseconds: 700 })
    const since = performance.now()
    const calls = [outcomeOf(bench.client.appendToStream('stalled', someEvents(1))), outcomeOf(collect(bench.client.readStream('reads')))]
    const waited = await Promise.all(calls.map(async (call) => ({ outcome: await call, long: performance.now() - since > 600 })))
    expect(waited).toEqual(calls.map(() => ({ outcome: 'ok', long: true })))
  })

  it('cuts every connection, which ends subscriptions', async () => {
    const said = saidBy(bench.client.subscribeToStream('stalled'))
    await expect.poll(() => said.at(-1), PATIENCE).toBe('caughtUp')
    await bench.double.fault({ kind: 'cut' })
    await expect.poll(() => said.at(-1), PATIENCE).toBe('error 14')
    expect(await stored('stalled')).toBe(1)
  })
})
