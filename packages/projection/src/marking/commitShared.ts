/**
 * One batch of marks of careers that share a document with others. There is no transaction
 * over partitions: the shared document is committed first, on its own condition; only then
 * the documents of the careers, which clears their marks. Whoever is stopped in between, or
 * comes second, finds the marks and does the rest.
 */
import { type AgencyCode, type CareerId, careerStream, type LogPosition, partitionOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { decodeMeasures } from '../document/encode.js'
import type { Group } from '../document/Kin.js'
import { namesOf } from '../document/names.js'
import { type Readable, readableOf } from '../document/readEntry.js'
import { fromStoredShared, type SharedStream } from '../document/SharedDocument.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Commit, Committed } from '../store/CommittingStore.js'
import type { Mark } from '../store/MarkingStore.js'
import type { StoredDocument } from '../store/ReadingStore.js'
import type { Batch } from './Batch.js'
import type { MarkingOptions } from './MarkingOptions.js'
import { emptied, nextShared, withRead } from './nextShared.js'

interface Marked {
  readonly group: Group
  readonly marks: ReadonlyArray<Mark>
}

/** What of a group is done by now. */
interface Brought {
  readonly streams: ReadonlyMap<CareerId, { readonly stream: SharedStream; readonly read: Readable }>
  readonly documents: ReadonlyMap<CareerId, StoredDocument>
  /** Of the shared document; `null` where there was nothing to do. */
  readonly committed: Committed | null
  readonly agencies: ReadonlyArray<AgencyCode>
}

const byGroup = (live: GenerationView, marks: ReadonlyArray<Mark>): ReadonlyArray<Marked> => {
  const found = new Map<Group, Mark[]>()
  for (const mark of marks) {
    const group = live.reference.kin.groupOf(mark.career)
    if (group === null) continue
    const present = found.get(group)
    if (present === undefined) found.set(group, [mark])
    else present.push(mark)
  }
  return [...found].map(([group, own]) => ({ group, marks: own }))
}

/** Brings the shared document of a group up to what its streams hold. */
const bringShared = async (
  { events, views }: MarkingOptions,
  live: GenerationView,
  { group, marks }: Marked,
  catalogue: LogPosition,
): Outcome<Brought> => {
  const generation = live.generation.number
  // 1. All that stands of the group.
  const loaded = await views.load(generation, [group.document, ...group.former, ...group.careers])()
  if (E.isLeft(loaded)) return loaded
  const documents = new Map(loaded.right.map((each) => [each.career, each]))
  const before = fromStoredShared(group.document, group.careers, documents.get(group.document))
  // 2. What its streams hold besides.
  const streams = new Map<CareerId, { readonly stream: SharedStream; readonly read: Readable }>()
  for (const stream of before.streams) {
    const since = await events.read(careerStream(stream.career), stream.revision + 1)()
    if (E.isLeft(since)) return since
    const read = readableOf(since.right)
    streams.set(stream.career, { stream: withRead(stream, read), read })
  }
  // 3. What that comes to.
  const isBehind =
    before.revision < 0 ||
    [...streams.values()].some(({ read }) => read.entries.length > 0) ||
    marks.some((mark) => mark.career === group.document || mark.catalogue > before.catalogue)
  if (!isBehind) return E.right({ streams, documents, committed: null, agencies: before.measures.agencies })
  const next = nextShared(
    before,
    [...streams.values()].map(({ stream }) => stream),
    catalogue,
    live.views,
    live.reference.catalogueOf,
  )
  const done = await views.commit(generation, [next])()
  if (E.isLeft(done)) return done
  const agencies = [...new Set([...before.measures.agencies, ...decodeMeasures(next.measures).agencies])]
  return E.right({ streams, documents, committed: done.right[0] ?? 'moved', agencies })
}

/** Commits that follow once the shared document is in: documents groups had before, and those of the careers that are marked. */
const following = (
  live: GenerationView,
  { group, marks }: Marked,
  { streams, documents }: Brought,
  catalogue: LogPosition,
  epoch: number | null,
): { readonly commits: ReadonlyArray<Commit>; readonly waiting: ReadonlyArray<CareerId> } => {
  const commits: Commit[] = []
  const waiting: CareerId[] = []
  const marked = new Map(marks.map((mark) => [mark.career, mark]))
  for (const document of group.former) {
    const present = documents.get(document)
    if (present === undefined ? !marked.has(document) : decodeMeasures(present.measures).agencies.length === 0 && !marked.has(document))
      continue
    const revision = present?.revision ?? -1
    commits.push(emptied(document, present, { revision, seen: revision, parked: null, catalogue, epoch: null, names: [] }, live.views))
  }
  for (const { career, revision } of marks) {
    const found = streams.get(career)
    if (found === undefined) continue
    const { stream, read } = found
    const present = documents.get(career)
    const seen = Math.max(read.seen, stream.revision, present?.revision ?? -1)
    if (seen < revision) {
      waiting.push(career)
      continue
    }
    const to = { revision: Math.max(stream.revision, present?.revision ?? -1), seen, parked: read.parked, catalogue, epoch }
    commits.push(emptied(career, present, { ...to, names: namesOf(stream.history.values()) }, live.views))
  }
  return { commits, waiting }
}

/** Commits what marks of careers that share a document lead to; `catalogue`: where the facts of reference stand that were read before. */
export const commitShared = async (
  options: MarkingOptions,
  live: GenerationView,
  marks: ReadonlyArray<Mark>,
  catalogue: LogPosition,
  epoch: number | null,
): Outcome<Batch> => {
  const agencies = new Set<AgencyCode>()
  const waiting: CareerId[] = []
  let [committed, missed, takenOver] = [0, 0, false]
  for (const marked of byGroup(live, marks)) {
    // A mark for a catalogue that is not there, or in a part that is not the career's, cannot be cleared.
    const late = marked.marks.filter((mark) => mark.catalogue > catalogue || partitionOf(careerStream(mark.career)) !== mark.partition)
    if (late.length > 0) {
      waiting.push(...marked.marks.map(({ career }) => career))
      continue
    }
    const brought = await bringShared(options, live, marked, catalogue)
    if (E.isLeft(brought)) return brought
    if (brought.right.committed !== null && brought.right.committed !== 'done') {
      missed += marked.marks.length
      continue
    }
    const { commits, waiting: unseen } = following(live, marked, brought.right, catalogue, epoch)
    waiting.push(...unseen)
    const done = await options.views.commit(live.generation.number, commits)()
    if (E.isLeft(done)) return done
    for (const career of marked.group.careers) live.hot.forget(career)
    for (const agency of brought.right.agencies) agencies.add(agency)
    committed += done.right.filter((each) => each === 'done').length + (brought.right.committed === null ? 0 : 1)
    missed += done.right.filter((each) => each !== 'done').length
    takenOver ||= done.right.includes('taken over')
  }
  return E.right({ committed, missed, takenOver, agencies, waiting })
}
