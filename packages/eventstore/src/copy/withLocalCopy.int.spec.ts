import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LOG_START, partitionOf } from '@jejak/core'
import { careerNo, eventStoreContract, type OpenedEventStore, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must, newScope, type OwnDouble, openScoped, ownDouble, SERVER, sharedServer, stored, strange } from '../../test/server.js'
import { openEventStoreDb } from '../eventstoredb/openEventStoreDb.js'
import { type EventStore, noStream, openSqliteEventStore, verifyChain } from '../index.js'
import { compareWithServer } from './compareWithServer.js'
import { readCopyState } from './copyState.js'
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

  it('takes in no event that is not what was hashed, parks its stream there, and reads and writes all others', async () => {
    const scope = newScope()
    const store = await far(scope)
    await must(store.append(careerNo(1), noStream, samples(2))())
    await strange(server.url, scope, careerNo(2), 'altered')
    await strange(server.url, scope, careerNo(4), 'foreign')
    await must(store.append(careerNo(3), noStream, samples(1))())
    const path = file()
    const copy = await near(scope, path)
    const log = await stored(copy)
    expect(log.map(({ stream, type }) => [stream, type])).toEqual([
      [careerNo(1), 'Rated'],
      [careerNo(1), 'Rated'],
      // An event that nobody can read: whoever folds the stream parks it.
      [careerNo(2), 'DamagedOnServer'],
      [careerNo(3), 'Rated'],
    ])
    expect(await must(Promise.resolve(readCopyState(path)))).toMatchObject({
      counted: { events: 3, streams: 2 },
      damaged: [
        { stream: careerNo(2), kind: 'broken', reason: 'revision 0 is not what was hashed: it was altered' },
        { stream: careerNo(4), kind: 'foreign', reason: expect.stringMatching(/not written by Jejak/) },
      ],
    })
    const [end] = (await must(copy.ends([careerNo(3)])())).values()
    const results = await copy.appendMany([
      { stream: careerNo(2), expected: noStream, drafts: samples(1) },
      { stream: careerNo(3), expected: end ?? noStream, drafts: samples(1) },
      { stream: careerNo(4), expected: noStream, drafts: samples(1) },
    ])()
    expect(results).toMatchObject([
      E.left({ tag: 'Corrupt', stream: careerNo(2) }),
      E.right({ revision: 1 }),
      E.left({ tag: 'Corrupt', stream: careerNo(4) }),
    ])
    expect(await stored(copy)).toHaveLength(5)
  })

  it('refuses a file that is something else, and says that a copy can be deleted', async () => {
    const scope = newScope()
    const events = file()
    await (await must(openSqliteEventStore(events)())).close()
    const refused = await withLocalCopy(await far(scope), events)()
    expect(E.isLeft(refused) ? refused.left.reason : '').toMatch(/holds something else.*deleted, it is made again/)
  })
})

describe('a server from which others removed what Jejak wrote (double)', () => {
  let double: OwnDouble
  beforeAll(async () => {
    double = await ownDouble()
  })
  afterAll(() => double.end())
  afterEach(closeAll)

  const near = async (copy: string): Promise<EventStore> => {
    const store = await must(openEventStoreDb(double.url)())
    return later(await must(withLocalCopy(store, copy)()))
  }
  const damagedIn = async (path: string) =>
    (await must(Promise.resolve(readCopyState(path)))).damaged.map(({ stream, kind }) => [stream, kind])

  it('is found out: each stream is named, by old copies and new ones; nobody else stops; and a comparison tells what is lost', async () => {
    const [old, fresh] = [file(), file()]
    const first = await near(old)
    for (let n = 1; n <= 8; n += 1) await must(first.append(careerNo(n), noStream, samples(4))())
    const log = await stored(first)
    await closeAll()
    await double.fault({ kind: 'tombstone', stream: careerNo(1) })
    await double.fault({ kind: 'softDelete', stream: careerNo(2) })
    await double.fault({ kind: 'truncate', stream: careerNo(3), before: 3 })
    await double.fault({ kind: 'remove', stream: careerNo(4), revision: 1 })
    await double.fault({ kind: 'tombstone', stream: careerNo(8) })
    await double.fault({ kind: 'scavenge' })

    const again = await near(old)
    // The newest stream of the copy is gone: it is the same log all the same, and what it had is not thrown away.
    expect((await stored(again)).map(({ id }) => id)).toEqual(log.map(({ id }) => id))
    const marked = [
      [careerNo(1), 'tombstoned'],
      [careerNo(2), 'softDeleted'],
      [careerNo(3), 'truncated'],
      [careerNo(8), 'tombstoned'],
    ]
    expect(await damagedIn(old)).toEqual(marked)
    const server = await must(openEventStoreDb(double.url)())
    const known = new Set((await must(Promise.resolve(readCopyState(old)))).damaged.map(({ stream }) => stream))
    const told: number[] = []
    const compared = await must(compareWithServer(server, again, known, (done) => told.push(done)))
    expect(compared.lost.map(({ stream, events, revision }) => [stream, events, revision])).toEqual([
      [careerNo(1), 4, 0],
      [careerNo(2), 3, 0],
      [careerNo(3), 3, 0],
      [careerNo(4), 1, 1],
      [careerNo(8), 4, 0],
    ])
    expect(compared.more).toEqual([])
    expect(compared.server).toMatchObject({ events: log.length - 15 })

    const second = await near(fresh)
    const found = await stored(second)
    expect(new Set(found.filter(({ type }) => type !== 'DamagedOnServer').map(({ stream }) => stream))).toEqual(
      new Set([4, 5, 6, 7].map(careerNo)),
    )
    expect(found.filter(({ type }) => type === 'DamagedOnServer').map(({ stream }) => stream)).toEqual([2, 3, 4].map(careerNo))
    expect(new Set((await damagedIn(fresh)).map(([stream]) => stream))).toEqual(new Set([1, 2, 3, 4, 8].map(careerNo)))
    // Of two nothing is left that could be parked; the older copy still has what they were.
    expect(await second.lost?.()()).toEqual(E.right(2))
    expect(await again.lost?.()()).toEqual(E.right(0))
    await must(second.append(careerNo(20), noStream, samples(1))())
    expect(await second.append(careerNo(1), noStream, samples(1))()).toMatchObject(
      E.left({ tag: 'Corrupt', stream: careerNo(1), reason: expect.stringMatching(/tombstone.*put back a backup of the server/) }),
    )
    await server.close()
  })

  it('and which lost the end of a stream without a mark, is found out at an opening that looks there', async () => {
    const path = file()
    const other = await ownDouble()
    const there = async (): Promise<EventStore> => later(await must(withLocalCopy(await must(openEventStoreDb(other.url)()), path)()))
    const first = await there()
    await must(first.append(careerNo(1), noStream, samples(60))())
    await must(first.append(careerNo(2), noStream, samples(1))())
    await stored(first)
    await closeAll()
    const before = await there()
    expect(await damagedIn(path)).toEqual([])
    expect(await stored(before)).toHaveLength(61)
    await closeAll()
    await other.fault({ kind: 'remove', stream: careerNo(1), revision: 59 })
    // Sixteen places of the log are looked at, of which sixty in sixty-one are of this stream.
    const after = await there()
    expect(await damagedIn(path)).toEqual([[careerNo(1), 'shortened']])
    expect(await stored(after)).toHaveLength(61)
    expect(await after.append(careerNo(1), noStream, samples(1))()).toMatchObject(
      E.left({ tag: 'Corrupt', reason: expect.stringMatching(/last known event was revision 59, and the server ends it at 58/) }),
    )
    await closeAll()
    await other.end()
  })

  it('and whose copy lost its total, or has another, makes the copy again', async () => {
    const path = file()
    const log = await stored(await near(path))
    await closeAll()
    const db = new DatabaseSync(path)
    db.exec(
      'DELETE FROM place WHERE position = (SELECT max(position) FROM event); DELETE FROM event WHERE position = (SELECT max(position) FROM event)',
    )
    db.close()
    expect((await stored(await near(path))).map(({ position }) => position)).toEqual(log.map(({ position }) => position))
    const { noted, counted } = await must(Promise.resolve(readCopyState(path)))
    expect(noted).toEqual(counted)
  })
})
