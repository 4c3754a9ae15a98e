/**
 * Laws of streams that cannot be read from an event on, over any store: they are
 * parked there, in order, and all others flow. No test stands in this file.
 */
import { isFactType, type RecordedEvent, type StreamName } from '@jejak/core'
import { arbitraryLog, growingLog } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { ReadModels } from '../ReadModels.js'
import type { ViewStore } from '../store/ViewStore.js'
import { arbitraryCuts, expectAll, get, LIMIT, open, splits } from './laws.spec.js'

type Log = ReadonlyArray<RecordedEvent>

/** A schema that nobody knows yet. */
const FUTURE = 99

/** A log with some events in a schema that nobody knows yet. */
export const breakAt = (log: Log, places: ReadonlyArray<number>): Log => {
  const broken = new Set(places.map((place) => place % Math.max(1, log.length)))
  return log.map((event, index) =>
    broken.has(index) ? { ...event, schema: FUTURE, type: isFactType(event.type) ? event.type : 'Corrected' } : event,
  )
}

/** What can be read of it: each stream up to its first such event. */
const readableOf = (log: Log): { readonly readable: Log; readonly parked: ReadonlyMap<StreamName, number> } => {
  const parked = new Map<StreamName, number>()
  const readable = log.filter(({ stream, revision, schema }) => {
    if (schema === FUTURE && !parked.has(stream)) parked.set(stream, revision)
    return !parked.has(stream)
  })
  return { readable, parked }
}

/** The figures are those of what can be read, all else is named, and the position says how far the log was seen. */
export const expectReadable = async (models: ReadModels, log: Log): Promise<void> => {
  const { readable, parked } = readableOf(log)
  await expectAll(models, readable, log.at(-1)?.position ?? 0)
  const health = await get(models.health())
  expect(new Map(health.parked.map(({ stream, revision }) => [stream, revision]))).toEqual(parked)
  for (const { reason } of health.parked) expect(reason).toContain('schema 99')
}

/** Registers the laws for a store; `openStore` gives an empty one each time, `tries` is how often each law is tried. */
export const parkingLaws = (name: string, openStore: () => Promise<ViewStore>, tries = 40): void => {
  describe(`parked streams on ${name}`, () => {
    it('wait from their event on, live in any split and rebuilt, while all others flow, until they can be read', async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryLog({ maxSteps: 90 }),
          fc.array(fc.nat({ max: 200 }), { maxLength: 4 }),
          arbitraryCuts,
          async (whole, places, cuts) => {
            const store = await openStore()
            const log = breakAt(whole, places)
            const growing = growingLog(log)
            const models = await open(growing, store)
            await get(models.catchUp())
            for (const length of splits(log.length, cuts)) {
              growing.growTo(length)
              await get(models.catchUp())
              await expectReadable(models, log.slice(0, length))
            }
            // A rebuild finds the same, and is not swapped in unless that is allowed.
            const strict = await models.rebuild()()
            expect(E.isLeft(strict) ? strict.left.tag : 'swapped').toBe(readableOf(log).parked.size > 0 ? 'Unreadable' : 'swapped')
            await get(models.rebuild({ withParked: true }))
            await expectReadable(models, log)
            // Read again by this program, nothing changes; by one that knows the type, all is in.
            expect((await get(models.retryParked())).released).toEqual([])
            await expectReadable(models, log)
            const mended = growingLog(whole)
            mended.growTo(whole.length)
            const newer = await open(mended, store)
            expect((await get(newer.retryParked())).parked).toEqual([])
            await expectReadable(newer, whole)
          },
        ),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('are none where the type of an event is known to nobody: it is kept, live and rebuilt', async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryLog({ maxSteps: 90 }),
          fc.array(fc.nat({ max: 200 }), { maxLength: 9 }),
          arbitraryCuts,
          async (whole, places, cuts) => {
            const strange = new Set(places.map((place) => place % Math.max(1, whole.length)))
            const log = whole.map((event, i) => (strange.has(i) && isFactType(event.type) ? { ...event, type: 'NotYetKnown' } : event))
            const growing = growingLog(log)
            const models = await open(growing, await openStore())
            for (const length of splits(log.length, cuts)) {
              growing.growTo(length)
              await get(models.catchUp())
            }
            expect((await get(models.health())).parked).toEqual([])
            await expectAll(models, log)
            await get(models.rebuild())
            await expectAll(models, log)
          },
        ),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('lose nothing that is appended while they are released', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), fc.nat({ max: 200 }), fc.nat({ max: 200 }), async (whole, place, cut) => {
          const store = await openStore()
          const growing = growingLog(breakAt(whole, [place]))
          await get((await open(growing, store)).catchUp())
          growing.growTo(cut % (whole.length + 1))
          const former = await open(growing, store)
          await get(former.catchUp())
          const mended = growingLog(whole)
          mended.growTo(whole.length)
          const [newer, other] = [await open(mended, store), await open(mended, store)]
          await Promise.all([get(newer.retryParked()), get(other.catchUp()), get(other.retryParked())])
          await get(newer.catchUp())
          await get(newer.retryParked())
          await expectReadable(newer, whole)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })
  })
}
