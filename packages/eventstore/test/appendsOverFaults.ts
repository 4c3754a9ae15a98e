/** Appends on a double that drops, cuts and refuses: the same for either client library. */

import type { Fault } from '@jejak/esdb-double'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEventStoreDb } from '../src/eventstoredb/openEventStoreDb.js'
import { type AppendRequest, type EventStore, noStream } from '../src/index.js'
import { must, type OwnDouble, ownDouble } from './server.js'

/**
 * @param urlOf the address as it is written for that library
 */
export const appendsOverFaults = (name: string, urlOf: (url: string) => string): void => {
  describe(`an append with ${name}`, () => {
    let double: OwnDouble
    let events: EventStore
    let streams = 0
    const fresh = (): AppendRequest => ({ stream: careerNo(++streams), expected: noStream, drafts: samples(2) })
    beforeAll(async () => {
      double = await ownDouble()
      events = await must(openEventStoreDb(urlOf(double.url), { deadline: 1500, patience: 15_000 })())
    })
    afterAll(async () => {
      await events.close()
      await double.end()
    })

    const faults: ReadonlyArray<Fault> = [
      { kind: 'dropReply', on: 'write', times: 1 },
      { kind: 'cutBefore', on: 'write', times: 2 },
      { kind: 'cutAfter', on: 'write', times: 2 },
      { kind: 'notReady', on: 'write', times: 3 },
    ]
    it.each(faults)('stands once, as it was first stamped, after $kind', async (fault) => {
      const single = fresh()
      await double.fault(fault)
      const appended = await must(events.append(single.stream, single.expected, single.drafts)())
      const bulk = fresh()
      await double.fault(fault)
      const [result] = await events.appendMany([bulk])()
      expect(result).toMatchObject(E.right({ revision: 1 }))
      for (const { stream, drafts } of [single, bulk]) {
        const found = await must(events.read(stream)())
        expect(found.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
      }
      const last = (await must(events.read(single.stream)())).at(-1)
      expect(appended).toMatchObject({ hash: last?.meta.hash, position: last?.position, recordedAt: last?.meta.recordedAt })
    })

    const single = ({ stream, expected, drafts }: AppendRequest, by = events) => by.append(stream, expected, drafts)()

    it.each([1, 16, 64])('one by one, %i at once in calls they share, each has its own result', async (width) => {
      const requests = Array.from({ length: width }, fresh)
      const first = await Promise.all(requests.map((request) => single(request)))
      for (const result of first) expect(result).toMatchObject(E.right({ revision: 1, repeated: false }))
      const again = await Promise.all(requests.map((request) => single(request)))
      expect(again).toEqual(first.map(E.map((appended) => ({ ...appended, repeated: true }))))
      const stale = await Promise.all(requests.map((request) => single({ ...request, drafts: samples(1) })))
      for (const [i, result] of stale.entries())
        expect(result).toMatchObject(E.left({ tag: 'Conflict', stream: requests[i]?.stream, actual: { tag: 'at', revision: 1 } }))
      for (const { stream, drafts } of requests)
        expect((await must(events.read(stream)())).map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
    })

    it('one by one is ambiguous at its deadline, long before the library notices a silent server; the same again tells the truth', async () => {
      const hasty = await must(openEventStoreDb(urlOf(double.url), { deadline: 300, patience: 0 })())
      const requests = Array.from({ length: 8 }, fresh)
      // Several may share a request: what it leaves over falls away with the restart.
      await double.fault({ kind: 'dropReply', on: 'write', times: 8 })
      const begun = performance.now()
      for (const result of await Promise.all(requests.map((request) => single(request, hasty))))
        expect(result).toMatchObject(E.left({ tag: 'Ambiguous' }))
      expect(performance.now() - begun).toBeLessThan(10_000)
      await hasty.close()
      await double.restart()
      for (const request of requests) {
        expect(await single(request)).toMatchObject(E.right({ revision: 1 }))
        expect(await must(events.read(request.stream)())).toHaveLength(2)
      }
    })

    it('one by one is not held up by answers that never come, nor are those after it', async () => {
      const patient = await must(openEventStoreDb(urlOf(double.url), { deadline: 400, patience: 20_000 })())
      await double.fault({ kind: 'dropReply', on: 'write', times: 5 })
      for (let round = 0; round < 2; round += 1)
        for (const result of await Promise.all(Array.from({ length: 20 }, () => single(fresh(), patient))))
          expect(result).toMatchObject(E.right({ revision: 1 }))
      await patient.close()
    })

    it('goes to the leader when it is told of one', async () => {
      await double.fault({ kind: 'notLeader', on: 'write', times: 2, host: '127.0.0.1', port: double.port })
      const { stream, expected, drafts } = fresh()
      expect(await events.append(stream, expected, drafts)()).toMatchObject(E.right({ revision: 1 }))
    })
  })
}
