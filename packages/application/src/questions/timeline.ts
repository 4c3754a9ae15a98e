/**
 * Everything that was ever recorded in one stream, entry by entry: when it holds
 * from, when it was recorded, by whom, why, on what basis, from where, and what
 * became of it. Reads the events themselves, so it is as new as the log.
 */
import {
  type AgencyCode,
  Catalogue,
  type CatalogueMissing,
  Code,
  type EventId,
  FACTS,
  type Fact,
  type Ground,
  History,
  type LocalDate,
  type RecordedEvent,
  readEnvelope,
  toEntry,
  typeShown,
  withoutDefaults,
} from '@jejak/core'
import type { Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as S from 'fp-ts/lib/string.js'
import type { Registry } from '../extension/Registry.js'
import type { Entry } from '../wire/Entry.js'

/** Corrections and annulments of a fact, as its entry lists them. */
type Later = Entry['later'][number]

interface Reads {
  readonly vault: Pick<Vault, 'open'>
  readonly factOf: Registry['factOf']
  /** Of every agency that wrote into the stream. */
  readonly catalogues: ReadonlyMap<AgencyCode, Catalogue.Catalogue>
}

/** Opens what may be opened; says why where it may not. */
const opened = (vault: Reads['vault'], event: RecordedEvent): Pick<Entry, 'personal' | 'reason' | 'closed' | 'overridden'> => {
  const seal = vault.open(event)
  if (E.isLeft(seal)) return { personal: null, reason: null, closed: seal.left.tag === 'Erased' ? 'erased' : 'broken' }
  const { personal = null, reason = null, overridden } = seal.right ?? {}
  return { personal, reason, closed: null, ...(overridden === undefined ? {} : { overridden }) }
}

/** The type an event is stored under. */
const nameOf = (fact: Fact): string => (fact.type === 'Other' ? typeShown(fact.data.type) : fact.type)

/** The day an entry holds from: its own, or the end of the cohort it names. */
const effective = (fact: History.Says, catalogue: Catalogue.Catalogue): LocalDate | null => {
  if (fact.kind === 'annulled') return null
  if (fact.fact.type !== 'Other' && FACTS[fact.fact.type].dating !== 'cohort') return fact.effectiveOn
  if (fact.fact.type === 'Other' && fact.effectiveOn !== null) return fact.effectiveOn
  const said = fact.fact.type === 'Other' ? fact.fact.data.data : fact.fact.data
  const cohort = 'cohort' in said ? said['cohort'] : null
  return Code.is(cohort) ? Catalogue.cohortEnd(catalogue, cohort) : null
}

/**
 * Who, for whom, on what basis, and from where. A verdict of several policies names each
 * rule; of an envelope that a later program wrote nothing is told but who acted.
 */
const groundOf = ({ meta }: RecordedEvent): Pick<Entry, 'ground' | 'source'> => {
  const read = readEnvelope(meta)
  if (E.isLeft(read)) return { ground: { kind: 'noted', actor: String(meta.ground?.actor ?? '?') }, source: null }
  const { source, verdict } = read.right
  return {
    ground: isCompact(meta.ground) ? { ...meta.ground, verdict } : meta.ground,
    source: source === null ? null : { file: source.file, row: source.row, importId: source.importId },
  }
}

/** Whether its verdict refers to rules instead of naming them. */
const isCompact = (ground: Ground): boolean => ground.kind === 'taken' && 'policies' in ground.verdict

const empty = (event: RecordedEvent): Omit<Entry, 'does' | 'type' | 'effectiveOn' | 'data' | 'state' | 'about' | 'later'> => ({
  id: event.id,
  revision: event.revision,
  position: event.position,
  hash: event.meta.hash,
  agency: event.meta.agency,
  recordedAt: event.meta.recordedAt,
  ...groundOf(event),
  personal: null,
  reason: null,
  closed: null,
})

/**
 * Entries in the order they were recorded. The keys of the stream must be loaded. Without the
 * catalogue of an agency the facts of its cohorts would have no date: that is an error.
 */
export const timelineOf = (events: ReadonlyArray<RecordedEvent>, reads: Reads): E.Either<CatalogueMissing, ReadonlyArray<Entry>> =>
  pipe(
    events,
    RA.map((event) =>
      pipe(
        reads.catalogues.get(event.meta.agency),
        E.fromNullable(event.meta.agency),
        E.bimap(RNEA.of, (catalogue) => ({ event, entry: toEntry(event), catalogue })),
      ),
    ),
    RA.sequence(E.getApplicativeValidation(RNEA.getSemigroup<AgencyCode>())),
    E.bimap(
      (agencies): CatalogueMissing => ({
        tag: 'CatalogueMissing',
        agencies: NEA.fromReadonlyNonEmptyArray(RNEA.uniq<AgencyCode>(S.Eq)(agencies)),
      }),
      (read) => entriesOf(read, reads),
    ),
  )

interface Read {
  readonly event: RecordedEvent
  readonly entry: ReturnType<typeof toEntry>
  readonly catalogue: Catalogue.Catalogue
}

const entriesOf = (read: ReadonlyArray<Read>, { vault, factOf }: Reads): ReadonlyArray<Entry> => {
  const history = History.fromEntries(read.flatMap(({ entry }) => (E.isRight(entry) ? [entry.right] : [])))
  const last = History.lastWord(history)
  const typeOf = (root: EventId): string => {
    const says = history.get(root)?.says
    return says?.kind === 'fact' ? nameOf(says.fact) : 'unknown'
  }
  const later = new Map<EventId, Later[]>()
  for (const { says, id } of history.values()) {
    if (says.kind === 'fact') continue
    const list = later.get(says.root) ?? []
    list.push({ id, does: says.kind === 'corrected' ? 'corrects' : 'annuls' })
    later.set(says.root, list)
  }
  const stateOf = (id: EventId, root: EventId): Entry['state'] => {
    const word = last.get(root)
    if (word === undefined || word.id === id) return 'holds'
    return word.says.kind === 'annulled' ? 'annulled' : 'corrected'
  }
  return read.map(({ event, entry, catalogue }): Entry => {
    const base = { ...empty(event), ...opened(vault, event) }
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
    const { says } = entry.right
    const other = says.kind !== 'annulled' && says.fact.type === 'Other' ? says.fact.data : null
    const own = other === null ? null : factOf(other)
    const root = says.kind === 'fact' ? event.id : says.root
    return {
      ...base,
      does: says.kind === 'fact' ? 'states' : says.kind === 'corrected' ? 'corrects' : 'annuls',
      type: says.kind === 'annulled' ? typeOf(root) : nameOf(says.fact),
      ...(own !== null ? { title: own.title } : other !== null ? { unknown: true as const } : {}),
      effectiveOn: effective(says, catalogue),
      data:
        says.kind === 'annulled'
          ? {}
          : says.fact.type === 'Other'
            ? (own?.data ?? says.fact.data.data)
            : withoutDefaults(says.fact.type, says.fact.data),
      state: stateOf(event.id, root),
      about: says.kind === 'fact' ? null : root,
      later: says.kind === 'fact' ? (later.get(event.id) ?? []) : [],
    }
  })
}

/** Types of facts that name another person by id, and where. */
const NAMES = ['mentor', 'appraiser'] as const

/** Ids of the people a timeline speaks of besides its owner. */
export const peopleNamed = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => [
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
