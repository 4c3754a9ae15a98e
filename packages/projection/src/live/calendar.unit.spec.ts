/** The change of day, by a clock that the test holds: figures of both days are right before, during and after it. */
import { addDays, type LocalDate, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import { arbitraryLog, expectedFigure, growingLog, testViews, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { openReadModels } from '../openReadModels.js'
import type { ReadModels } from '../ReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'
import { get } from './laws.spec.js'

const DAY = lastDayOfYear(2023)
const NEXT = addDays(DAY, 1)

/** A store in which the parts of the second generation wait until the test lets them go. */
const gated = () => {
  const store = memoryViewStore()
  let open = (): void => undefined
  let arrive = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const views: ViewStore = {
    ...store,
    writePart: (generation, part, now) => async () => {
      if (generation > 1) {
        arrive()
        await opened
      }
      return store.writePart(generation, part, now)()
    },
  }
  return { views, open, arrived }
}

const expectDays = async (models: ReadModels, log: ReadonlyArray<RecordedEvent>): Promise<void> => {
  for (const day of [DAY, NEXT])
    for (const agency of WORLD.agencies)
      for (const view of testViews(day)) {
        const figure = await get(models.figure(view, agency))
        const { sums, rows, people } = expectedFigure(log, view, agency)
        expect(figure.people).toBe(people)
        if (figure.kind === 'sums') expect(new Map(figure.sums)).toEqual(new Map(sums))
        else expect(figure.rows.map(({ career, row }) => ({ career, row }))).toEqual(rows)
      }
}

describe('when the day changes', () => {
  it('the sums of the next day are swapped in whole, and figures of either day are right all along', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog({ maxSteps: 60 }), fc.nat({ max: 60 }), fc.nat({ max: 60 }), async (log, one, other) => {
        const [first = 0, second = 0] = [one % (log.length + 1), other % (log.length + 1)].sort((a, b) => a - b)
        const { views, open, arrived } = gated()
        const growing = growingLog(log)
        let today: LocalDate = DAY
        const models = await get(openReadModels({ events: growing.events, views, standing: testViews, today: () => today }))
        const stopping = new AbortController()
        growing.growTo(first)
        await get(models.catchUp())
        const following = models.follow(stopping.signal, () => undefined)
        // 1. Midnight. The next day is being built, and cannot be finished.
        today = NEXT
        growing.growTo(second)
        await arrived
        await get(models.catchUp())
        expect(await get(models.health())).toMatchObject({ generation: 1, day: DAY, position: log[second - 1]?.position ?? 0 })
        await expectDays(models, log.slice(0, second))
        // 2. It is finished while more is appended.
        open()
        growing.growTo(log.length)
        await expect.poll(async () => (await get(models.health())).day, { interval: 1, timeout: 10_000 }).toBe(NEXT)
        await get(models.catchUp())
        await expectDays(models, log)
        stopping.abort()
        expect(await following).toEqual(E.right(undefined))
        // What was yesterday's is not kept.
        expect((await get(views.generations())).map(({ number, day }) => [number, day])).toEqual([[2, NEXT]])
      }),
      { numRuns: 15, interruptAfterTimeLimit: 15_000 },
    )
  })
})
