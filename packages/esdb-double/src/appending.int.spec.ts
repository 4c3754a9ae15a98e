import {
  ANY,
  type AppendExpectedRevision,
  binaryEvent,
  type EventStoreDBClient,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, CLASSIC, collect, eventsOf, ids, openBench, outcomeOf, someEvents } from '../test/doubleClient.js'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

let streams = 0
const fresh = (): string => `appending-${++streams}`

/** What an append came to, in a word. */
const appended = async (stream: string, expectedRevision: AppendExpectedRevision, given = someEvents(1), options = {}): Promise<string> => {
  try {
    const { nextExpectedRevision } = await bench.client.appendToStream(stream, given, { expectedRevision, ...options })
    return String(nextExpectedRevision)
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return `not ${error.actualVersion}`
    if (error instanceof StreamDeletedError) return 'deleted'
    throw error
  }
}

const make = {
  'was never written': async () => undefined,
  'has two events': (client: EventStoreDBClient, stream: string) => client.appendToStream(stream, someEvents(2)),
  'was soft-deleted after two': async (client: EventStoreDBClient, stream: string) => {
    await client.appendToStream(stream, someEvents(2))
    await client.deleteStream(stream)
  },
  'has a tombstone': (client: EventStoreDBClient, stream: string) => client.tombstoneStream(stream),
}

const EXPECTATIONS: ReadonlyArray<AppendExpectedRevision> = [ANY, NO_STREAM, STREAM_EXISTS, 0n, 1n, 7n]

/** Revision of the new event, or what stood in the way; in the order of the expectations. */
const ANSWERS: ReadonlyArray<readonly [keyof typeof make, ReadonlyArray<string>]> = [
  ['was never written', ['0', '0', 'not no_stream', 'not no_stream', 'not no_stream', 'not no_stream']],
  ['has two events', ['2', 'not 1', '2', 'not 1', '2', 'not 1']],
  ['was soft-deleted after two', ['2', '2', 'deleted', 'not 1', '2', 'not 1']],
  ['has a tombstone', ['deleted', 'deleted', 'deleted', 'deleted', 'deleted', 'deleted']],
]

describe.each([
  ['in a batch', {}],
  ['one by one', CLASSIC],
])('an append %s', (_, options) => {
  it.each(ANSWERS)('to a stream that %s answers each expectation', async (state, answers) => {
    const got: string[] = []
    for (const expected of EXPECTATIONS) {
      const stream = fresh()
      await make[state](bench.client, stream)
      got.push(await appended(stream, expected, someEvents(1), options))
    }
    expect(got).toEqual(answers)
  })

  it('names the position of its last event', async () => {
    const stream = fresh()
    const { position } = await bench.client.appendToStream(stream, someEvents(3), options)
    const [, , last] = await collect(bench.client.readStream(stream))
    expect(last?.position).toEqual(position)
  })

  it('lets data of 1 MiB through, whatever else there is, and not a byte more', async () => {
    const large = (size: number) => binaryEvent({ type: 'Noted', data: Buffer.alloc(size), metadata: Buffer.alloc(500_000) })
    expect(await outcomeOf(bench.client.appendToStream(fresh(), [large(1_048_576)], options))).toBe('ok')
    expect(await outcomeOf(bench.client.appendToStream(fresh(), [large(524_288), large(524_289)], options))).toMatch(
      /^maximum-append-size-exceeded/,
    )
    expect(await outcomeOf(bench.client.appendToStream(fresh(), [large(17 * 1_048_576)], options))).toMatch(/^unknown 8 /)
    expect(await outcomeOf(bench.client.appendToStream(fresh(), someEvents(1), options))).toBe('ok')
  })

  it('lets one of many writers win', async () => {
    const stream = fresh()
    const writers = Array.from({ length: 20 }, () => appended(stream, NO_STREAM, someEvents(1), options))
    expect((await Promise.all(writers)).toSorted()).toEqual(['0', ...Array.from({ length: 19 }, () => 'not 0')])
  })
})

describe('an append that comes again', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })

  it('has its first result, with an exact expectation, also after a kill', async () => {
    const written: Array<{
      readonly stream: string
      readonly expected: AppendExpectedRevision
      readonly given: ReadonlyArray<string>
      readonly result: string
    }> = []
    await fc.assert(
      fc.asyncProperty(sizes, async (batches) => {
        const stream = fresh()
        let end = -1n
        for (const size of batches) {
          const given = ids(size)
          const expected = end < 0n ? NO_STREAM : end
          end += BigInt(size)
          written.push({ stream, expected, given, result: await appended(stream, expected, eventsOf(given)) })
          expect(written.at(-1)?.result).toBe(String(end))
        }
      }),
      { numRuns: 10 },
    )
    const again = async () => {
      for (const { stream, expected, given, result } of written) expect(await appended(stream, expected, eventsOf(given))).toBe(result)
    }
    await again()
    await bench.double.restart()
    // The first call after a restart finds the connection broken.
    await outcomeOf(collect(bench.client.readStream(fresh())))
    await again()
    const stored = written.reduce((sum, { given }) => sum + given.length, 0)
    const names = new Set(written.map(({ stream }) => stream))
    const lengths = await Promise.all([...names].map(async (name) => (await collect(bench.client.readStream(name))).length))
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(stored)
  })

  it('is a conflict if only a part of it is the same', async () => {
    const stream = fresh()
    const given = ids(3)
    await appended(stream, NO_STREAM, eventsOf(given))
    for (const other of [[given[0] ?? '', ...ids(1)], [...ids(1), given[1] ?? ''], [...given, ...ids(1)], given.toReversed()])
      expect(await appended(stream, NO_STREAM, eventsOf(other))).toBe('not 2')
    expect(await appended(stream, NO_STREAM, eventsOf(given.slice(0, 2)))).toBe('1')
  })

  it('is known even after a soft delete, while other events go on from there', async () => {
    const stream = fresh()
    const given = eventsOf(ids(2))
    await appended(stream, NO_STREAM, given)
    await bench.client.deleteStream(stream)
    expect(await appended(stream, NO_STREAM, given)).toBe('1')
    expect(await appended(stream, NO_STREAM)).toBe('2')
  })

  it('without an exact expectation is known until a restart, and then stored twice', async () => {
    const stream = fresh()
    const given = eventsOf(ids(2))
    expect(await appended(stream, ANY, given)).toBe('1')
    expect(await appended(stream, ANY, given)).toBe('1')
    expect(await appended(stream, STREAM_EXISTS, given)).toBe('1')
    await bench.double.restart()
    await outcomeOf(collect(bench.client.readStream(stream)))
    expect(await appended(stream, ANY, given)).toBe('3')
  })
})
