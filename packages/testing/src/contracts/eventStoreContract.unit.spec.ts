/** The contract of an event store finds the faults it is there for: each is built into a store on purpose. */
import { LOG_START, type RecordedEvent } from '@jejak/core'
import { type EventStore, memoryEventStore, type ReadError } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { eventStoreContract } from './eventStore.js'

type Page = E.Either<ReadError, ReadonlyArray<RecordedEvent>>
type Fault = (store: EventStore) => EventStore

/** Names of the cases that fail for a store with a fault. */
const failuresOf = async (fault: Fault): Promise<ReadonlyArray<string>> => {
  const cases: Array<{ readonly name: string; readonly body: () => Promise<void> }> = []
  const open = () => {
    let now = Date.now()
    const store = fault(memoryEventStore({ clock: () => now }))
    return Promise.resolve({
      plays: 2,
      patience: 1000,
      store,
      again: () => Promise.resolve(store),
      setClock: (millis: number) => {
        now = millis
      },
    })
  }
  eventStoreContract('faulty', open, ({ store }) => store.close(), {
    describe: (_, body) => body(),
    it: (name, body) => {
      cases.push({ name, body })
    },
  })
  const failed: string[] = []
  for (const { name, body } of cases)
    await body().catch(() => {
      failed.push(name)
    })
  return failed
}

const all = async (store: EventStore, after = LOG_START): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = []
  for await (const page of store.readAll(after)) if (E.isRight(page)) events.push(...page.right)
  return events
}

/**
 * A subscription by pushing: what is appended goes into a buffer, from which the reader
 * takes; `keep` decides what the buffer becomes when something more comes.
 */
const pushing =
  (
    keep: (buffer: ReadonlyArray<RecordedEvent>, more: ReadonlyArray<RecordedEvent>, waits: boolean) => ReadonlyArray<RecordedEvent>,
  ): Fault =>
  (store) => ({
    ...store,
    subscribe: async function* (after, signal): AsyncGenerator<Page> {
      let buffer: ReadonlyArray<RecordedEvent> = []
      let wake: (() => void) | null = null
      let last = after
      let reading: Promise<void> = Promise.resolve()
      const take = async (): Promise<void> => {
        const more = await all(store, last)
        last = more.at(-1)?.position ?? last
        if (more.length > 0) buffer = keep(buffer, more, wake !== null)
        wake?.()
      }
      const hear = (): void => {
        reading = reading.then(take)
      }
      let isOver = signal.aborted
      const end = (): void => {
        isOver = true
        wake?.()
      }
      signal.addEventListener('abort', end)
      const stop = store.onAppend(hear)
      const closing = store.onAppend(() => {
        void store
          .head()()
          .then((head) => E.isLeft(head) && end())
      })
      hear()
      while (!isOver) {
        const page = buffer
        buffer = []
        if (page.length > 0) yield E.right(page)
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        wake = null
      }
      stop()
      closing()
    },
  })

/** A buffer that keeps the first, or the last, so many events. */
const bounded = (size: number, keeps: 'first' | 'last'): Fault =>
  pushing((buffer, more) => (keeps === 'first' ? [...buffer, ...more].slice(0, size) : [...buffer, ...more].slice(-size)))

const SLOW = /^a reader that /
const KEEPS = /^what a (?:caller|reader) does /

describe('the contract of an event store', () => {
  it('is kept by a store that pushes into a buffer without a bound, and by one without any fault', async () => {
    expect(await failuresOf((store) => store)).toEqual([])
    expect(await failuresOf(pushing((buffer, more) => [...buffer, ...more]))).toEqual([])
  })

  it.each([
    ['keeps the first 100 events for a slow reader', bounded(100, 'first')],
    ['keeps the last 1000 events for a slow reader', bounded(1000, 'last')],
    ['keeps the first 5000 events for a slow reader', bounded(5000, 'first')],
    ['forgets what comes while its reader is at work', pushing((buffer, more, waits) => (waits ? [...buffer, ...more] : buffer))],
  ])('fails where a subscription %s', async (_, fault) => {
    expect((await failuresOf(fault)).filter((name) => SLOW.test(name))).not.toEqual([])
  })

  it('fails where a subscription does not wake for what came while its reader was at work', async () => {
    const deaf: Fault = (store) => ({
      ...store,
      subscribe: async function* (after, signal): AsyncGenerator<Page> {
        let from = after
        while (!signal.aborted) {
          const page = await all(store, from)
          from = page.at(-1)?.position ?? from
          if (page.length > 0) yield E.right(page)
          // Too late: it may have rung while the page was read.
          await new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => resolve(), { once: true })
            const stop = store.onAppend(() => {
              stop()
              resolve()
            })
          })
          if (E.isLeft(await store.head()())) return
        }
      },
    })
    expect((await failuresOf(deaf)).filter((name) => SLOW.test(name))).not.toEqual([])
  })

  it.each<readonly [string, Fault]>([
    [
      'the drafts of its caller',
      (store) => {
        const kept = new Map<string, Readonly<Record<string, unknown>>>()
        return {
          ...store,
          append: (stream, expected, drafts) => {
            for (const { id, data } of drafts) kept.set(id, data)
            return store.append(stream, expected, drafts)
          },
          read: (stream, from) => async () =>
            E.map((events: ReadonlyArray<RecordedEvent>) => events.map((event) => ({ ...event, data: kept.get(event.id) ?? event.data })))(
              await store.read(stream, from)(),
            ),
        }
      },
    ],
    [
      'the sealed bytes of its caller',
      (store) => {
        const kept = new Map<string, Uint8Array | null>()
        return {
          ...store,
          append: (stream, expected, drafts) => {
            for (const { id, sealed } of drafts) kept.set(id, sealed)
            return store.append(stream, expected, drafts)
          },
          read: (stream, from) => async () =>
            E.map((events: ReadonlyArray<RecordedEvent>) =>
              events.map((event) => ({ ...event, sealed: kept.get(event.id) ?? event.sealed })),
            )(await store.read(stream, from)()),
        }
      },
    ],
    [
      'the events it gave to a reader',
      (store) => {
        const kept = new Map<string, RecordedEvent>()
        return {
          ...store,
          read: (stream, from) => async () =>
            E.map((events: ReadonlyArray<RecordedEvent>) =>
              events.map((event) => {
                const own = kept.get(event.id) ?? structuredClone(event)
                kept.set(event.id, own)
                return own
              }),
            )(await store.read(stream, from)()),
        }
      },
    ],
    [
      'the list it gave to a reader',
      (store) => {
        let last: { readonly key: string; readonly answer: Awaited<ReturnType<ReturnType<EventStore['read']>>> } | null = null
        return {
          ...store,
          read: (stream, from) => async () => {
            const answer = await store.read(stream, from)()
            const key = `${stream} ${E.isRight(answer) ? answer.right.length : 0}`
            if (last?.key !== key) last = { key, answer }
            return last.answer
          },
        }
      },
    ],
  ])('fails where a store keeps and shows %s', async (_, fault) => {
    expect((await failuresOf(fault)).filter((name) => KEEPS.test(name))).not.toEqual([])
  })

  it('fails where a store leaves a rejection that nobody hears, and the test runner is not told of it', async () => {
    const runners = process.listeners('unhandledRejection')
    const floating: Fault = (store) => ({
      ...store,
      append: (stream, expected, drafts) => async () => {
        const result = await store.append(stream, expected, drafts)()
        if (E.isLeft(result)) void Promise.reject(new Error('lost'))
        return result
      },
    })
    expect(await failuresOf(floating)).toContain('a partial match is a conflict')
    expect(process.listeners('unhandledRejection')).toEqual(runners)
  })
})
