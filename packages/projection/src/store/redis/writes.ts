/** What changes a generation: marks, commits and whole partitions. */
import { careerStream, type LogPosition } from '@jejak/core'
import type { Part } from '../BuildingStore.js'
import type { Advanced, Commit, Committed, Delta } from '../CommittingStore.js'
import type { Marking } from '../MarkingStore.js'
import { type Parked, PEOPLE, type ReferenceEntry, type StoredDocument } from '../ReadingStore.js'
import { answer, lists, position, texts, whole } from './gateway.js'
import { nameMember, sumsName, tableName } from './Keys.js'
import { lowest, parkText } from './reads.js'
import { reach } from './registry.js'
import { COMMIT, MOVED, TAKEN_OVER } from './scripts/commit.js'
import { BEHIND, MARK, PASS, PASSED } from './scripts/mark.js'
import { CLAIM, PARK, PUT, RAISE, REMEMBER, VERIFIED } from './scripts/writes.js'
import { ALL, byPartition, everywhere, together, type World } from './World.js'

/** Reference facts written in one command. */
const REFERENCE_PAGE = 1_000

/** Keeps reference facts, and says when all are there up to where the catalogue then stands. */
const remember = async (
  { connection, keys }: World,
  generation: number,
  references: ReadonlyArray<ReferenceEntry>,
  catalogue: LogPosition | 0,
): Promise<void> => {
  const names = (['slot', 'references', 'order', 'agencies'] as const).map((part) => keys.of(generation, 0, part))
  for (let start = 0; start === 0 || start < references.length; start += REFERENCE_PAGE) {
    const page = references.slice(start, start + REFERENCE_PAGE)
    const isLast = start + REFERENCE_PAGE >= references.length
    const flat = page.flatMap(({ position, agency, entry }) => [String(position), agency, entry])
    answer(await REMEMBER.run(connection, names, [isLast ? String(catalogue) : '0', ...flat]))
  }
}

/** Parks streams of reference facts. */
export const park = async ({ connection, keys }: World, generation: number, streams: ReadonlyArray<Parked>): Promise<void> => {
  if (streams.length === 0) return
  const names = (['slot', 'parked'] as const).map((part) => keys.of(generation, 0, part))
  const values = streams.flatMap((each) => [each.stream, parkText(each)])
  answer(await PARK.run(connection, names, values))
}

/** Facts of reference for a generation that is being built. */
export const writeReferences = async (
  world: World,
  generation: number,
  references: ReadonlyArray<ReferenceEntry>,
  catalogue: LogPosition,
): Promise<void> => {
  await remember(world, generation, references, catalogue)
  await everywhere(async (partition) => {
    const slot = world.keys.of(generation, partition, 'slot')
    answer(await RAISE.run(world.connection, [slot], [String(catalogue)]))
  })
}

/** Says up to where this goes. Sent first: over one connection it is noted before anything else of it is written. */
const reaching = (world: World, generation: number, { upTo, hash }: Marking): Promise<void> =>
  reach(world, generation, { position: upTo, hash })

/** What of a marking has no slot: reference facts and streams of such facts that are parked. */
const prepareMark = async (world: World, generation: number, { parked, references, catalogue }: Marking): Promise<void> => {
  await park(world, generation, parked)
  if (references.length > 0 || catalogue !== null) await remember(world, generation, references, catalogue ?? 0)
}

/** What a page came to in all partitions. */
interface Moved {
  /** Whether any slot moved, and none lost what it had. */
  readonly marked: boolean
  readonly firstOpen: LogPosition | null
}

/** Marks a page in every partition and moves its slot. */
const markSlots = async (world: World, generation: number, { after, upTo, careers, renamed, ...marking }: Marking): Promise<Moved> => {
  const { connection, keys } = world
  const catalogue = String(marking.catalogue ?? 0)
  const page = [String(after), String(upTo)]
  const groups = byPartition(careers, ({ partition }) => partition)
  const names = renamed.flatMap(({ name, last, first }) => [name, String(last), String(first)])
  const isConcerned = (partition: number): boolean => marking.catalogue !== null || names.length > 0 || groups.has(partition)
  const passing = together(world)
    .map((partitions) => partitions.filter((partition) => !isConcerned(partition)))
    .filter((partitions) => partitions.length > 0)
  const answers = await Promise.all([
    ...ALL.filter(isConcerned).map(async (partition) => {
      const own = groups.get(partition) ?? []
      const marks = own.flatMap((each) => [each.career, String(each.revision), String(each.catalogue), String(each.first)])
      const named = (['slot', 'head', 'open', 'mark', 'naming'] as const).map((part) => keys.of(generation, partition, part))
      return [texts(await MARK.run(connection, named, [...page, catalogue, String(own.length), ...marks, ...names]))]
    }),
    ...passing.map(async (partitions) => {
      const named = partitions.flatMap((partition) => [keys.of(generation, partition, 'slot'), keys.of(generation, partition, 'open')])
      return lists(await PASS.run(connection, named, page))
    }),
  ])
  const moved = answers.flat().map(([each]) => whole(each))
  const open = answers.flat().flatMap(([, first]) => (first === '' ? [] : [position(first)]))
  return { marked: !moved.includes(BEHIND) && moved.some((each) => each !== PASSED), firstOpen: lowest(open) }
}

/**
 * Marks a page of the log: reference facts first, so that who measures at the new
 * catalogue position finds them; then the slots. `false` if other processes moved
 * all slots, or if one of them lost what it had.
 */
export const mark = async (world: World, generation: number, marking: Marking): Promise<boolean> => {
  await prepareMark(world, generation, marking)
  const [, { marked }] = await Promise.all([reaching(world, generation, marking), markSlots(world, generation, marking)])
  return marked
}

/** Changes of the keys of a partition, with the names of the keys, each once. */
class Changes {
  readonly names: string[] = []
  readonly values: string[] = []
  readonly #places = new Map<string, number>()
  /** How many keys the script has before these. */
  readonly #before: number

  constructor(before: number) {
    this.#before = before
  }

  add(command: 'HSET' | 'HDEL' | 'ZADD' | 'ADD' | 'SUM' | 'ROW', name: string, field: string, value = ''): void {
    let place = this.#places.get(name)
    if (place === undefined) {
      place = this.names.push(name)
      this.#places.set(name, place)
    }
    this.values.push(command, String(this.#before + place), field, value)
  }
}

const addDelta = (changes: Changes, { view, agency, sums }: Delta): void => {
  if (view === PEOPLE) {
    const count = sums.get('')?.[0] ?? 0
    if (count !== 0) changes.add('ADD', 'people', agency, String(count))
    return
  }
  const name = sumsName(view, agency)
  for (const [key, vector] of sums) changes.add('SUM', name, key, vector.join(','))
}

const changesOf = (commit: Commit, before: number): Changes => {
  const changes = new Changes(before)
  const { career } = commit
  if (commit.revision < 0) return changes
  if (commit.snapshot !== null) changes.add('HSET', 'snapshot', career, commit.snapshot)
  changes.add('HSET', 'tail', career, commit.tail)
  changes.add('HSET', 'measures', career, commit.measures)
  for (const name of commit.names) changes.add('ZADD', 'naming', nameMember(name, career))
  for (const delta of commit.deltas) addDelta(changes, delta)
  for (const { view, agency, row } of commit.rows) {
    const name = tableName(view, agency)
    if (row === null) changes.add('HDEL', name, career)
    else changes.add('ROW', name, career, row)
  }
  return changes
}

const headText = ({ revision, catalogue }: { readonly revision: number; readonly catalogue: LogPosition }): string =>
  `${revision} ${catalogue}`

/** Takes a partition over; answers its new epoch. */
export const claim = async ({ connection, keys }: World, generation: number, partition: number): Promise<number> =>
  answer(await CLAIM.run(connection, [keys.of(generation, partition, 'slot')], []))

/** Notes the digest of a part. */
export const verified = async ({ connection, keys }: World, generation: number, partition: number, digest: string): Promise<void> => {
  answer(await VERIFIED.run(connection, [keys.of(generation, partition, 'slot')], [digest]))
}

/** Commits documents, each by one script on its own condition; answers what became of each. */
export const commit = async (
  { connection, keys }: World,
  generation: number,
  commits: ReadonlyArray<Commit>,
): Promise<ReadonlyArray<Committed>> => {
  const fixed = ['slot', 'head', 'open', 'mark', 'careers', 'parked', 'kept']
  return Promise.all(
    commits.map(async (each): Promise<Committed> => {
      const changes = changesOf(each, fixed.length)
      const named = [...fixed, ...changes.names].map((name) => keys.named(generation, each.partition, name))
      const was = each.was === null ? '' : headText(each.was)
      const values = [
        ...[each.career, was, String(each.revision), String(each.catalogue), String(each.epoch ?? ''), String(each.seen)],
        ...[careerStream(each.career), each.parked === null ? '' : parkText(each.parked), String(each.measured), ...changes.values],
      ]
      const done = answer(await COMMIT.run(connection, named, values))
      return done === MOVED ? 'moved' : done === TAKEN_OVER ? 'taken over' : 'done'
    }),
  )
}

/** Commits and marks, all sent at once: a connection keeps the order. */
export const advance = async (world: World, generation: number, commits: ReadonlyArray<Commit>, marking: Marking): Promise<Advanced> => {
  await prepareMark(world, generation, marking)
  const [, committed, moved] = await Promise.all([
    reaching(world, generation, marking),
    commit(world, generation, commits),
    markSlots(world, generation, marking),
  ])
  return { committed, ...moved }
}

/** Arguments of one command of a bulk write, and commands on their way at once. */
const WIDTH = 1_000
const AT_ONCE = 16

/** Values of a bulk write, key by key. */
class Bulk {
  readonly commands: { readonly command: string; readonly name: string; readonly values: string[] }[] = []
  readonly #open = new Map<string, string[]>()

  add(command: 'HSET' | 'ZADD' | 'SADD', name: string, ...values: ReadonlyArray<string>): void {
    let open = this.#open.get(name)
    if (open === undefined || open.length >= WIDTH) {
      open = []
      this.#open.set(name, open)
      this.commands.push({ command, name, values: open })
    }
    open.push(...values)
  }
}

const addDocument = (bulk: Bulk, document: StoredDocument): void => {
  const { career, snapshot, tail, measures } = document
  bulk.add('HSET', 'head', career, headText(document))
  bulk.add('ZADD', 'careers', '0', career)
  if (snapshot !== '[]') bulk.add('HSET', 'snapshot', career, snapshot)
  bulk.add('HSET', 'tail', career, tail)
  bulk.add('HSET', 'measures', career, measures)
}

const addSums = (bulk: Bulk, { view, agency, sums }: Delta): void => {
  if (view === PEOPLE) {
    bulk.add('HSET', 'people', agency, String(sums.get('')?.[0] ?? 0))
    return
  }
  const name = sumsName(view, agency)
  for (const [key, vector] of sums) if (vector.some((amount) => amount !== 0)) bulk.add('HSET', name, key, vector.join(','))
}

const bulkOf = ({ documents, sums, parked }: Part): Bulk => {
  const bulk = new Bulk()
  const kept = new Set<string>()
  for (const document of documents) {
    addDocument(bulk, document)
    for (const name of document.names) bulk.add('ZADD', 'naming', '0', nameMember(name, document.career))
    for (const { view, agency, row } of document.rows) {
      if (row === null) continue
      kept.add(tableName(view, agency))
      bulk.add('HSET', tableName(view, agency), document.career, row)
    }
  }
  for (const delta of sums) {
    if (delta.view !== PEOPLE) kept.add(sumsName(delta.view, delta.agency))
    addSums(bulk, delta)
  }
  for (const name of kept) bulk.add('SADD', 'kept', name)
  for (const each of parked) bulk.add('HSET', 'parked', each.stream, parkText(each))
  return bulk
}

/**
 * Writes a whole partition of a generation being built, in few and large commands;
 * the same twice is the same. Says last that it is there: from then on who comes
 * late with the same part writes nothing.
 */
export const writePart = async ({ connection, keys }: World, generation: number, part: Part): Promise<void> => {
  const slot = keys.of(generation, part.partition, 'slot')
  const { commands } = bulkOf(part)
  for (let start = 0; start < commands.length; start += AT_ONCE)
    await Promise.all(
      commands
        .slice(start, start + AT_ONCE)
        .map(async ({ command, name, values }) =>
          answer(await PUT.run(connection, [slot, keys.named(generation, part.partition, name)], [command, ...values])),
        ),
    )
  answer(await PUT.run(connection, [slot, slot], ['HSET', 'built', JSON.stringify([part.events, part.documents.length])]))
}
