/** An append answers a position; whoever waits for it sees what was appended, under load and through rebuilds. */
import { careerOf, encode, LogPosition, lastDayOfYear } from '@jejak/core'
import { type Expected, memoryEventStore, noStream } from '@jejak/eventstore'
import { arbitraryLog, arbitraryPlaced, growingLog, testViews, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { get } from '../live/laws.spec.js'
import { openReadModels } from '../openReadModels.js'
import type { ReadModels } from '../ReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'

const DAY = lastDayOfYear(2023)
const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** Far longer than any wait here lasts on a machine that is busy. */
const LONG_MS = 20_000

/** A figure that waits for the token of an append holds it: the event, and all it counts. */
const expectIn = async (
  models: ReadModels,
  token: LogPosition,
  career: NonNullable<ReturnType<typeof careerOf>>,
  id: string,
): Promise<void> => {
  expect((await get(models.waitFor(token, LONG_MS))).tag).toBe('Reached')
  expect([...(await get(models.career(career))).keys()]).toContain(id)
  for (const agency of WORLD.agencies)
    for (const { position } of await get(models.figures(testViews(DAY), agency))) expect(position).toBeGreaterThanOrEqual(token)
}

describe('a read that waits for the position of an append', () => {
  it('always holds it, while many append, others drain and all is rebuilt', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlaced({ maxSteps: 50 }), fc.boolean(), async (placed, rebuilds) => {
        const events = memoryEventStore()
        const views = memoryViewStore()
        const open = () => get(openReadModels({ events, views, standing: testViews, today: () => DAY }))
        const [reader, ...others] = [await open(), await open(), await open()]
        await get(reader.catchUp())
        const stopping = new AbortController()
        const following = others.map((each) => each.follow(stopping.signal, () => undefined))
        const streams = new Set(placed.map(({ stream }) => stream))
        const appending = [...streams].map(async (stream) => {
          let end: Expected = noStream
          for (const { draft } of placed.filter((each) => each.stream === stream)) {
            const { type, schema, data, meta } = encode(draft)
            const made = right(await events.append(stream, end, [{ id: draft.id, type, schema, data, meta, sealed: null }])())
            end = { tag: 'at', revision: made.revision, hash: made.hash }
            const career = careerOf(stream)
            if (career !== null) await expectIn(reader, made.position, career, draft.id)
          }
        })
        await Promise.all([...appending, ...(rebuilds ? [get(reader.rebuild()), get(reader.rebuild())] : [])])
        stopping.abort()
        for (const result of await Promise.all(following)) expect(result).toEqual(E.right(undefined))
      }),
      { numRuns: 15, interruptAfterTimeLimit: 20_000 },
    )
  })

  it('says how far it came when the time is over', async () => {
    const [log = []] = fc.sample(
      arbitraryLog({ maxSteps: 20 }).filter(({ length }) => length > 5),
      { seed: 2, numRuns: 1 },
    )
    const growing = growingLog(log)
    growing.growTo(3)
    const models = await get(openReadModels({ events: growing.events, views: memoryViewStore(), standing: testViews, today: () => DAY }))
    const at = await get(models.catchUp())
    growing.growTo(log.length)
    const token = log.at(-1)?.position
    if (!LogPosition.is(token)) throw new Error('the log is too short')
    expect(await get(models.waitFor(token, 10))).toEqual({ tag: 'TimedOut', position: at })
    expect(await get(models.waitFor(at, 0))).toEqual({ tag: 'Reached', position: at })
  })
})
