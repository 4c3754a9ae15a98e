import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOG_START, partitionOf } from '@jejak/core'
import { careerNo, eventStoreContract, type OpenedEventStore, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must, newScope, openScoped, SERVER, sharedServer, stored, strange } from '../../test/server.js'
import { type EventStore, noStream, openSqliteEventStore, verifyChain } from '../index.js'
import { withLocalCopy } from './withLocalCopy.js'

const root = mkdtempSync(join(tmpdir(), 'jejak-copy-'))
let folders = 0
const file = (): string => join(root, `${++folders}.db`)
const open: Array<() => Promise<void>> = []
const later = <A extends { readonly close: () => Promise<void> }>(store: A): A => {
  open.unshift(store.close)
  return store
}
const closeAll = async (): Promise<void> => {
  for (const close of open.splice(0)) await close()
}
afterAll(() => rmSync(root, { recursive: true, force: true }))

const openOverSqlite = async (): Promise<OpenedEventStore> => {
  const [events, copy] = [file(), file()]
  let now = Date.now()
  const again = async () => {
    const store = await must(openSqliteEventStore(events, { clock: () => now })())
    return later(await must(withLocalCopy(store, copy)()))
  }
  return {
    store: await again(),
    again,
    setClock: (millis) => {
      now = millis
    },
  }
}

eventStoreContract('a local copy that processes share', openOverSqlite, closeAll, { describe, it })

describe(`a local copy of EventStoreDB (${SERVER})`, () => {
  let server: Awaited<ReturnType<typeof sharedServer>>
  beforeAll(async () => {
    server = await sharedServer()
  })
  afterAll(() => server.end())
  afterEach(closeAll)

  const far = async (scope: string): Promise<EventStore> => later(await openScoped(server.url, scope))
  const near = async (scope: string, copy: string): Promise<EventStore> =>
    later(await must(withLocalCopy(await openScoped(server.url, scope), copy)()))
  const fill = async (store: EventStore, streams: number): Promise<void> => {
    const requests = Array.from({ length: streams }, (_, n) => ({ stream: careerNo(n), expected: noStream, drafts: samples(3) }))
    for (const result of await store.appendMany(requests)()) expect(E.isRight(result)).toBe(true)
  }

  it('reads as the store does, with the positions of the store', async () => {
    const scope = newScope()
    const store = await far(scope)
    await fill(store, 20)
    const copy = await near(scope, file())
    const log = await stored(store)
    expect(await stored(copy)).toEqual(log)
    expect(await copy.head()()).toEqual(E.right(log.at(-1)?.position))
    const upTo = log[40]?.position ?? LOG_START
    for (const partition of new Set(log.map(({ stream }) => partitionOf(stream))))
      expect(await stored(copy, copy.readPartition(partition, upTo))).toEqual(await stored(store, store.readPartition(partition, upTo)))
  })

  it('sees at once what another process appended', async () => {
    const scope = newScope()
    const [store, copy] = [await far(scope), await near(scope, file())]
    for (let n = 0; n < 5; n += 1) {
      const appended = await must(store.append(careerNo(n), noStream, samples(2))())
      expect((await must(copy.read(careerNo(n))())).map(({ revision }) => revision)).toEqual([0, 1])
      expect(await copy.head()()).toEqual(E.right(appended.position))
    }
  })

  it('is filled once by two that fill one file at the same time', async () => {
    const scope = newScope()
    const store = await far(scope)
    await fill(store, 30)
    const copy = file()
    const both = [await near(scope, copy), await near(scope, copy)]
    const log = await stored(store)
    for (const read of await Promise.all(both.map((each) => stored(each)))) expect(read).toEqual(log)
  })

  it('is thrown away when it is one of another log', async () => {
    const copy = file()
    const first = newScope()
    await fill(await far(first), 4)
    await stored(await near(first, copy))
    await closeAll()
    const second = newScope()
    await fill(await far(second), 2)
    const log = await stored(await near(second, copy))
    expect(log).toHaveLength(6)
    expect(E.isRight(verifyChain(log.slice(0, 3)))).toBe(true)
  })

  it('does not take in what is not what was hashed, and still reads the streams that are sound', async () => {
    const scope = newScope()
    const store = await far(scope)
    await must(store.append(careerNo(1), noStream, samples(2))())
    await strange(server.url, scope, careerNo(2), 'altered')
    await must(store.append(careerNo(3), noStream, samples(1))())
    const copy = await near(scope, file())
    const pages: string[] = []
    for await (const page of copy.readAll(LOG_START)) pages.push(E.isLeft(page) ? `${page.left.tag}: ${page.left.reason}` : 'page')
    expect(pages).toEqual(['Corrupt: revision 0 is not what was hashed: it was altered'])
    expect(await must(copy.read(careerNo(3))())).toHaveLength(1)
  })

  it('refuses a file that is something else, and says that a copy can be deleted', async () => {
    const scope = newScope()
    const events = file()
    await (await must(openSqliteEventStore(events)())).close()
    const refused = await withLocalCopy(await far(scope), events)()
    expect(E.isLeft(refused) ? refused.left.reason : '').toMatch(/holds something else.*deleted, it is made again/)
  })
})
