/** A copied log is the log: in memory, in files, and on an EventStoreDB and back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { encode, LOG_START, type RecordedEvent, type SealedDraft, type StreamName } from '@jejak/core'
import { arbitraryPlaced, careerNo, samples } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, newScope, openScoped, SERVER, sharedServer, stored } from '../../test/server.js'
import { copyLog, type EventStore, memoryEventStore, noStream, openSqliteEventStore, verifyChain } from '../index.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-move-'))
let server: Awaited<ReturnType<typeof sharedServer>>
beforeAll(async () => {
  server = await sharedServer()
})
afterAll(async () => {
  await server.end()
  rmSync(dir, { recursive: true, force: true })
})

let files = 0
const newFile = (): string => join(dir, `${++files}.db`)

/** All of a log but its positions. */
const contentOf = async (store: EventStore) => (await stored(store)).map(({ position: _, ...event }) => event)

/** What is appended one after the other, and how much time passes before. */
interface Step {
  readonly stream: StreamName
  readonly draft: SealedDraft
  readonly pause: number
}

const arbitrarySteps: fc.Arbitrary<ReadonlyArray<Step>> = fc
  .tuple(arbitraryPlaced({ maxSteps: 40 }), fc.infiniteStream(fc.tuple(fc.option(fc.uint8Array({ maxLength: 40 })), fc.nat(2))))
  .map(([placed, parts]) =>
    placed.map(({ stream, draft }): Step => {
      const [sealed, pause] = parts.next().value
      const { type, schema, data, meta } = encode(draft)
      return { stream, draft: { id: draft.id, type, schema, data, sealed, meta }, pause }
    }),
  )

const play = async (steps: ReadonlyArray<Step>): Promise<EventStore> => {
  let now = Date.parse('2026-04-01T00:00:00Z')
  const store = memoryEventStore({ clock: () => now })
  for (const { stream, draft, pause } of steps) {
    now += pause
    const end = (await must(store.ends([stream])())).get(stream) ?? noStream
    await must(store.append(stream, end, [draft])())
  }
  return store
}

/** A log of more than one page. */
const longLog = async (): Promise<EventStore> => {
  const store = memoryEventStore()
  const requests = Array.from({ length: 700 }, (_, n) => ({ stream: careerNo(n), expected: noStream, drafts: samples(3) }))
  for (const result of await store.appendMany(requests)()) expect(E.isRight(result)).toBe(true)
  return store
}

describe('a copied log', () => {
  it('is the log, wherever an earlier copy stopped, and copying it again adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySteps, fc.double({ min: 0, max: 1, noNaN: true }), async (steps, share) => {
        const source = await play(steps)
        const log = await stored(source)
        const before = Math.floor(log.length * share)
        const target = await must(openSqliteEventStore(newFile())())
        // What a copy leaves that is killed: the beginning of the log.
        await must(target.restore(log.slice(0, before))())
        const streams = new Set(log.map(({ stream }) => stream)).size
        expect(await must(copyLog(source, target)())).toEqual({ events: log.length, streams, before, grew: false })
        expect(await contentOf(target)).toEqual(await contentOf(source))
        expect(await must(copyLog(source, target)())).toMatchObject({ before: log.length })
        expect(await stored(target)).toHaveLength(log.length)
        await target.close()
      }),
      { numRuns: 25 },
    )
  })

  it(`is the log when it has been on an EventStoreDB and back (${SERVER})`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySteps, async (steps) => {
        const source = await play(steps)
        const far = await openScoped(server.url, newScope())
        const back = await must(openSqliteEventStore(newFile())())
        await must(copyLog(source, far)())
        await must(copyLog(far, back)())
        expect(await contentOf(far)).toEqual(await contentOf(source))
        expect(await stored(back)).toEqual(await stored(source))
        await far.close()
        await back.close()
      }),
      { numRuns: 10 },
    )
  })

  it('is gone on from by whoever appends, and its chains hold', async () => {
    const source = await longLog()
    const target = await must(openSqliteEventStore(newFile(), { mode: 'thread' })())
    await must(copyLog(source, target)())
    const stream = careerNo(1)
    const end = (await must(target.ends([stream])())).get(stream) ?? noStream
    await must(target.append(stream, end, samples(2))())
    expect(E.isRight(verifyChain(await must(target.read(stream)())))).toBe(true)
    // The target has gone on: it is no copy any more, and the log it came from may take what is new.
    expect(await copyLog(source, target)()).toEqual(E.left({ tag: 'TargetDiffers', events: 2100 }))
    expect(await must(copyLog(target, source)())).toMatchObject({ events: 2102, before: 2100 })
    await target.close()
  })
})

describe('a log is not copied', () => {
  it('into a target that holds anything else', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySteps, fc.nat(), async (steps, n) => {
        const source = await play(steps)
        const log = await stored(source)
        const events = n % (log.length + 1)
        const target = memoryEventStore()
        await must(target.restore(log.slice(0, events))())
        const other = await must(target.append(careerNo(9), noStream, samples(1))())
        expect(await copyLog(source, target)()).toEqual(E.left({ tag: 'TargetDiffers', events }))
        expect(await must(target.head()())).toBe(other.position)
      }),
      { numRuns: 25 },
    )
  })

  it('where an event of the source, or one already in the target, was altered', async () => {
    const log = await stored(await longLog())
    const altered = async (position: number): Promise<EventStore> => {
      const path = newFile()
      const store = await must(openSqliteEventStore(path)())
      await must(store.restore(log)())
      const db = new DatabaseSync(path)
      db.prepare("UPDATE event SET data = replace(data, 'PerLAN', 'other') WHERE position = ?").run(position)
      db.close()
      return store
    }
    const reason = expect.stringMatching(/^revision 2 is not what was hashed/)
    const error = { tag: 'Corrupt', reason }
    const whole = memoryEventStore()
    const [early, late] = [await altered(3), await altered(2100)]
    expect(await copyLog(early, whole)()).toMatchObject({ left: { tag: 'SourceFailed', error } })
    expect(await must(whole.head()())).toBe(LOG_START)
    expect(await copyLog(late, whole)()).toMatchObject({ left: { tag: 'SourceFailed', error } })
    await must(whole.restore(log)())
    expect(await copyLog(whole, late)()).toMatchObject({ left: { tag: 'TargetFailed', error } })
    await early.close()
    await late.close()
  })

  it('while others append to the target, in the way or beside', async () => {
    const source = await longLog()
    const log = await stored(source)
    const last = log.at(-1)
    for (const stream of [last?.stream ?? careerNo(1), careerNo(9999)]) {
      const target = memoryEventStore()
      const begun: Array<Promise<unknown>> = []
      const copied = await copyLog(source, target, ({ step }) => {
        if (step === 'copying' && begun.length === 0) begun.push(target.append(stream, noStream, samples(1))())
      })()
      await Promise.all(begun)
      expect(copied).toEqual(E.left({ tag: 'TargetInUse' }))
    }
  })
})

describe('a copy', () => {
  it('says how far it is, and that the source went on', async () => {
    const source = await longLog()
    const head = await must(source.head()())
    const target = memoryEventStore()
    const seen = new Map<string, number[]>()
    const begun: Promise<unknown>[] = []
    const copied = await must(
      copyLog(source, target, ({ step, done, total }) => {
        expect(total).toBe(head)
        seen.set(step, [...(seen.get(step) ?? []), done])
        if (step === 'verifying' && begun.length === 0) begun.push(source.append(careerNo(9999), noStream, samples(1))())
      })(),
    )
    await Promise.all(begun)
    expect(copied).toEqual({ events: 2100, streams: 700, before: 0, grew: true })
    expect([...seen.keys()]).toEqual(['copying', 'verifying'])
    for (const each of seen.values()) {
      expect(each).toEqual([...each].sort((a, b) => a - b))
      expect(each.at(-1)).toBe(head)
    }
    const rest: ReadonlyArray<RecordedEvent> = await stored(source)
    expect(await must(copyLog(source, target)())).toMatchObject({ events: rest.length, before: 2100, grew: false })
  })
})
