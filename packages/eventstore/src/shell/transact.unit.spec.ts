import { careerStream, type EventDraft, type History } from '@jejak/core'
import { code, eventId, fact, happened, OTHER_AGENCY, person } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryKeyStore } from '../keys/memoryKeyStore.js'
import { openVault } from '../keys/openVault.js'
import { memoryEventStore } from '../memory/memoryEventStore.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { ambiguous, unavailable } from '../port/faults.js'
import { nothingLoaded } from './load.js'
import { streamCache } from './StreamCache.js'
import { type Decide, query, type Shell, transact } from './transact.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const STREAM = careerStream(person(1))
const attended = (n: number): EventDraft => ({
  ...happened(n, null, fact('Attended', { cohort: code(`A-${n}`), hours: 8, preScore: null, postScore: null, certificate: null }, null)),
  reason: 'because',
})
const record =
  (n: number): Decide<never> =>
  () =>
    E.right([attended(n)])
const idsOf = (history: History.History) => [...history.keys()]

let store: EventStore
let shell: Shell
beforeEach(async () => {
  store = memoryEventStore()
  shell = { store, vault: right(await openVault({ keys: memoryKeyStore(), wrappingKey: new Uint8Array(32), eventsExist: false })()) }
})

/** Another writer's append to the stream. */
const elsewhere = (n: number) => transact({ store, vault: shell.vault }, STREAM, record(n))()

describe('transact', () => {
  it('decides on what is known, seals, and appends to the end that was read', async () => {
    const seen: number[] = []
    const decide =
      (n: number): Decide<never> =>
      ({ history, end }) => {
        seen.push(history.size)
        expect(end.tag === 'noStream' ? 0 : end.revision + 1).toBe(history.size)
        return E.right([attended(n)])
      }
    right(await transact(shell, STREAM, decide(1))())
    const appended = right(await transact(shell, STREAM, decide(2))())
    expect(appended.revision).toBe(1)
    expect(seen).toEqual([0, 1])
    const events = right(await store.read(STREAM)())
    expect(events.map(({ id }) => id)).toEqual([eventId(1), eventId(2)])
    expect(events.map((event) => right(shell.vault.open(event)))).toEqual([{ reason: 'because' }, { reason: 'because' }])
    expect(idsOf(right(await query(shell, STREAM)()).history)).toEqual([eventId(1), eventId(2)])
  })

  it('writes nothing where the decision goes against', async () => {
    expect(await transact(shell, STREAM, () => E.left(['NOT_APPOINTED']))()).toEqual(E.left({ tag: 'Refused', because: ['NOT_APPOINTED'] }))
    expect(right(await query(shell, STREAM)())).toEqual(nothingLoaded)
  })

  it('decides again on what came between', async () => {
    const seen: Array<ReadonlyArray<string>> = []
    let between = 2
    const raced: EventStore = {
      ...store,
      append: (stream, expected, drafts) => async () => {
        // The overlap is made here, between the reading and the appending.
        if (between > 0) right(await elsewhere(10 + between--))
        return store.append(stream, expected, drafts)()
      },
    }
    const decide: Decide<never> = ({ history }) => {
      seen.push(idsOf(history))
      return E.right([attended(1)])
    }
    expect(right(await transact({ ...shell, store: raced }, STREAM, decide)()).revision).toBe(2)
    expect(seen).toEqual([[], [eventId(12)], [eventId(12), eventId(11)]])
  })

  it('gives up on a stream that never stands still, with the conflict', async () => {
    let n = 100
    let decisions = 0
    const restless: EventStore = {
      ...store,
      append: (stream, expected, drafts) => async () => {
        right(await elsewhere(n++))
        return store.append(stream, expected, drafts)()
      },
    }
    const result = await transact({ ...shell, store: restless }, STREAM, () => {
      decisions += 1
      return E.right([attended(1)])
    })()
    expect(result).toMatchObject({ _tag: 'Left', left: { tag: 'Conflict', stream: STREAM } })
    expect(decisions).toBe(8)
    expect(right(await query(shell, STREAM)()).history.has(eventId(1))).toBe(false)
  })

  it('sends the same bytes again after an ambiguous failure, written or not', async () => {
    for (const [n, written] of [true, false].entries()) {
      const sent: unknown[] = []
      const unsure: EventStore = {
        ...store,
        append: (stream, expected, drafts) => async () => {
          sent.push({ expected, drafts })
          const result = written || sent.length > 1 ? await store.append(stream, expected, drafts)() : E.left(unavailable(''))
          return sent.length === 1 ? E.left(ambiguous('the connection broke')) : result
        },
      }
      expect(right(await transact({ ...shell, store: unsure }, STREAM, record(n))()).revision).toBe(n)
      expect(sent.length).toBe(2)
      expect(sent[1]).toEqual(sent[0])
    }
    expect(right(await store.read(STREAM)()).length).toBe(2)
  })

  it('hands errors of the store on', async () => {
    const gone: EventStore = { ...store, append: () => () => Promise.resolve(E.left(unavailable('away'))) }
    expect(await transact({ ...shell, store: gone }, STREAM, record(1))()).toEqual(E.left(unavailable('away')))
    await store.close()
    expect(await transact(shell, STREAM, record(1))()).toMatchObject({ left: { tag: 'Unavailable' } })
  })

  it('records nothing more of a person who was erased', async () => {
    const keys = memoryKeyStore()
    const vault = right(await openVault({ keys, wrappingKey: new Uint8Array(32), eventsExist: false })())
    right(await keys.destroy([STREAM])())
    expect(await transact({ store, vault }, STREAM, record(1))()).toEqual(E.left({ tag: 'Erased', stream: STREAM }))
    expect(right(await store.read(STREAM)())).toEqual([])
  })

  it('stops at an event it cannot read', async () => {
    right(await elsewhere(1))
    const [event] = right(await store.read(STREAM)())
    if (event === undefined) throw new Error('nothing stored')
    const end = right(await store.ends([STREAM])()).get(STREAM) ?? noStream
    right(await store.append(STREAM, end, [{ ...event, id: eventId(2), schema: 99 }])())
    expect(await transact(shell, STREAM, record(3))()).toMatchObject({ left: { tag: 'Unreadable', stream: STREAM, revision: 1 } })
  })
})

describe('transact with a cache', () => {
  const counted = () => {
    const counts = { reads: 0, conflicts: 0 }
    const counting: EventStore = {
      ...store,
      read: (stream, from) => {
        counts.reads += 1
        return store.read(stream, from)
      },
    }
    return { counts, cached: { ...shell, store: counting, cache: streamCache(2) } }
  }

  it('reads a hot stream once, and knows the same as one that reads', async () => {
    const { counts, cached } = counted()
    let known: History.History = new Map()
    for (let n = 1; n <= 5; n++)
      right(
        await transact(cached, STREAM, ({ history }) => {
          known = history
          return E.right([attended(n)])
        })(),
      )
    expect(counts.reads).toBe(1)
    right(await elsewhere(6))
    const read = right(await query(shell, STREAM)()).history
    expect([...known.values()]).toEqual([...read.values()].slice(0, 4))
  })

  it('finds out that others wrote, and refuses nothing on what it remembers', async () => {
    const { counts, cached } = counted()
    right(await transact(cached, STREAM, record(1))())
    right(await elsewhere(2))
    expect(right(await transact(cached, STREAM, record(3))()).revision).toBe(2)
    right(await elsewhere(4))
    counts.reads = 0
    const decide: Decide<string> = ({ history }) => (history.has(eventId(4)) ? E.right([attended(5)]) : E.left('not there'))
    expect(right(await transact(cached, STREAM, decide)()).revision).toBe(4)
    expect(counts.reads).toBe(1)
  })

  /** What the next decision is shown of the stream. */
  const shown = async (to: Shell): Promise<History.History> => {
    let known: History.History = new Map()
    const decided = await transact(to, STREAM, ({ history }) => {
      known = history
      return E.right([attended(99)])
    })()
    right(decided)
    return known
  }

  it('keeps nothing of an append that an earlier try had made, for that may have said something else', async () => {
    const { cached } = counted()
    const sameId = { ...attended(1), reason: null, agency: OTHER_AGENCY }
    let between = true
    const raced: EventStore = {
      ...cached.store,
      append: (stream, expected, drafts) => async () => {
        if (between) right(await transact(shell, STREAM, () => E.right([sameId]))())
        between = false
        return store.append(stream, expected, drafts)()
      },
    }
    expect(right(await transact({ ...cached, store: raced }, STREAM, record(1))())).toMatchObject({ revision: 0, repeated: true })
    expect((await shown(cached)).get(eventId(1))?.agency).toBe(OTHER_AGENCY)
  })

  it('knows all events of an append of several', async () => {
    const { cached } = counted()
    right(await transact(cached, STREAM, () => E.right([attended(1), attended(2)]))())
    expect(idsOf(await shown(cached))).toEqual([eventId(1), eventId(2)])
  })

  it('keeps no more streams than it may', () => {
    const cache = streamCache(2)
    const [a, b, c] = [person(1), person(2), person(3)].map(careerStream)
    if (a === undefined || b === undefined || c === undefined) throw new Error()
    cache.set(a, nothingLoaded)
    cache.set(b, nothingLoaded)
    cache.get(a)
    cache.set(c, nothingLoaded)
    expect([a, b, c].map((stream) => cache.get(stream) !== undefined)).toEqual([true, false, true])
    cache.forget(a)
    expect(cache.get(a)).toBe(undefined)
  })
})
