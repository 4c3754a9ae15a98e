/** The contract on one server and on a cluster. */
import { careerStream, LOG_START, LogPosition, lastDayOfYear, partitionOf } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { viewStoreContract, WORLD } from '@jejak/testing'
import { startRedis, startRedisCluster, type TestRedis } from '@jejak/testing/redis'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ViewStore } from '../ViewStore.js'
import { openRedisViewStore } from './openRedisViewStore.js'

const openAt = async (url: string): Promise<ViewStore> => {
  const store = await openRedisViewStore(url)()
  if (E.isLeft(store)) throw new Error(store.left.reason)
  return store.right
}

for (const [name, start] of [
  ['redis', startRedis],
  ['a cluster of redis', startRedisCluster],
] as const)
  describe(name, () => {
    let redis: TestRedis | null = null
    beforeAll(async () => {
      redis = await start()
    })
    afterAll(() => redis?.stop())
    viewStoreContract(
      name,
      () => openAt(redis?.fresh() ?? ''),
      (store) => store.close(),
      { describe, it },
    )

    it('marks who holds a name, and nobody who holds one that begins with it', async () => {
      const store = await openAt(redis?.fresh() ?? '')
      const begun = await store.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })()
      const generation = E.isRight(begun) ? begun.right : 0
      const names = ['a', 'a\nb', 'ab', 'a\u000bb']
      const commits = names.map((name, index) => {
        const career = WORLD.people[index]
        if (career === undefined) throw new Error('the small world is too small')
        const texts = { snapshot: null, tail: '[]', measures: '[]', deltas: [], rows: [], parked: null }
        return {
          career,
          partition: partitionOf(careerStream(career)),
          epoch: null,
          was: null,
          revision: 0,
          seen: 0,
          catalogue: LOG_START,
          measured: LOG_START,
          names: [name],
          ...texts,
        }
      })
      expect(await store.commit(generation, commits)()).toEqual(E.right(names.map(() => 'done')))
      const at = (n: number): LogPosition => (LogPosition.is(n) ? n : LOG_START)
      for (const [index, name] of names.entries()) {
        const [after, upTo] = [at(index), at(index + 1)]
        const renamed = [{ name, first: upTo, last: upTo }]
        expect(
          await store.mark(generation, { after, upTo, hash: 'h', careers: [], references: [], renamed, catalogue: upTo, parked: [] })(),
        ).toEqual(E.right(true))
        const marks = await store.marks(generation, 0, 10)()
        const firsts = E.isRight(marks) ? marks.right.filter(({ first }) => first === upTo) : []
        expect(firsts.map(({ career }) => career)).toEqual([commits[index]?.career])
      }
      await store.close()
    })

    it('adds whole numbers exactly, up to the greatest safe one and down to nothing', async () => {
      const store = await openAt(redis?.fresh() ?? '')
      const [career] = WORLD.people
      const [agency] = WORLD.agencies
      if (career === undefined || agency === undefined) throw new Error('the small world is too small')
      const begun = await store.begin({ definitions: 'd', day: lastDayOfYear(2025), now: 1, upTo: LOG_START, hash: '' })()
      const generation = E.isRight(begun) ? begun.right : 0
      const amount = fc.oneof(fc.nat({ max: 5 }), fc.maxSafeInteger())
      let revision = 0
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string(), fc.array(amount, { maxLength: 4 })), async (vectors) => {
          const sums = new Sums.SumsBuilder().addAll(new Map(Object.entries(vectors))).build()
          for (const each of [sums, Sums.inverse(sums)]) {
            const deltas = [{ view: 0, agency, sums: each }]
            const was = revision === 0 ? null : { revision: revision - 1, catalogue: LOG_START }
            const partition = partitionOf(careerStream(career))
            const texts = { snapshot: null, tail: '[]', measures: '[]', names: [], rows: [], parked: null }
            const commit = {
              career,
              partition,
              epoch: null,
              was,
              revision,
              seen: revision,
              catalogue: LOG_START,
              measured: LOG_START,
              deltas,
              ...texts,
            }
            expect(await store.commit(generation, [commit])()).toEqual(E.right(['done']))
            revision++
            const found = await store.sums(generation, [0], agency)()
            const expected = each === sums ? sums : new Map()
            expect(E.isRight(found) && found.right.sums[0]).toEqual(expected)
          }
        }),
        { numRuns: 30 },
      )
      await store.close()
    })
  })
