/** Positions of a log that holds streams of others: the same for either client library and every version. */
import { LOG_START, type LogPosition, type RecordedEvent } from '@jejak/core'
import type { ProfileName } from '@jejak/esdb-double'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEventStoreDb } from '../src/eventstoredb/openEventStoreDb.js'
import { type EventStore, noStream } from '../src/index.js'
import { unsafeBrand } from '../src/unsafe.js'
import { must, type OwnDouble, othersWrite, ownDouble, stored } from './server.js'

const add = (events: EventStore, n: number) => must(events.append(careerNo(n), noStream, samples(1))())
const at = (position: number): LogPosition => unsafeBrand(position)
const positions = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> => events.map(({ position }) => position)

/**
 * @param urlOf the address as it is written for that library
 */
export const placesInTheLog = (name: string, profile: ProfileName, urlOf: (url: string) => string): void => {
  describe(`the log of a server of ${name}`, () => {
    let double: OwnDouble
    const open: EventStore[] = []
    const store = async (): Promise<EventStore> => {
      const opened = await must(openEventStoreDb(urlOf(double.url))())
      open.push(opened)
      return opened
    }
    beforeAll(async () => {
      double = await ownDouble({ profile })
    })
    afterAll(async () => {
      for (const each of open) await each.close()
      await double.end()
    })

    it('is read past streams of others, and from positions that are those of no event', async () => {
      await othersWrite(urlOf(double.url), 'someone-0')
      const events = await store()
      expect(await events.head()()).toEqual(E.right(LOG_START))
      const made: number[] = []
      for (let n = 0; n < 3; n += 1) {
        made.push((await add(events, n)).position)
        await othersWrite(urlOf(double.url), `someone-${n + 1}`)
      }
      const last = made.at(-1) ?? 0
      expect(await events.head()()).toEqual(E.right(last))
      expect(positions(await stored(events))).toEqual(made)
      for (const from of [1, (made[0] ?? 0) - 1, (made[0] ?? 0) + 1, last - 1, last + 1, last + 1_000_000])
        for (const handle of [events, await store()]) {
          expect(positions(await stored(handle, handle.readAll(at(from))))).toEqual(made.filter((each) => each > from))
          expect(await handle.head()()).toEqual(E.right(last))
        }
      expect(positions(await stored(events, events.readAll(LOG_START, { upTo: at(last - 1) })))).toEqual(made.slice(0, -1))
      await add(events, 9)
      expect(await stored(events, events.readAll(at(last)))).toHaveLength(1)
    })
  })
}
