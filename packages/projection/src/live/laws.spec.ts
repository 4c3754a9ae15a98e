/**
 * Laws of the engine over any store: live, in batches, in any split, twice, after
 * restarts, by several engines at once, and rebuilt, the figures are the same. No
 * test stands in this file.
 */
import { type AgencyCode, careerOf, type LocalDate, LogPosition, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import type { Figure, View } from '@jejak/core/measure'
import { arbitraryLog, expectedFigure, growingLog, testViews, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import type { EngineError } from '../generation/EngineError.js'
import { openReadModels } from '../openReadModels.js'
import type { ReadModels } from '../ReadModels.js'
import type { ViewStore } from '../store/ViewStore.js'

const DAY = lastDayOfYear(2023)
const OTHER_DAY = lastDayOfYear(2020)

export const get = async <A>(task: TaskEither<EngineError, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** A figure without its position, in a form that compares. */
const plain = (figure: Figure): unknown => ({
  people: figure.people,
  sums: figure.kind === 'sums' ? [...figure.sums].sort(([a], [b]) => (a < b ? -1 : 1)) : [],
  // Where an appointment stands is a hint for readers, given where it costs nothing.
  rows: figure.kind === 'table' ? figure.rows.map(({ career, row }) => ({ career, row })) : [],
})

const expected = (log: ReadonlyArray<RecordedEvent>, view: View, agency: AgencyCode): unknown => {
  const { people, sums, rows } = expectedFigure(log, view, agency)
  return { people, sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)), rows }
}

export const open = (log: ReturnType<typeof growingLog>, views: ViewStore, today: LocalDate = DAY): Promise<ReadModels> =>
  get(openReadModels({ events: log.events, views, standing: testViews, today: () => today }))

/** Every figure, standing and computed, is what folding the log at once gives; all up to a position is in. */
export const expectAll = async (
  models: ReadModels,
  log: ReadonlyArray<RecordedEvent>,
  position: number = log.at(-1)?.position ?? 0,
): Promise<void> => {
  const views = [...testViews(DAY), ...testViews(OTHER_DAY)]
  for (const agency of WORLD.agencies) {
    const figures = await get(models.figures(views, agency))
    expect(figures.map(plain)).toEqual(views.map((view) => expected(log, view, agency)))
    for (const figure of figures) expect(figure.position).toBe(position)
  }
}

/** Lengths at which a log of this length is looked at, in order. */
export const splits = (length: number, cuts: ReadonlyArray<number>): ReadonlyArray<number> =>
  [...new Set([...cuts.map((cut) => cut % (length + 1)), length])].sort((a, b) => a - b)

export const arbitraryCuts = fc.array(fc.nat({ max: 200 }), { maxLength: 6 })

export const LIMIT = { interruptAfterTimeLimit: 20_000 }

/** Registers the laws for a store; `openStore` gives an empty one each time, `tries` is how often each law is tried. */
export const engineLaws = (name: string, openStore: () => Promise<ViewStore>, tries = 40): void => {
  describe(`read models on ${name}`, () => {
    it('are the same live in any split, drained twice, after restarts and rebuilt', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), arbitraryCuts, fc.boolean(), async (log, cuts, restarts) => {
          const store = await openStore()
          const growing = growingLog(log)
          let models = await open(growing, store)
          for (const length of splits(log.length, cuts)) {
            growing.growTo(length)
            if (restarts) models = await open(growing, store)
            await get(models.catchUp())
            await get(models.catchUp())
          }
          await expectAll(models, log)
          const rebuilt = await openStore()
          await expectAll(await open(growing, rebuilt), log)
          await get(models.rebuild())
          await expectAll(models, log)
          expect((await get(models.rollBack())).tag).toBe('Swapped')
          await expectAll(models, log)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('are what a recount from the log comes to, in any split, by several at once, rebuilt and rolled back', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), arbitraryCuts, async (log, cuts) => {
          const store = await openStore()
          const growing = growingLog(log)
          const [one, other] = [await open(growing, store), await open(growing, store)]
          const expectCounted = async (): Promise<void> => {
            const { differences, moving, position } = await get(one.recount())
            expect({ differences, moving, position }).toEqual({ differences: [], moving: 0, position: log.at(-1)?.position ?? 0 })
          }
          for (const length of splits(log.length, cuts)) {
            growing.growTo(length)
            await Promise.all([get(one.catchUp()), get(other.catchUp())])
          }
          await expectCounted()
          await get(one.rebuild())
          await expectCounted()
          await get(one.rollBack())
          await expectCounted()
        }),
        { numRuns: Math.ceil(tries / 4), ...LIMIT },
      )
    })

    it('are the same one event at a time', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 40 }), async (log) => {
          const growing = growingLog(log)
          const models = await open(growing, await openStore())
          for (let length = 0; length <= log.length; length++) {
            growing.growTo(length)
            await get(models.catchUp())
          }
          await expectAll(models, log)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('are the same when two engines work on one store at once', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), arbitraryCuts, async (log, cuts) => {
          const store = await openStore()
          const growing = growingLog(log)
          const engines = [await open(growing, store), await open(growing, store), await open(growing, store)]
          for (const length of splits(log.length, cuts)) {
            growing.growTo(length)
            await Promise.all(engines.map((each) => get(each.catchUp())))
          }
          for (const each of engines) await expectAll(each, log)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('are the same when workers take partitions over from one another', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), arbitraryCuts, async (log, cuts) => {
          const store = await openStore()
          const growing = growingLog(log)
          const [one, other, reader] = [await open(growing, store), await open(growing, store), await open(growing, store)]
          for (const length of splits(log.length, cuts)) {
            growing.growTo(length)
            const { dirty } = await get(one.dispatch())
            const wake = dirty.flatMap((partition) => [one, other].map((worker) => get(worker.drainPartition(partition))))
            // Who takes nothing over works beside them.
            await Promise.all([...wake, get(reader.catchUp())])
            // Both may have lost it, each to the other's later wake-up; what is left waits for the next.
            for (const partition of await get(one.dirtyPartitions())) await get(other.drainPartition(partition))
          }
          await expectAll(reader, log)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('are the same when several build the parts of a rebuild, some twice', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), fc.nat({ max: 200 }), async (log, cut) => {
          const store = await openStore()
          const growing = growingLog(log)
          const [one, other] = [await open(growing, store), await open(growing, store)]
          growing.growTo(cut % (log.length + 1))
          await get(one.catchUp())
          const { generation, parts } = await get(one.beginRebuild())
          growing.growTo(log.length)
          await get(other.catchUp())
          const [mine, others] = [parts.filter((n) => n % 3 < 2), parts.filter((n) => n % 3 > 0)]
          await Promise.all([
            ...mine.map((partition) => get(one.buildPart(generation, partition))),
            ...others.map((partition) => get(other.buildPart(generation, partition))),
          ])
          expect(await get(one.finishRebuild(generation))).toMatchObject({ tag: 'Swapped', generation })
          expect(await get(other.buildPart(generation, 0))).toEqual({ tag: 'Gone' })
          expect((await get(other.health())).generation).toBe(generation)
          await expectAll(other, log)
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('know before a position what they said at it', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 60 }), fc.nat({ max: 100 }), async (log, cut) => {
          const growing = growingLog(log)
          const models = await open(growing, await openStore())
          const length = cut % (log.length + 1)
          growing.growTo(length)
          await get(models.catchUp())
          const views = testViews(DAY)
          const then = new Map<AgencyCode, ReadonlyArray<unknown>>()
          for (const agency of WORLD.agencies) {
            const facts = await get(models.agencyFacts(agency))
            then.set(agency, [...(await get(models.figures(views, agency))).map(plain), facts])
          }
          growing.growTo(log.length)
          await get(models.catchUp())
          const before = log[length]?.position ?? (LogPosition.is(length + 1) ? length + 1 : null)
          if (before === null || !LogPosition.is(before)) return
          for (const agency of WORLD.agencies) {
            const facts = await get(models.agencyFacts(agency, { before }))
            const figures = await get(models.figures(views, agency, { before }))
            expect([...figures.map(plain), facts]).toEqual(then.get(agency))
            for (const { position } of figures) expect(position).toBe(length)
          }
        }),
        { numRuns: tries, ...LIMIT },
      )
    })

    it('keep the whole history of a career', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryLog({ maxSteps: 60, people: WORLD.people.slice(0, 1) }), async (log) => {
          const growing = growingLog(log)
          const models = await open(growing, await openStore())
          for (const length of [Math.floor(log.length / 2), log.length]) {
            growing.growTo(length)
            await get(models.catchUp())
          }
          for (const person of WORLD.people.slice(0, 1)) {
            const own = log.filter(({ stream }) => careerOf(stream) === person).map(({ id }) => id)
            expect([...(await get(models.career(person))).keys()]).toEqual(own)
          }
        }),
        { numRuns: tries, ...LIMIT },
      )
    })
  })
}
