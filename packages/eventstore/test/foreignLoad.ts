/** A server whose log is mostly that of others: the same for either client library. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOG_START } from '@jejak/core'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withLocalCopy } from '../src/copy/withLocalCopy.js'
import { openEventStoreDb } from '../src/eventstoredb/openEventStoreDb.js'
import { type EventStore, noStream } from '../src/index.js'
import { must, type OwnDouble, ownDouble, stored } from './server.js'

const add = async (events: EventStore, first: number, count: number): Promise<void> => {
  const requests = Array.from({ length: count }, (_, n) => ({ stream: careerNo(first + n), expected: noStream, drafts: samples(3) }))
  for (const result of await events.appendMany(requests)()) expect(E.isRight(result)).toBe(true)
}

const timed = async <A>(work: () => Promise<A>): Promise<{ readonly result: A; readonly millis: number }> => {
  const begun = performance.now()
  const result = await work()
  return { result, millis: performance.now() - begun }
}

/**
 * @param urlOf the address as it is written for that library
 */
export const foreignLoad = (name: string, urlOf: (url: string) => string): void => {
  describe(`a server that others share (${name})`, () => {
    const dir = mkdtempSync(join(tmpdir(), 'jejak-foreign-'))
    let double: OwnDouble
    const near = async (): Promise<EventStore> =>
      must(withLocalCopy(await must(openEventStoreDb(urlOf(double.url))()), join(dir, 'copy.db'))())
    beforeAll(async () => {
      double = await ownDouble()
    })
    afterAll(async () => {
      await double.end()
      rmSync(dir, { recursive: true, force: true })
    })

    it('is read past 100,000 events of others, in pages of any size, to the last of ours, and what comes later is found', async () => {
      const writer = await must(openEventStoreDb(urlOf(double.url))())
      await add(writer, 0, 50)
      await double.fault({ kind: 'foreign', events: 50_000, bytes: 10 })
      await add(writer, 100, 50)
      await double.fault({ kind: 'foreign', events: 50_000, bytes: 10 })
      const reader = await must(openEventStoreDb(`${urlOf(double.url)}&connectionName=reader`)())
      const log = await stored(reader)
      expect(log).toHaveLength(300)
      expect(await reader.head()()).toEqual(E.right(log.at(-1)?.position))
      for (const pageSize of [7, 100, 150, 151, 5000])
        expect((await stored(reader, reader.readAll(LOG_START, { pageSize }))).map(({ id }) => id)).toEqual(log.map(({ id }) => id))
      const middle = log[149]?.position ?? LOG_START
      expect(await stored(reader, reader.readAll(LOG_START, { upTo: middle }))).toHaveLength(150)
      expect(await stored(reader, reader.readAll(middle))).toHaveLength(150)
      await add(writer, 200, 1)
      await double.fault({ kind: 'foreign', events: 500, bytes: 10 })
      await add(writer, 300, 1)
      expect(await stored(reader, reader.readAll(log.at(-1)?.position ?? LOG_START))).toHaveLength(6)
      await writer.close()
      await reader.close()
    })

    it('is read by the next command from where the last one ended', async () => {
      await double.fault({ kind: 'foreign', events: 100_000, bytes: 10 })
      const first = await near()
      expect(await stored(first)).toHaveLength(306)
      await first.close()
      const { millis } = await timed(async () => {
        const again = await near()
        expect(await must(again.head()())).toBeGreaterThan(0)
        expect(await stored(again)).toHaveLength(306)
        await again.close()
      })
      expect(millis).toBeLessThan(1500)
      // What comes beyond it is found as ever, by the server's end that the copy keeps.
      const writer = await must(openEventStoreDb(urlOf(double.url))())
      await add(writer, 400, 1)
      const later = await near()
      expect(await stored(later)).toHaveLength(309)
      await later.close()
      await writer.close()
    })

    it('takes no memory for what others wrote, however large it is', async () => {
      await double.fault({ kind: 'foreign', events: 150, bytes: 900_000 })
      const reader = await must(openEventStoreDb(urlOf(double.url))())
      const before = process.memoryUsage().rss
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, 10)
      expect(await stored(reader)).toHaveLength(309)
      expect(await must(reader.head()())).toBeGreaterThan(0)
      clearInterval(watch)
      expect((most - before) / 1_048_576).toBeLessThan(110)
      await reader.close()
    })
  })
}
