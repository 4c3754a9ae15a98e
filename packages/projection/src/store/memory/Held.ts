/** A generation in memory, and what changes it. */
import { type AgencyCode, type CareerId, careerStream, type LogPosition, partitionOf, type StreamName } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { BuiltPart } from '../BuildingStore.js'
import type { Commit, Committed, Delta, RowChange } from '../CommittingStore.js'
import type { Generation } from '../GenerationStore.js'
import type { Mark, Marking } from '../MarkingStore.js'
import { type Parked, PEOPLE, type ReferenceEntry, type Status, type StoredDocument } from '../ReadingStore.js'

/** Sums.Sums and rows of a partition, by view and agency. */
interface Kept {
  readonly sums: Map<string, { readonly view: number; readonly agency: AgencyCode; readonly builder: Sums.SumsBuilder }>
  readonly rows: Map<string, { readonly view: number; readonly agency: AgencyCode; readonly rows: Map<CareerId, string> }>
}

export interface Held {
  generation: Generation
  checkpoint: LogPosition
  catalogue: LogPosition
  readonly marks: Map<CareerId, Mark>
  readonly parked: Map<StreamName, Parked>
  readonly epochs: Map<number, number>
  readonly parts: Map<number, BuiltPart>
  readonly documents: Map<CareerId, StoredDocument>
  readonly names: Map<string, Set<CareerId>>
  readonly references: Map<LogPosition, ReferenceEntry>
  readonly partitions: ReadonlyArray<Kept>
  readonly employers: Set<AgencyCode>
}

export const inPartition = (career: CareerId): number => partitionOf(careerStream(career))
export const later = (a: LogPosition, b: LogPosition): LogPosition => (a > b ? a : b)
const earlier = (a: LogPosition, b: LogPosition): LogPosition => (b < a ? b : a)
export const keyOf = (view: number, agency: AgencyCode): string => `${view} ${agency}`

export const statusOf = (held: Held): Status => {
  let firstOpen: LogPosition | null = null
  for (const { first } of held.marks.values()) if (firstOpen === null || first < firstOpen) firstOpen = first
  return { checkpoint: held.checkpoint, catalogue: held.catalogue, dirty: held.marks.size, firstOpen, parked: held.parked.size }
}

const put = (held: Held, mark: Mark): void => {
  const document = held.documents.get(mark.career)
  if (mark.revision <= (document?.revision ?? -1) && mark.catalogue <= (document?.catalogue ?? 0)) return
  const present = held.marks.get(mark.career)
  held.marks.set(
    mark.career,
    present === undefined
      ? mark
      : {
          ...mark,
          revision: Math.max(mark.revision, present.revision),
          catalogue: later(mark.catalogue, present.catalogue),
          first: earlier(mark.first, present.first),
        },
  )
}

export const applyDelta = (held: Held, partition: number, { view, agency, sums }: Delta): void => {
  if (view === PEOPLE) held.employers.add(agency)
  const key = keyOf(view, agency)
  const kept = held.partitions[partition]?.sums
  const present = kept?.get(key) ?? { view, agency, builder: new Sums.SumsBuilder() }
  kept?.set(key, present)
  present.builder.addAll(sums)
}

export const applyRow = (held: Held, career: CareerId, { view, agency, row }: RowChange): void => {
  const key = keyOf(view, agency)
  const kept = held.partitions[inPartition(career)]?.rows
  const present = kept?.get(key) ?? { view, agency, rows: new Map<CareerId, string>() }
  kept?.set(key, present)
  if (row === null) present.rows.delete(career)
  else present.rows.set(career, row)
}

export const applyNames = (held: Held, career: CareerId, names: ReadonlyArray<string>): void => {
  for (const name of names) {
    const holders = held.names.get(name)
    if (holders === undefined) held.names.set(name, new Set([career]))
    else holders.add(career)
  }
}

export const park = (held: Held, streams: ReadonlyArray<Parked>): void => {
  for (const each of streams) held.parked.set(each.stream, each)
}

export const commitOne = (held: Held, commit: Commit): Committed => {
  const document = held.documents.get(commit.career)
  if (commit.epoch !== null && commit.epoch !== (held.epochs.get(commit.partition) ?? 0)) return 'taken over'
  if (held.catalogue !== commit.catalogue) return 'moved'
  if (document?.revision !== commit.was?.revision || document?.catalogue !== commit.was?.catalogue) return 'moved'
  const { career, revision, measured, tail, measures } = commit
  if (revision >= 0)
    held.documents.set(career, {
      career,
      revision,
      catalogue: measured,
      tail,
      measures,
      snapshot: commit.snapshot ?? document?.snapshot ?? '[]',
    })
  for (const delta of commit.deltas) applyDelta(held, commit.partition, delta)
  for (const row of commit.rows) applyRow(held, career, row)
  applyNames(held, career, commit.names)
  if (commit.parked === null) held.parked.delete(careerStream(career))
  else park(held, [commit.parked])
  const mark = held.marks.get(career)
  if (mark !== undefined && mark.revision <= commit.seen && mark.catalogue <= measured) held.marks.delete(career)
  return 'done'
}

/** Marks a page of the log, if the slots stand where it begins. */
export const mark = (held: Held, marking: Marking): boolean => {
  if (held.checkpoint !== marking.after) return false
  for (const reference of marking.references) held.references.set(reference.position, reference)
  if (marking.catalogue !== null) held.catalogue = later(held.catalogue, marking.catalogue)
  for (const each of marking.careers) put(held, each)
  for (const { name, first, last: catalogue } of marking.renamed)
    for (const career of held.names.get(name) ?? []) put(held, { partition: inPartition(career), career, revision: -1, catalogue, first })
  park(held, marking.parked)
  held.checkpoint = marking.upTo
  held.generation = { ...held.generation, reached: { position: marking.upTo, hash: marking.hash } }
  return true
}

export const sumsOf = (held: Held, view: number, agency: AgencyCode): Sums.Sums => {
  const total = new Sums.SumsBuilder()
  for (const { sums } of held.partitions) total.addAll(sums.get(keyOf(view, agency))?.builder.build() ?? new Map())
  return total.build()
}
export const peopleOf = (held: Held, agency: AgencyCode): number => sumsOf(held, PEOPLE, agency).get('')?.[0] ?? 0
