/** Events and streams for tests of event stores, and short ways to use one. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Actor, AgencyCode, EventId, LOG_START, type LogPosition, type RecordedEvent, type SealedDraft, StreamName } from '@jejak/core'
import type { Appended, EventStore, Expected, ReadError } from '@jejak/eventstore'
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { right } from './Case.js'

const only = <A extends string>(value: string, is: (value: unknown) => value is A): A => {
  if (!is(value)) assert.fail(`not of its form: ${value}`)
  return value
}

const AGENCY = only('kota-uji', AgencyCode.is)
const ACTOR = only('jejak', Actor.is)
const newId = (): EventId => only(randomUUID(), EventId.is)

/** The nth career of these tests; neighbours lie in different partitions. */
export const careerNo = (n: number): StreamName =>
  only(`career-${((n * 37) % 256).toString(16).padStart(2, '0')}${n.toString(16).padStart(30, '0')}`, StreamName.is)

export interface SampleParts {
  readonly id?: EventId
  readonly data?: Readonly<Record<string, unknown>>
  readonly sealed?: Uint8Array | null
}

/** An event with text of every kind: quotes, accents, an emoji, a NUL, numbers with fractions, nothing at all. */
export const sample = ({ id = newId(), data, sealed = null }: SampleParts = {}): SealedDraft => ({
  id,
  type: 'Rated',
  schema: 1,
  data: data ?? { z: 'a "quoted" é 🙂 \u0000', a: [1, 2.5, 1e21, null, true], b: { y: '', x: {} } },
  sealed,
  meta: {
    agency: AGENCY,
    ground: { kind: 'noted', actor: ACTOR, basis: 'PerLAN 10/2018' },
    source: { importId: 'i', file: 'rating', row: 1, key: 'k', content: 'c' },
    correlationId: id,
    causationId: id,
  },
})

/** So many events, at least one. */
export const samples = (count: number): NonEmptyArray<SealedDraft> => {
  const [first = sample(), ...rest] = Array.from({ length: count }, () => sample())
  return [first, ...rest]
}

/** The exact expectation that follows an append. */
export const after = ({ revision, hash }: Appended): Expected => ({ tag: 'at', revision, hash })

/** All pages of an iteration; an error fails the test. */
export const collect = async <A>(pages: AsyncIterable<Either<ReadError, ReadonlyArray<A>>>): Promise<ReadonlyArray<A>> => {
  const events: A[] = []
  for await (const page of pages) events.push(...right(page))
  return events
}

export const positions = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<LogPosition> => events.map(({ position }) => position)
export const ids = (events: ReadonlyArray<{ readonly id: EventId }>): ReadonlyArray<EventId> => events.map(({ id }) => id)

/** Appends so many streams of so many events each, one append a stream, and gives the whole log back. */
export const fill = async (store: EventStore, streams: number, each: number): Promise<ReadonlyArray<RecordedEvent>> => {
  const results = await store.appendMany(
    Array.from({ length: streams }, (_, n) => ({ stream: careerNo(n), expected: { tag: 'noStream' }, drafts: samples(each) })),
  )()
  results.forEach(right)
  return collect(store.readAll(LOG_START))
}
