/** What is read of a generation: each look at a partition is of one moment. */
import { AgencyCode, CareerId, careerStream, LogPosition, PARTITIONS, partitionOf, StreamName } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import { UnexpectedReply } from '@jejak/eventstore/redis'
import * as t from 'io-ts'
import { unsafeParse } from '../../unsafe.js'
import type { BuiltPart, Contents, Named } from '../BuildingStore.js'
import type { Delta } from '../CommittingStore.js'
import type { Dirty, Mark } from '../MarkingStore.js'
import {
  type Parked,
  PEOPLE,
  type ReferenceEntry,
  type References,
  type StandingRows,
  type StandingSums,
  type Status,
  type StoredDocument,
} from '../ReadingStore.js'
import { lists, position, present, shaped, texts, whole } from './gateway.js'
import { kindOf, namedBy, sumsName, tableName } from './Keys.js'
import { BUILT, LOAD, LOOK, MARKS, PAGE } from './scripts/reads.js'
import { apart, byPartition, everywhere, together, type World } from './World.js'

/** A look at one partition. */
interface Look {
  readonly checkpoint: LogPosition
  readonly catalogue: LogPosition
  readonly dirty: number
  readonly firstOpen: LogPosition | null
  readonly parked: number
  /** The hashes asked for: field, value, field, value. */
  readonly hashes: ReadonlyArray<ReadonlyArray<string>>
}

const toLook = ([checkpoint, catalogue, dirty, firstOpen, parked, ...hashes]: ReadonlyArray<string>): Look => ({
  checkpoint: position(checkpoint),
  catalogue: position(catalogue),
  dirty: whole(dirty),
  firstOpen: firstOpen === '' ? null : position(firstOpen),
  parked: whole(parked),
  hashes: hashes.map((hash) => texts(unsafeParse(hash))),
})

/** Looks into every partition, and reads hashes of it whole, by the names of their keys. */
const lookAll = async (world: World, generation: number, names: ReadonlyArray<string> = []): Promise<ReadonlyArray<Look>> => {
  const wanted = ['slot', 'open', 'parked', ...names]
  const looks = await Promise.all(
    (names.length === 0 ? together(world) : apart).map(async (partitions) => {
      const named = partitions.flatMap((partition) => wanted.map((name) => world.keys.named(generation, partition, name)))
      return lists(await LOOK.run(world.connection, named, [String(wanted.length)])).map(toLook)
    }),
  )
  return looks.flat()
}

/** The least of some positions. */
export const lowest = (positions: Iterable<LogPosition>): LogPosition | null => {
  let least: LogPosition | null = null
  for (const each of positions) if (least === null || each < least) least = each
  return least
}

const statusOfLooks = (looks: ReadonlyArray<Look>): Status => ({
  checkpoint: lowest(looks.map(({ checkpoint }) => checkpoint)) ?? position('0'),
  catalogue: lowest(looks.map(({ catalogue }) => catalogue)) ?? position('0'),
  dirty: looks.reduce((sum, { dirty }) => sum + dirty, 0),
  parked: looks.reduce((sum, { parked }) => sum + parked, 0),
  firstOpen: lowest(looks.flatMap(({ firstOpen }) => (firstOpen === null ? [] : [firstOpen]))),
})

export const statusOf = async (world: World, generation: number): Promise<Status> => statusOfLooks(await lookAll(world, generation))

const pairsOf = function* (flat: ReadonlyArray<string> | undefined): Generator<readonly [string, string]> {
  for (let i = 0; flat !== undefined && i < flat.length; i += 2) yield [present(flat[i]), present(flat[i + 1])]
}

/** Count of employments of an agency, or of all, in the hash that stands at this place of each look. */
const peopleOf = (looks: ReadonlyArray<Look>, place: number): ReadonlyMap<string, number> => {
  const people = new Map<string, number>()
  for (const { hashes } of looks)
    for (const [agency, count] of pairsOf(hashes[place])) people.set(agency, (people.get(agency) ?? 0) + whole(count))
  return people
}

const sumsOf = (looks: ReadonlyArray<Look>, place: number): Sums.Sums => {
  const builder = new Sums.SumsBuilder()
  for (const { hashes } of looks) for (const [key, vector] of pairsOf(hashes[place])) builder.add(key, vector.split(',').map(whole))
  return builder.build()
}

export const standingSums = async (
  world: World,
  generation: number,
  views: ReadonlyArray<number>,
  agency: AgencyCode,
): Promise<StandingSums> => {
  const looks = await lookAll(world, generation, ['people', ...views.map((view) => sumsName(view, agency))])
  return {
    sums: views.map((_, index) => sumsOf(looks, index + 1)),
    people: peopleOf(looks, 0).get(agency) ?? 0,
    status: statusOfLooks(looks),
  }
}

export const standingRows = async (world: World, generation: number, view: number, agency: AgencyCode): Promise<StandingRows> => {
  const looks = await lookAll(world, generation, ['people', tableName(view, agency)])
  return {
    rows: looks.flatMap(({ hashes }) => [...pairsOf(hashes[1])].map(([career, row]) => ({ career: shaped(CareerId, career), row }))),
    people: peopleOf(looks, 0).get(agency) ?? 0,
    status: statusOfLooks(looks),
  }
}

export const agenciesOf = async (world: World, generation: number): Promise<ReadonlyArray<AgencyCode>> => {
  const looks = await lookAll(world, generation, ['people'])
  const named = await world.connection.client.smembers(world.keys.of(generation, 0, 'agencies'))
  const employers = [...peopleOf(looks, 0)].flatMap(([agency, count]) => (count > 0 ? [agency] : []))
  return [...new Set([...named, ...employers])].sort().map((agency) => shaped(AgencyCode, agency))
}

/** Reference facts read in one command. */
const REFERENCE_PAGE = 1_000

export const referencesOf = async (world: World, generation: number, after: LogPosition): Promise<References> => {
  const { client } = world.connection
  const [slot, references, order] = (['slot', 'references', 'order'] as const).map((part) => world.keys.of(generation, 0, part))
  // 1. The position first: all facts up to it are there when it is.
  const catalogue = position((await client.hget(present(slot), 'known')) ?? '0')
  // 2. Facts, page by page.
  const entries: ReferenceEntry[] = []
  for (let last: LogPosition = after; ; ) {
    const page = await client.zrangebyscore(present(order), `(${last}`, '+inf', 'LIMIT', 0, REFERENCE_PAGE)
    const found = page.length === 0 ? [] : await client.hmget(present(references), ...page)
    // 3. A generation that was taken away meanwhile may have lost some of them.
    if ((await client.exists(present(slot))) === 0) texts(null)
    page.forEach((at, index) => {
      const text = present(found[index] ?? undefined)
      const space = text.indexOf(' ')
      entries.push({ position: position(at), agency: shaped(AgencyCode, text.slice(0, space)), entry: text.slice(space + 1) })
    })
    last = entries.at(-1)?.position ?? last
    if (page.length < REFERENCE_PAGE) return { entries, catalogue }
  }
}

/** Revision and catalogue position as one text. */
const headOf = (text: string): readonly [number, LogPosition] => {
  const [revision, catalogue] = text.split(' ')
  return [whole(revision), position(catalogue)]
}

/** Some marks of one partition. */
export const marksIn = async (world: World, generation: number, partition: number, count: number): Promise<ReadonlyArray<Mark>> => {
  const named = (['slot', 'open', 'mark'] as const).map((part) => world.keys.of(generation, partition, part))
  const flat = texts(await MARKS.run(world.connection, named, [String(count)]))
  const marks: Mark[] = []
  for (let i = 0; i < flat.length; i += 3) {
    const [revision, catalogue] = headOf(present(flat[i + 2]))
    marks.push({ partition, career: shaped(CareerId, flat[i]), revision, catalogue, first: position(flat[i + 1]) })
  }
  return marks
}

/** The partitions that have marks. */
export const dirtyOf = async (world: World, generation: number): Promise<ReadonlyArray<Dirty>> =>
  (await lookAll(world, generation)).flatMap(({ dirty }, partition) => (dirty === 0 ? [] : [{ partition, marks: dirty }]))

const Park = t.tuple([t.number, LogPosition, t.string])

/** Where a stream is parked, as text. */
export const parkText = ({ revision, position: at, reason }: Parked): string => JSON.stringify([revision, at, reason])

/** The streams that are parked, by name. */
export const parkedOf = async (world: World, generation: number): Promise<ReadonlyArray<Parked>> =>
  (await lookAll(world, generation, ['parked']))
    .flatMap(({ hashes }) =>
      [...pairsOf(hashes[0])].map(([stream, text]) => {
        const [revision, at, reason] = shaped(Park, unsafeParse(text))
        return { stream: shaped(StreamName, stream), revision, position: at, reason }
      }),
    )
    .sort((a, b) => (a.stream < b.stream ? -1 : 1))

/** Events and documents of a part that is there whole. */
const Built = t.tuple([t.number, t.number])

/** The parts that are there whole. */
export const partsOf = async (world: World, generation: number): Promise<ReadonlyArray<BuiltPart>> => {
  const slots = await everywhere((partition) => BUILT.run(world.connection, [world.keys.of(generation, partition, 'slot')], []))
  return slots.flatMap((slot, partition) => {
    const [built = '', digest = ''] = texts(slot)
    if (built === '') return []
    const [events, documents] = shaped(Built, unsafeParse(built))
    return [{ partition, events, documents, digest: digest === '' ? null : digest }]
  })
}

/** Sums.Sums and rows of a partition. */
export const contentsOf = async ({ connection: { client }, keys }: World, generation: number, partition: number): Promise<Contents> => {
  const sums: Delta[] = []
  const rows: Contents['rows'][number][] = []
  const hash = (name: string) => client.hgetall(keys.named(generation, partition, name))
  for (const [agency, count] of Object.entries(await hash('people')))
    if (count !== '0') sums.push({ view: PEOPLE, agency: shaped(AgencyCode, agency), sums: new Map([['', [whole(count)]]]) })
  for (const name of await client.smembers(keys.of(generation, partition, 'kept'))) {
    const kept = kindOf(name)
    if (kept === null) throw new UnexpectedReply()
    const { kind, view } = kept
    const agency = shaped(AgencyCode, kept.agency)
    const fields = Object.entries(await hash(name))
    if (kind === 'row') for (const [career, row] of fields) rows.push({ view, agency, career: shaped(CareerId, career), row })
    else sums.push({ view, agency, sums: new Map(fields.map(([key, vector]) => [key, vector.split(',').map(whole)])) })
  }
  // A generation that was taken away meanwhile may have lost some of it.
  if ((await client.exists(keys.of(generation, partition, 'slot'))) === 0) texts(null)
  return { sums, rows }
}

/** By which names the documents of a partition are found. */
export const namesIn = async (
  { connection: { client }, keys }: World,
  generation: number,
  partition: number,
): Promise<ReadonlyArray<Named>> => {
  const members = await client.zrange(keys.of(generation, partition, 'naming'), '0', '-1')
  if ((await client.exists(keys.of(generation, partition, 'slot'))) === 0) texts(null)
  return members.map((member) => {
    const [name, career] = namedBy(member)
    return { name, career: shaped(CareerId, career) }
  })
}

/** Some marks, beginning at a partition and going round. */
export const marksOf = async (world: World, generation: number, from: number, limit: number): Promise<ReadonlyArray<Mark>> => {
  // 1. How many there are in each partition, 2. those that are enough.
  const looks = await lookAll(world, generation)
  const wanted: { readonly partition: number; readonly count: number }[] = []
  let rest = limit
  for (let step = 0; step < PARTITIONS && rest > 0; step++) {
    const partition = (from + step) % PARTITIONS
    const count = Math.min(rest, looks[partition]?.dirty ?? 0)
    if (count > 0) wanted.push({ partition, count })
    rest -= count
  }
  const found = await Promise.all(wanted.map(({ partition, count }) => marksIn(world, generation, partition, count)))
  return found.flat()
}

const documentsIn = (flat: ReadonlyArray<string>): ReadonlyArray<StoredDocument> => {
  const documents: StoredDocument[] = []
  for (let i = 0; i < flat.length; i += 5) {
    const [revision, catalogue] = headOf(present(flat[i + 1]))
    const [snapshot, tail, measures] = [present(flat[i + 2]), present(flat[i + 3]), present(flat[i + 4])]
    documents.push({ career: shaped(CareerId, flat[i]), revision, catalogue, snapshot, tail, measures })
  }
  return documents
}

const documentKeys = ({ keys }: World, generation: number, partition: number): ReadonlyArray<string> =>
  (['slot', 'head', 'snapshot', 'tail', 'measures'] as const).map((part) => keys.of(generation, partition, part))

/** Documents of careers, in the order asked. */
export const load = async (world: World, generation: number, careers: ReadonlyArray<CareerId>): Promise<ReadonlyArray<StoredDocument>> => {
  const found = new Map<CareerId, StoredDocument>()
  await Promise.all(
    [...byPartition(careers, (career) => partitionOf(careerStream(career)))].map(async ([partition, some]) => {
      const reply = await LOAD.run(world.connection, documentKeys(world, generation, partition), some)
      for (const document of documentsIn(texts(reply))) found.set(document.career, document)
    }),
  )
  return careers.flatMap((career) => found.get(career) ?? [])
}

/** A page of the documents of a partition. */
export const documentsOf = async (
  world: World,
  generation: number,
  partition: number,
  after: CareerId | null,
  limit: number,
): Promise<ReadonlyArray<StoredDocument>> => {
  const named = [...documentKeys(world, generation, partition), world.keys.of(generation, partition, 'careers')]
  return documentsIn(texts(await PAGE.run(world.connection, named, [after === null ? '-' : `(${after}`, String(limit)])))
}
