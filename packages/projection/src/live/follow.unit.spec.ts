/** Following, alone and beside others: whichever way a page goes, the figures are those of the log. */
import { arbitraryLog, growingLog } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import type { ReadModels } from '../ReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'
import { arbitraryCuts, expectAll, get, LIMIT, open, splits } from './laws.spec.js'
import { breakAt, expectReadable } from './parkingLaws.spec.js'

const WITHIN_MS = 10_000

/** Where a log holds what cannot be read. */
const arbitraryPlaces = fc.array(fc.nat({ max: 200 }), { maxLength: 3 })

/** Counts documents that came in by the short way. */
const counting = (store: ViewStore): { readonly store: ViewStore; readonly short: () => number } => {
  let short = 0
  return {
    short: () => short,
    store: {
      ...store,
      advance:
        (...asked) =>
        async () => {
          const advanced = await store.advance(...asked)()
          if (E.isRight(advanced)) short += advanced.right.committed.filter((each) => each === 'done').length
          return advanced
        },
    },
  }
}

/** Follows with these while `work` is done. */
const following = async (all: ReadonlyArray<ReadModels>, work: () => Promise<void>): Promise<void> => {
  const stopping = new AbortController()
  const each = all.map((models) => models.follow(stopping.signal, () => undefined))
  await work()
  stopping.abort()
  for (const result of await Promise.all(each)) expect(result).toEqual(E.right(undefined))
}

it('followers of one store bring in what came, in any split, by the short way too', async () => {
  let short = 0
  await fc.assert(
    fc.asyncProperty(
      arbitraryLog({ maxSteps: 90 }),
      arbitraryCuts,
      arbitraryPlaces,
      fc.integer({ min: 1, max: 3 }),
      async (whole, cuts, places, count) => {
        const log = breakAt(whole, places)
        const counted = counting(memoryViewStore())
        const growing = growingLog(log)
        const followers: ReadModels[] = []
        for (let i = 0; i < count; i++) followers.push(await open(growing, counted.store))
        // The first read models are made before anything is there that cannot be read.
        for (const each of followers) await get(each.catchUp())
        await following(followers, async () => {
          for (const length of splits(log.length, cuts)) {
            growing.growTo(length)
            const position = log[length - 1]?.position
            if (position !== undefined)
              for (const each of followers) expect(await get(each.waitFor(position, WITHIN_MS))).toMatchObject({ tag: 'Reached' })
          }
        })
        for (const each of followers) await expectReadable(each, log)
        short += counted.short()
      },
    ),
    { numRuns: 40, ...LIMIT },
  )
  expect(short).toBeGreaterThan(0)
})

it('a follower loses nothing that another process marks or brings in between its steps', async () => {
  let short = 0
  await fc.assert(
    fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), fc.integer({ min: 1, max: 5 }), fc.nat({ max: 7 }), async (log, step, turn) => {
      const counted = counting(memoryViewStore())
      const { store } = counted
      const growing = growingLog(log)
      const other = await open(growing, store)
      await get(other.catchUp())
      let length = 0
      let turns = turn
      /** Another process sees a few more events and marks them, or brings them in. */
      const goOn = async (): Promise<void> => {
        if (++turns % 3 === 0) return
        length = Math.min(log.length, length + step)
        growing.growTo(length)
        if (turns % 2 === 0) await get(other.dispatch())
        else await get(other.catchUp())
      }
      const between: ViewStore = {
        ...store,
        load:
          (...asked) =>
          async () => {
            await goOn()
            return store.load(...asked)()
          },
        advance:
          (...asked) =>
          async () => {
            await goOn()
            return store.advance(...asked)()
          },
      }
      const models = await open(growing, between)
      await following([models], async () => {
        while (length < log.length) {
          length = Math.min(log.length, length + step)
          growing.growTo(length)
          const position = log[length - 1]?.position
          if (position !== undefined) expect(await get(models.waitFor(position, WITHIN_MS))).toMatchObject({ tag: 'Reached' })
        }
      })
      await expectAll(models, log)
      short += counted.short()
    }),
    { numRuns: 40, ...LIMIT },
  )
  expect(short).toBeGreaterThan(0)
})
