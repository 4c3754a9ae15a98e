/** A batch in whose middle the log goes on: what is marked between its steps is neither lost nor taken for measured. */
import { arbitraryLog, growingLog } from '@jejak/testing'
import fc from 'fast-check'
import { it } from 'vitest'
import { expectAll, get, LIMIT, open } from '../live/laws.spec.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

it('a drain loses nothing that another process marks between the steps of a batch', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryLog({ maxSteps: 90 }), fc.integer({ min: 1, max: 5 }), async (log, step) => {
      const store = memoryViewStore()
      const growing = growingLog(log)
      const other = await open(growing, store)
      await get(other.catchUp())
      let length = 0
      /** Another process sees a few more events and marks them. */
      const goOn = async (): Promise<void> => {
        length = Math.min(log.length, length + step)
        growing.growTo(length)
        await get(other.dispatch())
      }
      const between: ViewStore = {
        ...store,
        marks:
          (...asked) =>
          async () => {
            const found = await store.marks(...asked)()
            await goOn()
            return found
          },
        load:
          (...asked) =>
          async () => {
            await goOn()
            return store.load(...asked)()
          },
      }
      const models = await open(growing, between)
      while (length < log.length) {
        await goOn()
        await get(models.catchUp())
      }
      await get(models.catchUp())
      await expectAll(models, log)
    }),
    { numRuns: 40, ...LIMIT },
  )
})
