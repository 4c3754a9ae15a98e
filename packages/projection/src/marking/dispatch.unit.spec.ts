/** Two dispatchers: what the other marks while one looks where to begin is not missing from what it knows. */
import { arbitraryLog, growingLog } from '@jejak/testing'
import fc from 'fast-check'
import { it } from 'vitest'
import { expectAll, get, LIMIT, open } from '../live/laws.spec.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

it('a dispatcher knows all facts of reference before the place it begins at', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryLog({ maxSteps: 150 }), async (log) => {
      const store = memoryViewStore()
      const growing = growingLog(log)
      const other = await open(growing, store)
      let isOthersTurn = false
      const between: ViewStore = {
        ...store,
        status: (generation) => async () => {
          if (isOthersTurn) {
            isOthersTurn = false
            await get(other.dispatch())
            growing.growTo(log.length)
          }
          return store.status(generation)()
        },
      }
      const models = await open(growing, between)
      await get(models.catchUp())
      growing.growTo(Math.floor(log.length / 2))
      isOthersTurn = true
      await get(models.dispatch())
      await get(models.catchUp())
      await expectAll(models, log)
    }),
    { numRuns: 40, ...LIMIT },
  )
})
