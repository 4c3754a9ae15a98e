/** Numbers and names of people, for the callers that may see them: opened many keys at a time, kept nowhere. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type AgencyCode,
  type CareerId,
  careerOf,
  careerStream,
  FACTS,
  History,
  type RecordedEvent,
  type StreamName,
  toEntry,
} from '@jejak/core'
import { type EventStore, type KeyStoreError, ownerOf, type ReadError, type Vault } from '@jejak/eventstore'
import type { AsKnownAt } from '@jejak/projection'
import type { Person } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Why no names could be opened at all. */
export type PeopleError = ReadError | KeyStoreError

export interface PeopleQuery {
  /** Only what this agency appointed; of any agency if left out. */
  readonly agency?: AgencyCode | undefined
  /** Only what was known before a position. */
  readonly known?: AsKnownAt | undefined
  /** Revisions of the events that hold for appointments, where the caller knows them: then only these are read. */
  readonly appointments?: ReadonlyMap<CareerId, number> | undefined
  /** Told of names that do not open; their people are `unreadable` in the answer. */
  readonly onClosed?: ((closed: ClosedName) => void) | undefined
}

/** Where a name does not open: a stream, and why; told of each, and nobody else's name waits for it. */
export interface ClosedName {
  readonly stream: StreamName
  readonly revision: number
  readonly why: 'key missing' | 'key damaged' | 'seal broken' | 'event unreadable'
}

/** How many people are read, and their keys loaded, at once. */
const AT_ONCE = 256

/** The event whose personal part holds now: the last word on the latest appointment. */
const appointmentOf = (
  events: ReadonlyArray<RecordedEvent>,
  { agency, known }: PeopleQuery,
): E.Either<ClosedName, RecordedEvent | null> => {
  const byId = new Map<string, RecordedEvent>()
  const entries: History.Entry[] = []
  for (const event of events) {
    if (known !== undefined && event.position >= known.before) continue
    if (agency !== undefined && event.meta.agency !== agency) continue
    const entry = toEntry(event)
    if (E.isLeft(entry)) return E.left({ stream: event.stream, revision: event.revision, why: 'event unreadable' })
    entries.push(entry.right)
    byId.set(event.id, event)
  }
  let best: History.Holding | null = null
  for (const holding of History.holding(History.fromEntries(entries))) {
    if (holding.fact.type !== 'Appointed') continue
    if (best === null || later(holding, best)) best = holding
  }
  return E.right(best === null ? null : (byId.get(best.entry.id) ?? null))
}

const later = (a: History.Holding, b: History.Holding): boolean =>
  a.effectiveOn === b.effectiveOn ? a.entry.revision > b.entry.revision : (a.effectiveOn ?? '') > (b.effectiveOn ?? '')

/**
 * Who these people are. Someone whose key was destroyed is `erased`; someone whose
 * name does not open is `unreadable`, and keeps nobody else's closed; someone who was
 *  appointed nowhere (yet) is missing from the answer.
 */
export const peopleOf =
  (
    { events, vault }: { readonly events: Pick<EventStore, 'read' | 'readAt'>; readonly vault: Pick<Vault, 'load' | 'open'> },
    careers: ReadonlyArray<CareerId>,
    query: PeopleQuery = {},
  ): TaskEither<PeopleError, ReadonlyMap<CareerId, Person>> =>
  async () => {
    const people = new Map<CareerId, Person>()
    for (let from = 0; from < careers.length; from += AT_ONCE) {
      // A file answers at once: whoever else waits for this process gets his turn between.
      if (from > 0) await nextTurn()
      const found: Array<{ readonly career: CareerId; readonly event: RecordedEvent }> = []
      const batch = careers.slice(from, from + AT_ONCE)
      const places = batch.flatMap((career) => {
        const revision = query.appointments?.get(career)
        return revision === undefined ? [] : [{ stream: careerStream(career), revision }]
      })
      const placed = await events.readAt(places)()
      if (E.isLeft(placed)) return placed
      for (const event of placed.right) {
        const career = careerOf(event.stream)
        if (career !== null) found.push({ career, event })
      }
      for (const career of batch) {
        if (query.appointments?.has(career) === true) continue
        const read = await events.read(careerStream(career))()
        if (E.isLeft(read)) return read
        const event = appointmentOf(read.right, query)
        if (E.isLeft(event)) {
          people.set(career, 'unreadable')
          query.onClosed?.(event.left)
          continue
        }
        if (event.right !== null) found.push({ career, event: event.right })
      }
      const owners = found.map(({ event }) => ownerOf(event.stream, event.meta.agency))
      const loaded = await vault.load(owners)()
      if (E.isLeft(loaded)) return loaded
      for (const { career, event } of found) {
        if (loaded.right.destroyed.has(ownerOf(event.stream, event.meta.agency))) {
          people.set(career, 'erased')
          continue
        }
        const person = openPerson(vault, event)
        if (E.isLeft(person)) query.onClosed?.(person.left)
        people.set(career, E.isLeft(person) ? 'unreadable' : person.right)
      }
    }
    return E.right(people)
  }

const WHY = { KeyNotLoaded: 'key missing', KeyDamaged: 'key damaged', SealBroken: 'seal broken' } as const

const openPerson = (vault: Pick<Vault, 'open'>, event: RecordedEvent): E.Either<ClosedName, Person> => {
  const opened = vault.open(event)
  const { stream, revision } = event
  if (E.isLeft(opened)) {
    const { tag } = opened.left
    return tag === 'Erased' ? E.right('erased') : E.left({ stream, revision, why: WHY[tag] })
  }
  const personal = opened.right?.personal
  if (!FACTS.Appointed.personal.is(personal)) return E.left({ stream, revision, why: 'seal broken' })
  const { number, name, birthDate } = personal
  return E.right({ number, name, birthDate })
}

/** Streams named in a notice. */
const NAMED = 3

/** One line for whoever operates the deployment: which streams, why, and what to do. */
export const closedLine = (closed: ReadonlyArray<ClosedName>): string | null => {
  if (closed.length === 0) return null
  const some = closed.slice(0, NAMED).map(({ stream, revision, why }) => `${stream} (${why}, event ${revision})`)
  const more = closed.length > NAMED ? ` and ${closed.length - NAMED} more` : ''
  return `left out, since their names do not open: ${some.join(', ')}${more}; restore keys.db and events.db from one backup, or run jejak doctor`
}
