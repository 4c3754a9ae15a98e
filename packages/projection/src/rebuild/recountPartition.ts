/**
 * One partition of the live read models, held against the log at one position: all
 * that stands in it must be what a second count from the log comes to. Both are taken
 * while others write, so a difference counts only if it stays while nothing moves.
 */
import { type CareerId, careerStream, History, LOG_START, type LogPosition, partitionOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Alias } from '../document/Alias.js'
import type { Kin } from '../document/Kin.js'
import { namesOf } from '../document/names.js'
import { readableOf } from '../document/readEntry.js'
import type { SharedStream } from '../document/SharedDocument.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { sleep } from '../generation/pause.js'
import { EMPTIED } from '../marking/nextShared.js'
import { unsafeBrand } from '../unsafe.js'
import { forgedMarks } from './forgedMarks.js'
import type { LogReferences } from './LogReferences.js'
import { type Item, type ItemName, namesItem, parkedItem, storedItems } from './partItems.js'
import type { RecountOptions } from './RecountOptions.js'
import { readCareers } from './readCareers.js'
import { SecondCount } from './SecondCount.js'

interface Counted {
  readonly tag: 'Counted'
  readonly documents: number
  /** What stands otherwise, is missing, or should not be there. */
  readonly different: ReadonlyArray<ItemName>
}

/** What came of a partition; `Moving`: it never stood still. */
export type PartitionRecount = Counted | { readonly tag: 'Moving' }

export interface Recounting {
  readonly options: RecountOptions
  /** The generation that is read. */
  readonly live: GenerationView
  /** The same, with what the log has as facts of reference. */
  readonly fromLog: GenerationView
  readonly references: LogReferences
  /** Looks that may still find a partition moving, over all of them: what nobody brings up to date is not waited for again and again. */
  patience: number
}

/** Pause before a partition is looked at again that moved or differs, in milliseconds. */
const PAUSE = 100
/** What differed at so many looks is not a matter of timing. */
const SURE = 3

const idOf = (name: ItemName): string => {
  switch (name.tag) {
    case 'document':
      return name.career
    case 'sums':
      return `${name.view} ${name.agency}`
    case 'row':
      return `${name.view} ${name.agency} ${name.career}`
    case 'names':
      return `names ${name.career}`
    case 'parked':
      return name.stream
  }
}

/** Up to where a partition is in; `null` while something of it waits. What is marked and in no log is not waited for. */
const standsAt = async ({ options, live }: Recounting, partition: number): Outcome<LogPosition | null> => {
  const { number } = live.generation
  const { views } = options
  const status = await views.status(number)()
  if (E.isLeft(status)) return status
  if (status.right.dirty === 0) return E.right(status.right.checkpoint)
  const dirty = await views.dirty(number)()
  if (E.isLeft(dirty)) return dirty
  const waiting = dirty.right.find((each) => each.partition === partition)
  if (waiting === undefined) return E.right(status.right.checkpoint)
  const refreshed = await live.refresh()
  if (E.isLeft(refreshed)) return refreshed
  return E.map((forged: ReadonlyArray<CareerId>) => (forged.length < waiting.marks ? null : status.right.checkpoint))(
    await forgedMarks(options, live, waiting),
  )
}

/** All that stands in a partition, by what it is of. */
const standing = async ({ options, live }: Recounting, partition: number): Outcome<ReadonlyMap<string, Item>> => {
  const items = new Map<string, Item>()
  const put = (item: Item): void => {
    items.set(idOf(item.name), item)
  }
  const read = await storedItems(options, live, partition, 'as built', put)
  if (E.isLeft(read)) return read
  const named = await options.views.names(live.generation.number, partition)()
  if (E.isLeft(named)) return named
  const names = new Map<CareerId, string[]>()
  for (const { career, name } of named.right) {
    const own = names.get(career)
    if (own === undefined) names.set(career, [name])
    else own.push(name)
  }
  for (const [career, own] of names) put(namesItem(career, own))
  const parked = await options.views.parked(live.generation.number)()
  if (E.isLeft(parked)) return parked
  for (const each of parked.right) if (partitionOf(each.stream) === partition) put(parkedItem(each))
  return E.right(items)
}

const inPartition = (career: CareerId): number => partitionOf(careerStream(career))

const aliasText = ({ career, earlier, position }: Alias): string => `${career} ${earlier} ${position}`

/** Calls `onShared` with each document of a partition that careers share, as the log has it. */
const countShared = async (
  { events }: Pick<RecountOptions, 'events'>,
  { reference }: GenerationView,
  partition: number,
  upTo: LogPosition,
  onShared: (document: CareerId, streams: ReadonlyArray<SharedStream>) => void,
): Outcome<void> => {
  for (const { document, careers } of reference.kin.groups()) {
    if (inPartition(document) !== partition) continue
    const streams: SharedStream[] = []
    for (const career of careers) {
      const found = await events.read(careerStream(career))()
      if (E.isLeft(found)) return found
      const { entries } = readableOf(found.right.filter(({ position }) => position <= upTo))
      streams.push({ career, revision: entries.at(-1)?.revision ?? -1, history: History.fromEntries(entries) })
    }
    onShared(document, streams)
  }
  return E.right(undefined)
}

/** What a group left behind that became part of another one: a document with nothing in it, and its names. */
const isLeft = (kin: Kin, { name, text }: Item): boolean => {
  if (name.tag !== 'document' && name.tag !== 'names') return false
  if (kin.groupOf(name.career)?.former.includes(name.career) !== true) return false
  return name.tag === 'names' || text.endsWith(`${EMPTIED.snapshot} ${EMPTIED.tail} ${EMPTIED.measures}`)
}

/** Holds what stands against a count of the log up to there. */
const compare = async (
  { options, fromLog, references }: Recounting,
  partition: number,
  upTo: LogPosition,
  items: ReadonlyMap<string, Item>,
): Outcome<Counted> => {
  const moved = await references.moveTo(upTo)
  if (E.isLeft(moved)) return moved
  const different: ItemName[] = []
  const seen = new Set<string>()
  let documents = 0
  const must = ({ name, text }: Item): void => {
    const id = idOf(name)
    seen.add(id)
    if (name.tag === 'document') documents++
    const stands = items.get(id)
    // One that claims to know a later catalogue would not be measured again.
    if (stands?.text !== text || (stands.catalogue ?? LOG_START) > fromLog.reference.cataloguePosition) different.push(name)
  }
  const second = new SecondCount(fromLog, must)
  const { kin } = fromLog.reference
  const said = new Set<string>()
  const count = (career: CareerId, entries: ReadonlyArray<History.Entry>): void => {
    if (kin.groupOf(career) === null) second.add(career, entries)
    else second.addEmptied(career, entries.at(-1)?.revision ?? -1)
    must(namesItem(career, namesOf(entries)))
  }
  const read = await readCareers(options, partition, upTo, count, (alias) => said.add(aliasText(alias)))
  if (E.isLeft(read)) return read
  const shared = await countShared(options, fromLog, partition, upTo, (document, streams) => {
    second.addShared(document, streams)
    must(namesItem(document, namesOf(streams.flatMap(({ history }) => [...history.values()]))))
  })
  if (E.isLeft(shared)) return shared
  second.end()
  // Who was named as one person with whom must be known as the log says it.
  const known = new Set(kin.said.filter((alias) => inPartition(alias.career) === partition && alias.position <= upTo).map(aliasText))
  for (const { career, earlier, position } of kin.said)
    if (known.has(aliasText({ career, earlier, position })) && !said.has(aliasText({ career, earlier, position })))
      different.push({ tag: 'names', career })
  for (const text of said) if (!known.has(text)) different.push({ tag: 'names', career: unsafeBrand(text.slice(0, 32)) })
  const parked = references.parked.filter(({ stream }) => partitionOf(stream) === partition)
  for (const each of [...parked, ...read.right.parked]) must(parkedItem(each))
  for (const [id, item] of items) if (!seen.has(id) && !isLeft(kin, item)) different.push(item.name)
  return E.right({ tag: 'Counted', documents, different })
}

/** All that stands in a partition and where in the log it stands; `null` while it moves. */
const standingStill = async (
  recounting: Recounting,
  partition: number,
): Outcome<{ readonly upTo: LogPosition; readonly items: ReadonlyMap<string, Item> } | null> => {
  for (; recounting.patience > 0; recounting.patience--) {
    const before = await standsAt(recounting, partition)
    if (E.isLeft(before)) return before
    if (before.right !== null) {
      const items = await standing(recounting, partition)
      if (E.isLeft(items)) return items
      const after = await standsAt(recounting, partition)
      if (E.isLeft(after)) return after
      if (after.right === before.right) return E.right({ upTo: before.right, items: items.right })
    }
    await sleep(PAUSE)
  }
  return E.right(null)
}

export const recountPartition = async (recounting: Recounting, partition: number): Outcome<PartitionRecount> => {
  let counted: Counted | null = null
  for (let looks = 0; looks < SURE; looks++) {
    if (looks > 0) await sleep(PAUSE)
    const still = await standingStill(recounting, partition)
    if (E.isLeft(still)) return still
    if (still.right === null) return E.right({ tag: 'Moving' })
    const compared = await compare(recounting, partition, still.right.upTo, still.right.items)
    if (E.isLeft(compared)) return compared
    // What was once as it should be is so.
    const before: ReadonlySet<string> | null = counted === null ? null : new Set(counted.different.map(idOf))
    const different: ReadonlyArray<ItemName> = compared.right.different.filter((name) => before === null || before.has(idOf(name)))
    counted = { ...compared.right, different }
    if (different.length === 0) break
  }
  return E.right(counted ?? { tag: 'Moving' })
}
