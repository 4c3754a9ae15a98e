/**
 * The dispatcher: turns pages of the log into marks. It starts at the checkpoint
 * and stops at a position; any process may run it, also several at once.
 */
import {
  type AgencyCode,
  type CareerId,
  careerOf,
  careerStream,
  type History,
  isOfDeployment,
  LOG_START,
  type LogPosition,
  partitionOf,
  type RecordedEvent,
  type StreamName,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Alias, aliasEntry, aliasOf } from '../document/Alias.js'
import { encodeEntry } from '../document/encode.js'
import type { Group } from '../document/Kin.js'
import { readEntry } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { Standstill, stuck } from '../generation/Standstill.js'
import type { Mark, Marking, Renaming } from '../store/MarkingStore.js'
import type { Parked, ReferenceEntry } from '../store/ReadingStore.js'
import type { MarkingOptions } from './MarkingOptions.js'
import { verifyLog } from './ownLog.js'

const PAGE = 2_000

interface Prepared {
  readonly marking: Marking
  readonly agencies: ReadonlySet<AgencyCode>
}

/** All who share a document with careers that were named as one person's, whether that is new or not: a page twice marks the same. */
const marksOfJoined = (live: GenerationView, joined: ReadonlyArray<Alias>): ReadonlyArray<Mark> => {
  const groups = new Map<Group, { readonly first: LogPosition; readonly last: LogPosition }>()
  for (const { career, position } of joined) {
    const group = live.reference.kin.groupOf(career)
    if (group !== null) groups.set(group, { first: groups.get(group)?.first ?? position, last: position })
  }
  return [...groups].flatMap(([{ careers }, { first, last }]) =>
    careers.map((career) => ({ partition: partitionOf(careerStream(career)), career, revision: -1, catalogue: last, first })),
  )
}

/**
 * What a page does. Reference entries go into the memory of `live` on the way: names
 * are resolved with them. A stream of reference facts that cannot be read is parked
 * here, and what follows in it is passed over.
 */
export const prepare = (
  live: GenerationView,
  after: LogPosition,
  page: ReadonlyArray<RecordedEvent>,
  before: ReadonlySet<StreamName>,
): Prepared => {
  const parked = new Map<StreamName, Parked>()
  const careers = new Map<CareerId, Mark>()
  const references: ReferenceEntry[] = []
  const changed: History.Entry[] = []
  const joined: Alias[] = []
  const agencies = new Set<AgencyCode>()
  let upTo = after
  let hash = ''
  let catalogue: LogPosition | null = null
  for (const event of page) {
    const career = careerOf(event.stream)
    const { position, revision } = event
    upTo = position
    hash = event.meta.hash
    if (isOfDeployment(event.stream)) continue
    agencies.add(event.meta.agency)
    if (career === null) {
      if (before.has(event.stream) || parked.has(event.stream)) continue
      const read = readEntry(event)
      if (E.isLeft(read)) {
        parked.set(event.stream, read.left)
        continue
      }
      const entry = read.right
      references.push({ position, agency: entry.agency, entry: encodeEntry(entry) })
      // A page lost to another process is in memory already; it must change the same again.
      live.reference.add(entry)
      if (live.reference.concernsCatalogue(entry)) {
        changed.push(entry)
        catalogue = position
      }
    } else {
      const mark = careers.get(career)
      if (mark === undefined)
        careers.set(career, { partition: partitionOf(event.stream), career, revision, catalogue: LOG_START, first: position })
      else careers.set(career, { ...mark, revision })
      const alias = aliasOf(event)
      if (alias === null) continue
      references.push(aliasEntry(alias, event))
      live.reference.addAlias(alias)
      joined.push(alias)
      catalogue = position
    }
  }
  for (const mark of marksOfJoined(live, joined)) {
    const present = careers.get(mark.career)
    const first = present !== undefined && present.first < mark.first ? present.first : mark.first
    careers.set(mark.career, { ...(present ?? mark), catalogue: mark.catalogue, first })
  }
  // Names are resolved when the whole page is in: a cohort may come after the program that dirties it.
  const renamed = new Map<string, Renaming>()
  for (const entry of changed)
    for (const name of live.reference.renamedBy(entry))
      renamed.set(name, { name, first: renamed.get(name)?.first ?? entry.position, last: entry.position })
  return {
    marking: {
      after,
      upTo,
      hash,
      references,
      catalogue,
      careers: [...careers.values()],
      renamed: [...renamed.values()],
      parked: [...parked.values()],
    },
    agencies,
  }
}

export interface Dispatched {
  /** Agencies of the events marked. */
  readonly agencies: ReadonlySet<AgencyCode>
  /** Where the slots stood before, and where they stand now. */
  readonly from: LogPosition
  readonly checkpoint: LogPosition
  /** Hash of the event there; `null` where it was marked before. */
  readonly hash: string | null
}

/** Marks the log up to a position (the head, without one). */
export const dispatch = async (
  options: MarkingOptions,
  live: GenerationView,
  upTo: LogPosition | null,
  onPage?: (at: LogPosition) => void,
): Outcome<Dispatched> => {
  const { events, views } = options
  const agencies = new Set<AgencyCode>()
  const generation = live.generation.number
  // What follows a place of one log in another would be marked as what follows it.
  const own = await verifyLog(options)
  if (E.isLeft(own)) return own
  let from: LogPosition | null = null
  let hash: string | null = null
  const still = new Standstill()
  for (;;) {
    // 1. Where the slots stand, and the reference facts up to there.
    const status = await views.status(generation)()
    if (E.isLeft(status)) return status
    const refreshed = await live.refresh()
    if (E.isLeft(refreshed)) return refreshed
    const parked = status.right.parked === 0 ? E.right([]) : await views.parked(generation)()
    if (E.isLeft(parked)) return parked
    const before = new Set(parked.right.map(({ stream }) => stream))
    let after = status.right.checkpoint
    from ??= after
    let lost = false
    hash = null
    if (upTo !== null && after >= upTo) return E.right({ agencies, from, checkpoint: after, hash: after === LOG_START ? '' : hash })
    // 2. Page by page, each by compare-and-set.
    for await (const page of events.readAll(after, { pageSize: PAGE, ...(upTo === null ? {} : { upTo }) })) {
      if (E.isLeft(page)) return page
      if (page.right.length === 0) continue
      const { marking, agencies: named } = prepare(live, after, page.right, before)
      if (marking.upTo > after) {
        const marked = await views.mark(generation, marking)()
        if (E.isLeft(marked)) return marked
        if (!marked.right) {
          lost = true
          break
        }
        after = marking.upTo
        hash = marking.hash
        for (const { stream } of marking.parked) before.add(stream)
        for (const agency of named) agencies.add(agency)
        onPage?.(after)
      }
    }
    // 3. Another process moved the slots: begin where they stand now.
    if (lost && still.isAt(String(after))) return stuck(`The read models stay at @${after}`)
    if (!lost) return E.right({ agencies, from, checkpoint: after, hash: after === LOG_START ? '' : hash })
  }
}
