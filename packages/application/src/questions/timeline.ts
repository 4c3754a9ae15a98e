/**
 * Everything that was ever recorded in one stream, entry by entry: when it holds
 * from, when it was recorded, by whom, why, on what basis, from where, and what
 * became of it. Reads the events themselves, so it is as new as the log.
 */
import {
  type AgencyCode,
  Catalogue,
  Code,
  type EventId,
  FACTS,
  type Fact,
  type Ground,
  History,
  type Instant,
  type LocalDate,
  type LogPosition,
  type RecordedEvent,
  toEntry,
  typeShown,
} from '@jejak/core'
import type { Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'

/** What became of an entry: it holds, something later about the same fact holds, or the fact was annulled. */
type State = 'holds' | 'corrected' | 'annulled'

export interface TimelineEntry {
  readonly id: EventId
  readonly revision: number
  readonly position: LogPosition
  readonly hash: string
  /** What the event does: states a fact, corrects one, annuls one; or cannot be read by this program. */
  readonly does: 'states' | 'corrects' | 'annuls' | 'unreadable'
  /** Type of the fact that is stated; of an annulment, of the fact that was annulled. */
  readonly type: string
  /** Whether it is a fact of a type that this program does not know: it is kept, and enters no figure but the count of such facts. */
  readonly unknown?: true
  readonly agency: AgencyCode
  /** The day from which it holds; of facts of a cohort the cohort's end. `null`: always, or not known. */
  readonly effectiveOn: LocalDate | null
  readonly recordedAt: Instant
  readonly ground: Ground
  readonly reason: string | null
  readonly source: { readonly file: string; readonly row: number; readonly importId: string } | null
  readonly data: Readonly<Record<string, unknown>>
  /** The opened personal part; `null` where there is none or it stays closed. */
  readonly personal: Readonly<Record<string, unknown>> | null
  /** Why the sealed part stays closed, if it does. */
  readonly closed: 'erased' | 'broken' | null
  readonly state: State
  /** The fact this entry speaks about, if it is an earlier one. */
  readonly about: EventId | null
  /** Corrections and annulments of this fact, in order. */
  readonly later: ReadonlyArray<{ readonly id: EventId; readonly does: 'corrects' | 'annuls' }>
}

interface Reads {
  readonly vault: Pick<Vault, 'open'>
  readonly catalogueOf: (agency: AgencyCode) => Catalogue.Catalogue
}

/** Opens what may be opened; says why where it may not. */
const opened = (vault: Reads['vault'], event: RecordedEvent): Pick<TimelineEntry, 'personal' | 'reason' | 'closed'> => {
  const seal = vault.open(event)
  if (E.isLeft(seal)) return { personal: null, reason: null, closed: seal.left.tag === 'Erased' ? 'erased' : 'broken' }
  return { personal: seal.right?.personal ?? null, reason: seal.right?.reason ?? null, closed: null }
}

/** The type an event is stored under. */
const nameOf = (fact: Fact): string => (fact.type === 'Other' ? typeShown(fact.data.type) : fact.type)

/** The day an entry holds from: its own, or the end of the cohort it names. */
const effective = (fact: History.Says, agency: AgencyCode, reads: Reads): LocalDate | null => {
  if (fact.kind === 'annulled') return null
  if (fact.fact.type !== 'Other' && FACTS[fact.fact.type].dating !== 'cohort') return fact.effectiveOn
  if (fact.fact.type === 'Other' && fact.effectiveOn !== null) return fact.effectiveOn
  const said = fact.fact.type === 'Other' ? fact.fact.data.data : fact.fact.data
  const cohort = 'cohort' in said ? said['cohort'] : null
  return Code.is(cohort) ? Catalogue.cohortEnd(reads.catalogueOf(agency), cohort) : null
}

const empty = (event: RecordedEvent): Omit<TimelineEntry, 'does' | 'type' | 'effectiveOn' | 'data' | 'state' | 'about' | 'later'> => ({
  id: event.id,
  revision: event.revision,
  position: event.position,
  hash: event.meta.hash,
  agency: event.meta.agency,
  recordedAt: event.meta.recordedAt,
  ground: event.meta.ground,
  source:
    event.meta.source === undefined
      ? null
      : { file: event.meta.source.file, row: event.meta.source.row, importId: event.meta.source.importId },
  personal: null,
  reason: null,
  closed: null,
})

/** Entries in the order they were recorded. The keys of the stream must be loaded. */
export const timelineOf = (events: ReadonlyArray<RecordedEvent>, reads: Reads): ReadonlyArray<TimelineEntry> => {
  const read = events.map((event) => ({ event, entry: toEntry(event) }))
  const history = History.fromEntries(read.flatMap(({ entry }) => (E.isRight(entry) ? [entry.right] : [])))
  const last = History.lastWord(history)
  const typeOf = (root: EventId): string => {
    const says = history.get(root)?.says
    return says?.kind === 'fact' ? nameOf(says.fact) : 'unknown'
  }
  const later = new Map<EventId, { readonly id: EventId; readonly does: 'corrects' | 'annuls' }[]>()
  for (const { says, id } of history.values()) {
    if (says.kind === 'fact') continue
    const list = later.get(says.root) ?? []
    list.push({ id, does: says.kind === 'corrected' ? 'corrects' : 'annuls' })
    later.set(says.root, list)
  }
  const stateOf = (id: EventId, root: EventId): State => {
    const word = last.get(root)
    if (word === undefined || word.id === id) return 'holds'
    return word.says.kind === 'annulled' ? 'annulled' : 'corrected'
  }
  return read.map(({ event, entry }): TimelineEntry => {
    const base = { ...empty(event), ...opened(reads.vault, event) }
    if (E.isLeft(entry))
      return {
        ...base,
        does: 'unreadable',
        type: event.type,
        effectiveOn: event.meta.effectiveOn ?? null,
        data: {},
        state: 'holds',
        about: null,
        later: [],
      }
    const { says, agency } = entry.right
    const root = says.kind === 'fact' ? event.id : says.root
    return {
      ...base,
      does: says.kind === 'fact' ? 'states' : says.kind === 'corrected' ? 'corrects' : 'annuls',
      type: says.kind === 'annulled' ? typeOf(root) : nameOf(says.fact),
      ...(says.kind !== 'annulled' && says.fact.type === 'Other' ? { unknown: true as const } : {}),
      effectiveOn: effective(says, agency, reads),
      data: says.kind === 'annulled' ? {} : says.fact.type === 'Other' ? says.fact.data.data : says.fact.data,
      state: stateOf(event.id, root),
      about: says.kind === 'fact' ? null : root,
      later: says.kind === 'fact' ? (later.get(event.id) ?? []) : [],
    }
  })
}

/** Types of facts that name another person by id, and where. */
const NAMES = ['mentor', 'appraiser'] as const

/** Ids of the people a timeline speaks of besides its owner. */
export const peopleNamed = (entries: ReadonlyArray<TimelineEntry>): ReadonlyArray<string> => [
  ...new Set(
    entries.flatMap(({ data }) =>
      NAMES.flatMap((name) => {
        const value = data[name]
        return typeof value === 'string' ? [value] : []
      }),
    ),
  ),
]

/** Agencies that wrote into a stream. */
export const agenciesOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<AgencyCode> => [
  ...new Set(events.map(({ meta }) => meta.agency)),
]
