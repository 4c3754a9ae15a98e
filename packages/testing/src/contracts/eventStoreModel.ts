/** The part of the contract that plays random histories against a model of plain arrays. */
import assert from 'node:assert/strict'
import { type EventId, LOG_START, type SealedDraft, type StreamName } from '@jejak/core'
import { type EventStore, type Expected, noStream, verifyChain } from '@jejak/eventstore'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { right } from './Case.js'
import type { EventStoreCase, OpenedEventStore } from './EventStoreCase.js'
import { careerNo, collect, ids, sample, samples } from './eventStoreWorld.js'

/** Ids in the order of the log, and by stream the ids with their hashes. */
interface Model {
  readonly base: number
  readonly log: EventId[]
  readonly streams: Map<StreamName, Array<{ readonly id: EventId; readonly hash: string }>>
}

interface Real {
  readonly handles: ReadonlyArray<EventStore>
}

type Command = fc.AsyncCommand<Model, Real>

const handleOf = ({ handles }: Real, n: number): EventStore => handles[n % handles.length] ?? assert.fail('no handle')
const endOf = (stream: ReadonlyArray<{ readonly hash: string }>, length: number): Expected =>
  length === 0 ? noStream : { tag: 'at', revision: length - 1, hash: stream[length - 1]?.hash ?? 'f'.repeat(64) }

interface AppendParts {
  readonly stream: number
  readonly handle: number
  /** How far before the end the writer believes the stream to end; below 0 beyond it. */
  readonly behind: number
  readonly fresh: number
  /** How many of the ids that stand there are sent again, before the fresh ones. */
  readonly repeated: number
}

/** An append with a right or a wrong expectation, of new events, of some that stand there, or of both. */
const append = ({ stream, handle, behind, fresh, repeated }: AppendParts): Command => ({
  check: () => true,
  run: async (model, real) => {
    const name = careerNo(model.base + stream)
    const standing = model.streams.get(name) ?? []
    const from = Math.max(0, standing.length - behind)
    const again = standing.slice(from, from + repeated).map(({ id }) => sample({ id }))
    const drafts: ReadonlyArray<SealedDraft> = [...again, ...samples(fresh + 1).slice(1)]
    const [first, ...rest] = drafts
    if (first === undefined) return
    const sent: NonEmptyArray<SealedDraft> = [first, ...rest]
    const result = await handleOf(real, handle).append(name, endOf(standing, from), sent)()
    const repeats = again.length > 0 && again.length === sent.length
    if (repeats) {
      assert.equal(right(result).hash, standing[from + again.length - 1]?.hash)
      return
    }
    if (from !== standing.length) {
      assert.ok(E.isLeft(result) && result.left.tag === 'Conflict')
      assert.deepEqual(result.left.actual, endOf(standing, standing.length))
      return
    }
    const appended = right(result)
    assert.deepEqual([appended.revision, appended.repeated], [standing.length + sent.length - 1, false])
    const stored = right(await handleOf(real, handle + 1).read(name, standing.length)())
    assert.deepEqual(ids(stored), ids(sent))
    model.streams.set(name, [...standing, ...stored.map(({ id, meta: { hash } }) => ({ id, hash }))])
    model.log.push(...ids(sent))
  },
  toString: () => `append(stream ${stream}, handle ${handle}, ${behind} behind, ${repeated} again, ${fresh} new)`,
})

const readStream = (stream: number, handle: number): Command => ({
  check: () => true,
  run: async (model, real) => {
    const name = careerNo(model.base + stream)
    const events = right(await handleOf(real, handle).read(name)())
    assert.deepEqual(ids(events), ids(model.streams.get(name) ?? []))
    right(verifyChain(events))
  },
  toString: () => `read(stream ${stream}, handle ${handle})`,
})

const readLog = (handle: number, pageSize: number): Command => ({
  check: () => true,
  run: async (model, real) => {
    const log = await collect(handleOf(real, handle).readAll(LOG_START, { pageSize }))
    assert.deepEqual(ids(log).slice(-model.log.length || log.length), model.log)
  },
  toString: () => `readAll(handle ${handle}, pages of ${pageSize})`,
})

const handle = fc.nat({ max: 1 })
const stream = fc.nat({ max: 3 })
const commands = fc.commands(
  [
    fc
      .record({
        stream,
        handle,
        behind: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) }),
        fresh: fc.nat({ max: 3 }),
        repeated: fc.nat({ max: 3 }),
      })
      .map(append),
    fc.tuple(stream, handle).map(([s, h]) => readStream(s, h)),
    fc.tuple(handle, fc.integer({ min: 1, max: 7 })).map(([h, size]) => readLog(h, size)),
  ],
  { maxCommands: 30 },
)

const PLAYS = 40

const play = async ({ store, again, plays = PLAYS }: OpenedEventStore): Promise<void> => {
  const handles = [store, await again()]
  let base = 1000
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      // Every run takes streams of its own in the same log.
      base += 10
      await fc.asyncModelRun(() => ({ model: { base, log: [], streams: new Map() }, real: { handles } }), sequence)
    }),
    { numRuns: plays },
  )
}

export const MODEL: ReadonlyArray<EventStoreCase> = [
  { name: 'whatever is done through two handles, in any order, gives what the model gives', run: play },
]
