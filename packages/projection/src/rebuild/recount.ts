/**
 * The live read models held against the log: every document, sum and row of a table
 * is counted again from the events, partition by partition, and nothing is written.
 * Others may read, write and bring figures up to date meanwhile.
 */
import { careerStream, LOG_START, PARTITIONS } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Progress } from '../generation/Options.js'
import { nextTurn } from '../generation/pause.js'
import { PEOPLE } from '../store/ReadingStore.js'
import { type Difference, type DifferenceCode, DifferenceCounter, type Recounted } from './Differences.js'
import { forgedMarks } from './forgedMarks.js'
import { LogReferences } from './LogReferences.js'
import type { ItemName } from './partItems.js'
import type { RecountOptions } from './RecountOptions.js'
import { type Recounting, recountPartition } from './recountPartition.js'

/** Looks that may find a partition moving: some six seconds in all. */
const PATIENCE = 60

const differenceAt = (name: ItemName, views: ReadonlyArray<View>): Difference => {
  if (name.tag === 'document') return { code: 'Document', view: null, agency: null, stream: careerStream(name.career) }
  if (name.tag === 'names') return { code: 'Names', view: null, agency: null, stream: careerStream(name.career) }
  if (name.tag === 'parked') return { code: 'Parked', view: null, agency: null, stream: name.stream }
  const view = name.view === PEOPLE ? 'people' : (views[name.view]?.key ?? `view ${name.view}`)
  return name.tag === 'sums'
    ? { code: 'Sums', view, agency: name.agency, stream: null }
    : { code: 'Row', view, agency: name.agency, stream: careerStream(name.career) }
}

const everywhere = (code: DifferenceCode): Difference => ({ code, view: null, agency: null, stream: null })

/** Facts of reference as they stand against those of the log. */
const compareReferences = async (
  { options: { events, views }, live, fromLog, references }: Recounting,
  counter: DifferenceCounter,
): Outcome<void> => {
  const { number } = live.generation
  const status = await views.status(number)()
  if (E.isLeft(status)) return status
  const upTo = status.right.checkpoint
  const moved = await references.moveTo(upTo)
  if (E.isLeft(moved)) return moved
  // A catalogue said to be later than it is hides what changes in it until then.
  if (status.right.catalogue > fromLog.reference.cataloguePosition) counter.add(everywhere('Reference'))
  const standing = await views.references(number, LOG_START)()
  if (E.isLeft(standing)) return standing
  const head = await events.head()()
  if (E.isLeft(head)) return head
  const found = new Map(standing.right.entries.map((entry) => [entry.position, entry]))
  for (const { position, agency, entry } of references.entries) {
    const stands = found.get(position)
    found.delete(position)
    if (stands === undefined || stands.agency !== agency || stands.entry !== entry) counter.add({ ...everywhere('Reference'), agency })
  }
  // What has come since may stand there already.
  for (const { position, agency } of found.values())
    if (position <= upTo || position > head.right) counter.add({ ...everywhere('Reference'), agency })
  return E.right(undefined)
}

/** What is marked to be brought in, and is in no log. */
const findForged = async ({ options, live }: Recounting, counter: DifferenceCounter): Outcome<void> => {
  const { number } = live.generation
  const dirty = await options.views.dirty(number)()
  if (E.isLeft(dirty)) return dirty
  for (const waiting of dirty.right) {
    const forged = await forgedMarks(options, live, waiting)
    if (E.isLeft(forged)) return forged
    for (const career of forged.right) counter.add({ ...everywhere('Mark'), stream: careerStream(career) })
  }
  return E.right(undefined)
}

export const recount = async (
  options: RecountOptions,
  live: GenerationView,
  onProgress?: (progress: Progress) => void,
): Outcome<Recounted> => {
  const { generation } = live
  const fromLog = new GenerationView(generation, live.views, options.views)
  const references = new LogReferences(options, fromLog)
  const recounting: Recounting = { options, live, fromLog, references, patience: PATIENCE }
  const counter = new DifferenceCounter()
  let [documents, moving] = [0, 0]
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const counted = await recountPartition(recounting, partition)
    if (E.isLeft(counted)) return counted
    if (counted.right.tag === 'Moving') moving++
    else {
      documents += counted.right.documents
      for (const name of counted.right.different) counter.add(differenceAt(name, live.views))
    }
    onProgress?.({ done: partition + 1, total: PARTITIONS })
    await nextTurn()
  }
  const compared = await compareReferences(recounting, counter)
  if (E.isLeft(compared)) return compared
  const marked = await findForged(recounting, counter)
  if (E.isLeft(marked)) return marked
  const strays = await options.views.strays?.(generation.number)()
  if (strays !== undefined && E.isLeft(strays)) return strays
  for (let stray = 0; stray < (strays?.right ?? 0); stray++) counter.add(everywhere('Stray'))
  return E.right({ generation: generation.number, position: references.upTo, documents, differences: counter.all(), moving })
}
