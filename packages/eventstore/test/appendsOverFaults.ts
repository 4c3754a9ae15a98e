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

    it('goes to the leader when it is told of one', async () => {
      await double.fault({ kind: 'notLeader', on: 'write', times: 2, host: '127.0.0.1', port: double.port })
      const { stream, expected, drafts } = fresh()
      expect(await events.append(stream, expected, drafts)()).toMatchObject(E.right({ revision: 1 }))
    })
  })
}
