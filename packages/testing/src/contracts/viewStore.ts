/**
 * The contract of a store of read models: what memory and sqlite, and any other,
 * must do.
 */
import { ok, deepStrictEqual as same } from 'node:assert'
import {
  type AgencyCode,
  agencyStream,
  type CareerId,
  careerStream,
  LOG_START,
  type LocalDate,
  LogPosition,
  lastDayOfYear,
  PARTITIONS,
  partitionOf,
  type StreamName,
} from '@jejak/core'
import { type Commit, type Mark, type Marking, PEOPLE, positionOf, Sums, type ViewStore } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { WORLD } from '../arbitraries/log.js'
import { type Case, type Runner, right as rightOf, runContract } from './Case.js'

const right = async <L, A>(task: TaskEither<L, A>): Promise<A> => rightOf(await task())

const at = (n: number): LogPosition => {
  if (!LogPosition.is(n)) throw new Error(`not a position: ${n}`)
  return n
}

const first = <A>(items: ReadonlyArray<A>, index = 0): A => {
  const item = items[index]
  if (item === undefined) throw new Error('the small world is too small')
  return item
}

const DAY: LocalDate = lastDayOfYear(2025)
const AGENCY: AgencyCode = first(WORLD.agencies)
const OTHER: AgencyCode = first(WORLD.agencies, 1)
const ONE: CareerId = first(WORLD.people)
const TWO: CareerId = first(WORLD.people, 1)
const inPartition = (career: CareerId): number => partitionOf(careerStream(career))

const begun = (store: ViewStore, from = 0): Promise<number> => right(store.begin({ definitions: 'd', day: DAY, now: 1, upTo: at(from) }))

const marking = (after: number, upTo: number, parts: Partial<Marking> = {}): Marking => ({
  after: at(after),
  upTo: at(upTo),
  careers: [],
  references: [],
  renamed: [],
  catalogue: null,
  parked: [],
  ...parts,
})

const marked = (career: CareerId, revision: number, position: number): Mark => ({
  partition: inPartition(career),
  career,
  revision,
  catalogue: LOG_START,
  first: at(position),
})

const commitOf = (career: CareerId, revision: number, parts: Partial<Commit> = {}): Commit => ({
  career,
  partition: inPartition(career),
  epoch: null,
  was: null,
  revision,
  seen: revision,
  parked: null,
  catalogue: LOG_START,
  measured: parts.catalogue ?? LOG_START,
  snapshot: null,
  tail: `["${revision}"]`,
  measures: '[]',
  names: [],
  deltas: [],
  rows: [],
  ...parts,
})

const sumOf = async (store: ViewStore, generation: number, view = 0, agency = AGENCY): Promise<ReadonlyArray<unknown>> =>
  [...first((await right(store.sums(generation, [view], agency))).sums)].sort()

const promise = (name: string, run: (store: ViewStore) => Promise<void>): Case<ViewStore> => ({ name, run })

export const VIEW_STORE_CONTRACT: ReadonlyArray<Case<ViewStore>> = [
  promise('numbers generations upwards and never gives a number twice', async (store) => {
    const one = await begun(store)
    await right(store.drop(one))
    const two = await begun(store)
    ok(two > one)
    same(
      (await right(store.generations())).map(({ number, state }) => [number, state]),
      [[two, 'building']],
    )
  }),
  promise('is of the log that was named first, whatever comes and goes', async (store) => {
    same(await right(store.claimLog(null)), null)
    same(await right(store.claimLog('one')), 'one')
    same(await right(store.claimLog(null)), 'one')
    same(await right(store.claimLog('other')), 'one')
    await right(store.drop(await begun(store)))
    same(await right(store.claimLog('other')), 'one')
  }),
  promise('answers GenerationGone for one that is not there, and writes nothing', async (store) => {
    const gone = await begun(store)
    await right(store.drop(gone))
    const left = E.left({ tag: 'GenerationGone', generation: gone })
    same(await store.status(gone)(), left)
    same(await store.mark(gone, marking(0, 1))(), left)
    same(await store.commit(gone, [commitOf(ONE, 0)])(), left)
    same(await store.load(gone, [ONE])(), left)
    same(await store.publish(gone, null, '')(), left)
    await right(store.drop(gone))
  }),
  promise('moves slots by compare-and-set, and marks nothing for who lost', async (store) => {
    const generation = await begun(store, 5)
    same(await right(store.mark(generation, marking(5, 9, { careers: [marked(ONE, 0, 6)] }))), true)
    same(await right(store.mark(generation, marking(5, 8, { careers: [marked(TWO, 0, 7)] }))), false)
    const status = await right(store.status(generation))
    same([status.checkpoint, status.dirty, status.firstOpen], [at(9), 1, at(6)])
    same(positionOf(status), at(5))
  }),
  promise('keeps of a mark the greatest revision and catalogue position and the first open position', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 5, { careers: [marked(ONE, 3, 4)] })))
    await right(store.mark(generation, marking(5, 9, { careers: [{ ...marked(ONE, 1, 2), catalogue: at(7) }] })))
    same(await right(store.marks(generation, 0, 10)), [{ ...marked(ONE, 3, 2), catalogue: at(7) }])
  }),
  promise('sets a mark only if the document is behind', async (store) => {
    const generation = await begun(store)
    same(await right(store.commit(generation, [commitOf(ONE, 4)])), ['done'])
    await right(store.mark(generation, marking(0, 5, { careers: [marked(ONE, 4, 3)] })))
    same((await right(store.status(generation))).dirty, 0)
    await right(store.mark(generation, marking(5, 6, { careers: [marked(ONE, 5, 6)] })))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('goes round the partitions from where it is asked', async (store) => {
    const generation = await begun(store)
    const careers = WORLD.people.map((person, i) => marked(person, 0, i + 1))
    await right(store.mark(generation, marking(0, 9, { careers })))
    const from = Math.max(...careers.map(({ partition }) => partition))
    const found = await right(store.marks(generation, from, 100))
    same(found[0]?.partition, from)
    same(new Set(found.map(({ career }) => career)), new Set(WORLD.people))
    same((await right(store.marks(generation, 0, 2))).length, 2)
  }),
  promise('commits on the document as read, and only then', async (store) => {
    const generation = await begun(store)
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1, 2]]]) }
    same(await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [delta] })])), ['done'])
    same(await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [delta] })])), ['moved'])
    const was = { revision: 0, catalogue: LOG_START }
    const stale = commitOf(ONE, 2, { was: { revision: 1, catalogue: LOG_START }, deltas: [delta] })
    const next = commitOf(ONE, 1, { was, deltas: [delta] })
    same(await right(store.commit(generation, [stale, next])), ['moved', 'done'])
    same(await sumOf(store, generation), [['k', [2, 4]]])
  }),
  promise('commits at the catalogue position as read, and only then', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 8, { catalogue: at(8) })))
    same(await right(store.commit(generation, [commitOf(ONE, 0)])), ['moved'])
    same(await right(store.commit(generation, [commitOf(ONE, 0, { catalogue: at(8) })])), ['done'])
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, catalogue: at(8) })])), ['moved'])
  }),
  promise('clears a mark only if its revision and catalogue position are reached', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 9, { careers: [marked(ONE, 2, 3), marked(TWO, 0, 4)] })))
    same(await right(store.commit(generation, [commitOf(ONE, 1), commitOf(TWO, 0)])), ['done', 'done'])
    same(
      (await right(store.marks(generation, 0, 9))).map(({ career }) => career),
      [ONE],
    )
    same(await right(store.commit(generation, [commitOf(ONE, 2, { was: { revision: 1, catalogue: LOG_START } })])), ['done'])
    same((await right(store.status(generation))).firstOpen, null)
  }),
  promise('keeps a mark for the catalogue by a commit that did not measure for it, and sets it anew', async (store) => {
    const generation = await begun(store)
    const renamed = (n: number) => ({ renamed: [{ name: 'a', first: at(n), last: at(n) }], catalogue: at(n) })
    same(await right(store.commit(generation, [commitOf(ONE, 0, { names: ['a'] })])), ['done'])
    await right(store.mark(generation, marking(0, 8, renamed(8))))
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, catalogue: at(8), measured: LOG_START })])), ['done'])
    same(await right(store.marks(generation, 0, 9)), [{ ...marked(ONE, -1, 8), catalogue: at(8) }])
    const then = { revision: 1, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was: then, catalogue: at(8) })])), ['done'])
    same((await right(store.status(generation))).dirty, 0)
    same(first(await right(store.load(generation, [ONE]))).catalogue, at(8))
    await right(store.mark(generation, marking(8, 9, renamed(9))))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('advances: commits, then marks what the commits did not bring in, and says what is open', async (store) => {
    const generation = await begun(store)
    const page = marking(0, 9, { careers: [marked(ONE, 0, 3), marked(TWO, 1, 4)] })
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const commits = [commitOf(ONE, 0, { deltas: [delta] }), commitOf(TWO, 0, { deltas: [delta] })]
    same(await right(store.advance(generation, commits, page)), { committed: ['done', 'done'], marked: true, firstOpen: at(4) })
    const status = await right(store.status(generation))
    same([status.checkpoint, status.dirty, status.firstOpen], [at(9), 1, at(4)])
    same(await right(store.marks(generation, 0, 9)), [marked(TWO, 1, 4)])
    same(await sumOf(store, generation), [['k', [2]]])
    const was = { revision: 0, catalogue: LOG_START }
    const rest = await right(store.advance(generation, [commitOf(TWO, 1, { was })], marking(9, 11)))
    same(rest, { committed: ['done'], marked: true, firstOpen: null })
  }),
  promise('advances with each commit on its own condition, also where the page could not be marked', async (store) => {
    const generation = await begun(store)
    await right(store.mark(generation, marking(0, 8, { careers: [marked(ONE, 0, 8)] })))
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const was = { revision: 5, catalogue: LOG_START }
    const commits = [commitOf(ONE, 0, { deltas: [delta] }), commitOf(TWO, 6, { was, deltas: [delta] })]
    const late = await right(store.advance(generation, commits, marking(0, 7, { careers: [marked(TWO, 6, 7)] })))
    same(late, { committed: ['done', 'moved'], marked: false, firstOpen: null })
    same((await right(store.status(generation))).checkpoint, at(8))
    same(await sumOf(store, generation), [['k', [1]]])
    await right(store.drop(generation))
    same(await store.advance(generation, commits, marking(8, 9))(), E.left({ tag: 'GenerationGone', generation }))
  }),
  promise('advances at the catalogue position as read, and marks with facts of reference', async (store) => {
    const generation = await begun(store)
    const references = [{ position: at(2), agency: AGENCY, entry: 'e' }]
    same(await right(store.commit(generation, [commitOf(TWO, 0, { names: ['a'] })])), ['done'])
    const renamed = [{ name: 'a', first: at(2), last: at(2) }]
    const page = marking(0, 3, { careers: [marked(ONE, 0, 3)], references, renamed, catalogue: at(2) })
    same(await right(store.advance(generation, [commitOf(ONE, 0)], page)), { committed: ['done'], marked: true, firstOpen: at(2) })
    const status = await right(store.status(generation))
    same([status.dirty, status.catalogue], [1, at(2)])
    same((await right(store.references(generation, LOG_START))).entries, references)
    const was = { revision: 0, catalogue: LOG_START }
    const stale = await right(store.advance(generation, [commitOf(ONE, 1, { was })], marking(3, 4, { careers: [marked(ONE, 1, 4)] })))
    same(stale, { committed: ['moved'], marked: true, firstOpen: at(2) })
    same((await right(store.status(generation))).dirty, 2)
  }),
  promise('marks the careers that hold a changed name, in every partition', async (store) => {
    const generation = await begun(store)
    await right(store.commit(generation, [commitOf(ONE, 0, { names: ['a', 'b'] }), commitOf(TWO, 0, { names: ['b'] })]))
    const renamed = [{ name: 'a', first: at(3), last: at(5) }]
    await right(store.mark(generation, marking(0, 5, { renamed, catalogue: at(5) })))
    same(await right(store.marks(generation, 0, 9)), [{ ...marked(ONE, -1, 3), catalogue: at(5) }])
    await right(store.mark(generation, marking(5, 7, { renamed: [{ name: 'b', first: at(7), last: at(7) }], catalogue: at(7) })))
    same((await right(store.status(generation))).dirty, 2)
  }),
  promise('keeps a snapshot until a commit brings another', async (store) => {
    const generation = await begun(store)
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 0, { snapshot: '["s"]', tail: '[]' })]))
    await right(store.commit(generation, [commitOf(ONE, 1, { was, tail: '["t"]' })]))
    const [document] = await right(store.load(generation, [TWO, ONE]))
    same(document, { career: ONE, revision: 1, catalogue: LOG_START, snapshot: '["s"]', tail: '["t"]', measures: '[]' })
    const pages = await right(store.documents(generation, inPartition(ONE), null, 5))
    same(pages, [document])
    same(await right(store.documents(generation, inPartition(ONE), ONE, 5)), [])
  }),
  promise('adds deltas as a group: what comes to nothing is not kept', async (store) => {
    const generation = await begun(store)
    const sums = new Map([['k', [1, -2]]])
    const deltas = [{ view: 0, agency: AGENCY, sums }]
    const person = [{ view: PEOPLE, agency: AGENCY, sums: new Map([['', [1]]]) }]
    await right(store.commit(generation, [commitOf(ONE, 0, { deltas: [...deltas, ...person] }), commitOf(TWO, 0, { deltas })]))
    same(await sumOf(store, generation), [['k', [2, -4]]])
    same((await right(store.sums(generation, [0], AGENCY))).people, 1)
    same(await sumOf(store, generation, 0, OTHER), [])
    const back = [{ view: 0, agency: AGENCY, sums: Sums.inverse(sums) }]
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 1, { was, deltas: back }), commitOf(TWO, 1, { was, deltas: back })]))
    same(await sumOf(store, generation), [])
  }),
  promise('answers figures that later commits do not change', async (store) => {
    const generation = await begun(store)
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    await right(store.commit(generation, [commitOf(ONE, 0, { deltas })]))
    const before = await right(store.sums(generation, [0], AGENCY))
    await right(store.commit(generation, [commitOf(TWO, 0, { deltas })]))
    same([...first(before.sums)], [['k', [1]]])
  }),
  promise('keeps a row for each person of a table, until it is taken away', async (store) => {
    const generation = await begun(store)
    const row = (text: string | null) => [{ view: 3, agency: AGENCY, row: text }]
    await right(store.commit(generation, [commitOf(ONE, 0, { rows: row('{"a":1}') }), commitOf(TWO, 0, { rows: row('{}') })]))
    const was = { revision: 0, catalogue: LOG_START }
    await right(store.commit(generation, [commitOf(ONE, 1, { was, rows: row('{"a":2}') }), commitOf(TWO, 1, { was, rows: row(null) })]))
    same((await right(store.rows(generation, 3, AGENCY))).rows, [{ career: ONE, row: '{"a":2}' }])
    same((await right(store.rows(generation, 2, AGENCY))).rows, [])
  }),
  promise('keeps reference facts in the order of the log, each once, and names agencies', async (store) => {
    const generation = await begun(store)
    const fact = (n: number, agency: AgencyCode) => ({ position: at(n), agency, entry: `[${n}]` })
    await right(store.writeReferences(generation, { references: [fact(1, AGENCY), fact(2, OTHER)], catalogue: at(2), parked: [] }, 5))
    await right(store.mark(generation, marking(0, 3, { references: [fact(3, AGENCY), fact(2, OTHER)], catalogue: at(3) })))
    same(await right(store.references(generation, at(1))), { entries: [fact(2, OTHER), fact(3, AGENCY)], catalogue: at(3) })
    same(await right(store.agencies(generation)), [...new Set([AGENCY, OTHER])].sort())
  }),
  promise('writes whole partitions of a generation being built, and shows that its builder lives', async (store) => {
    const generation = await begun(store, 9)
    const document = { career: ONE, revision: 3, catalogue: LOG_START, snapshot: '["s"]', tail: '[]', measures: '[]' }
    const part = {
      partition: inPartition(ONE),
      events: 4,
      documents: [{ ...document, names: ['a'], rows: [{ view: 1, agency: AGENCY, row: '{}' }] }],
      sums: [{ view: 0, agency: AGENCY, sums: new Map([['k', [4]]]) }],
      parked: [],
    }
    await right(store.writePart(generation, part, 77))
    same(await right(store.load(generation, [ONE])), [document])
    same(await sumOf(store, generation), [['k', [4]]])
    same((await right(store.rows(generation, 1, AGENCY))).rows, [{ career: ONE, row: '{}' }])
    same(first(await right(store.generations())).beat, 77)
    await right(store.mark(generation, marking(9, 10, { renamed: [{ name: 'a', first: at(10), last: at(10) }], catalogue: at(10) })))
    same((await right(store.status(generation))).dirty, 1)
  }),
  promise('writes a part once, says which are there, and leaves alone what was committed to one since', async (store) => {
    const generation = await begun(store, 9)
    const document = { career: ONE, revision: 3, catalogue: LOG_START, snapshot: '[]', tail: '["a"]', measures: '[]' }
    const partition = inPartition(ONE)
    const sums = [{ view: 0, agency: AGENCY, sums: new Map([['k', [4]]]) }]
    const part = { partition, events: 4, documents: [{ ...document, names: [], rows: [] }], sums, parked: [] }
    same(await right(store.parts(generation)), [])
    await right(store.writePart(generation, part, 2))
    const empty = (partition + 1) % PARTITIONS
    await right(store.writePart(generation, { partition: empty, events: 0, documents: [], sums: [], parked: [] }, 2))
    const there = [
      { partition, events: 4, documents: 1, digest: null },
      { partition: empty, events: 0, documents: 0, digest: null },
    ]
    same(
      await right(store.parts(generation)),
      there.sort((a, b) => a.partition - b.partition),
    )
    await right(store.verified(generation, partition, 'd1'))
    same((await right(store.parts(generation))).find((each) => each.partition === partition)?.digest, 'd1')
    const was = { revision: 3, catalogue: LOG_START }
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    same(await right(store.commit(generation, [commitOf(ONE, 4, { was, deltas })])), ['done'])
    await right(store.writePart(generation, part, 3))
    same(first(await right(store.load(generation, [ONE]))).revision, 4)
    same(await sumOf(store, generation), [['k', [5]]])
  }),
  promise('gives all sums and rows of a partition, and of no other', async (store) => {
    const generation = await begun(store)
    const sums = (view: number, agency: AgencyCode, n: number) => ({ view, agency, sums: new Map([['k', [n, 0, 1]]]) })
    const people = (agency: AgencyCode) => ({ view: PEOPLE, agency, sums: new Map([['', [1]]]) })
    const elsewhere = first(WORLD.people.filter((person) => inPartition(person) !== inPartition(ONE)))
    const row = { view: 2, agency: AGENCY, row: '{"a":1}' }
    const deltas = [people(AGENCY), people(OTHER), sums(0, AGENCY, 3), sums(1, OTHER, 4)]
    const others = [people(AGENCY), sums(0, AGENCY, 5)]
    await right(
      store.commit(generation, [commitOf(ONE, 0, { deltas, rows: [row] }), commitOf(elsewhere, 0, { deltas: others, rows: [row] })]),
    )
    const own = await right(store.contents(generation, inPartition(ONE)))
    const flat = (all: typeof own.sums) => all.map((each) => JSON.stringify([each.view, each.agency, [...each.sums]])).sort()
    same(flat(own.sums), flat(deltas))
    same(own.rows, [{ view: 2, agency: AGENCY, career: ONE, row: '{"a":1}' }])
    same(flat((await right(store.contents(generation, inPartition(elsewhere)))).sums), flat(others))
  }),
  promise('puts a generation out of use in favour of one that is not behind, and back', async (store) => {
    const states = async () => (await right(store.generations())).map(({ number, state }) => [number, state])
    const older = await begun(store, 3)
    same(await right(store.publish(older, null, 'then')), true)
    const newer = await begun(store, 5)
    same(await right(store.publish(newer, older, 'now')), true)
    same(await right(store.retire(newer, older)), false)
    await right(store.mark(older, marking(3, 5)))
    same(await right(store.retire(newer, older)), true)
    same(await states(), [
      [newer, 'retired'],
      [older, 'live'],
    ])
    same(await right(store.publish(newer, older, 'again')), true)
    same(await states(), [
      [newer, 'live'],
      [older, 'live'],
    ])
    same(await store.retire(newer, newer + 1)(), E.left({ tag: 'GenerationGone', generation: newer + 1 }))
  }),
  promise('remembers what a generation was made for, and up to where its parts hold the log', async (store) => {
    await right(store.begin({ definitions: 'defs', day: DAY, now: 8, upTo: at(9) }))
    same(
      (await right(store.generations())).map(({ definitions, day, upTo, beat, builtAt }) => [definitions, day, upTo, beat, builtAt]),
      [['defs', DAY, at(9), 8, '']],
    )
  }),
  promise('names the partitions that have marks, and gives the marks of one', async (store) => {
    const generation = await begun(store)
    same(await right(store.dirty(generation)), [])
    const careers = WORLD.people.map((person, i) => marked(person, 0, i + 1))
    await right(store.mark(generation, marking(0, 9, { careers })))
    const dirty = await right(store.dirty(generation))
    same(
      dirty.map(({ partition }) => partition),
      [...new Set(careers.map(({ partition }) => partition))].sort((a, b) => a - b),
    )
    for (const { partition, marks } of dirty) {
      const own = careers.filter((each) => each.partition === partition)
      same(marks, own.length)
      same(new Set(await right(store.marksIn(generation, partition, 100))), new Set(own))
      same((await right(store.marksIn(generation, partition, 1))).length, 1)
    }
  }),
  promise('refuses who held a partition before another took it over, and only there', async (store) => {
    const generation = await begun(store)
    const partition = inPartition(ONE)
    const before = await right(store.claim(generation, partition))
    const now = await right(store.claim(generation, partition))
    ok(now > before)
    const delta = { view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }
    const held = (epoch: number | null, career: CareerId = ONE) => commitOf(career, 0, { epoch, deltas: [delta] })
    same(await right(store.commit(generation, [held(before)])), ['taken over'])
    same(await right(store.load(generation, [ONE])), [])
    same(await sumOf(store, generation), [])
    // Who is refused for two reasons is told of the one that ends its work.
    same(await right(store.commit(generation, [{ ...held(before), catalogue: at(5) }])), ['taken over'])
    same(await right(store.commit(generation, [held(now)])), ['done'])
    const was = { revision: 0, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was })])), ['done'])
    const elsewhere = first(WORLD.people.filter((person) => inPartition(person) !== partition))
    const own = await right(store.claim(generation, inPartition(elsewhere)))
    same(await right(store.commit(generation, [held(own, elsewhere)])), ['done'])
  }),
  promise('parks a stream with a commit, clears what was seen of it, and releases it with a commit that reads on', async (store) => {
    const generation = await begun(store)
    const stream = careerStream(ONE)
    const parked = { stream, revision: 2, position: at(6), reason: 'no event type "Later"' }
    await right(store.mark(generation, marking(0, 9, { careers: [marked(ONE, 4, 3), marked(TWO, 0, 9)] })))
    same(await right(store.parked(generation)), [])
    same(await right(store.commit(generation, [commitOf(ONE, 1, { seen: 4, parked }), commitOf(TWO, 0)])), ['done', 'done'])
    same(await right(store.parked(generation)), [parked])
    const status = await right(store.status(generation))
    same([status.dirty, status.firstOpen, status.parked, positionOf(status)], [0, null, 1, at(9)])
    // What comes later is marked as ever: only its reader knows that it waits.
    await right(store.mark(generation, marking(9, 11, { careers: [marked(ONE, 5, 11)] })))
    same((await right(store.status(generation))).dirty, 1)
    const was = { revision: 1, catalogue: LOG_START }
    same(await right(store.commit(generation, [commitOf(ONE, 1, { was, seen: 4, parked })])), ['done'])
    same((await right(store.status(generation))).dirty, 1)
    same(await right(store.commit(generation, [commitOf(ONE, 5, { was })])), ['done'])
    same(await right(store.parked(generation)), [])
    same((await right(store.status(generation))).dirty, 0)
    same((await right(store.sums(generation, [0], AGENCY))).status.parked, 0)
  }),
  promise('parks a stream of which nothing can be read, without a document', async (store) => {
    const generation = await begun(store)
    const parked = { stream: careerStream(ONE), revision: 0, position: at(3), reason: 'why' }
    await right(store.mark(generation, marking(0, 3, { careers: [marked(ONE, 0, 3)] })))
    const commit = commitOf(ONE, -1, { seen: 0, parked })
    same(await right(store.commit(generation, [commit])), ['done'])
    same(await right(store.commit(generation, [commit])), ['done'])
    same(await right(store.load(generation, [ONE])), [])
    same(await right(store.documents(generation, inPartition(ONE), null, 9)), [])
    same((await right(store.status(generation))).dirty, 0)
    same(await right(store.parked(generation)), [parked])
    same(await right(store.commit(generation, [commitOf(ONE, 0)])), ['done'])
    same(await right(store.parked(generation)), [])
  }),
  promise('keeps streams that were parked by a page, by a part and with reference facts', async (store) => {
    const generation = await begun(store)
    const parkedAs = (stream: StreamName, n: number) => ({ stream, revision: n, position: at(n), reason: 'why' })
    const all = [careerStream(ONE), agencyStream(AGENCY), agencyStream(OTHER)].map(parkedAs)
    const [inPart, inPage, inReferences] = all
    if (inPart === undefined || inPage === undefined || inReferences === undefined) throw new Error('three streams')
    await right(store.writeReferences(generation, { references: [], catalogue: LOG_START, parked: [inReferences] }, 1))
    const part = { partition: inPartition(ONE), events: 0, documents: [], sums: [], parked: [inPart] }
    await right(store.writePart(generation, part, 1))
    await right(store.mark(generation, marking(0, 2, { parked: [inPage] })))
    same(
      await right(store.parked(generation)),
      all.sort((a, b) => (a.stream < b.stream ? -1 : 1)),
    )
    same((await right(store.status(generation))).parked, 3)
    await right(store.drop(generation))
    same(await right(store.parked(await begun(store))), [])
  }),
  promise('swaps a generation in only if it is not behind the one it replaces', async (store) => {
    const live = await begun(store)
    same(await right(store.publish(live, null, 'then')), true)
    await right(store.mark(live, marking(0, 6)))
    const next = await begun(store, 4)
    same(await right(store.publish(next, live, 'now')), false)
    same(first(await right(store.generations())).state, 'building')
    await right(store.mark(next, marking(4, 6, { careers: [marked(ONE, 0, 5)] })))
    same(await right(store.publish(next, live, 'now')), false)
    await right(store.commit(next, [commitOf(ONE, 0)]))
    same(await right(store.publish(next, live, 'now')), true)
    same(
      (await right(store.generations())).map(({ number, state, builtAt }) => [number, state, builtAt]),
      [
        [next, 'live', 'now'],
        [live, 'live', 'then'],
      ],
    )
  }),
  promise('drops one generation and leaves the others whole', async (store) => {
    const deltas = [{ view: 0, agency: AGENCY, sums: new Map([['k', [1]]]) }]
    const whole = commitOf(ONE, 0, { deltas, names: ['a'], snapshot: '[]', rows: [{ view: 1, agency: AGENCY, row: '{}' }] })
    const one = await begun(store)
    const two = await begun(store)
    for (const generation of [one, two]) await right(store.commit(generation, [whole]))
    await right(store.drop(one))
    same(await sumOf(store, two), [['k', [1]]])
    same((await right(store.load(two, [ONE]))).length, 1)
    same((await right(store.rows(two, 1, AGENCY))).rows.length, 1)
    await right(store.mark(two, marking(0, 2, { renamed: [{ name: 'a', first: at(2), last: at(2) }], catalogue: at(2) })))
    same((await right(store.status(two))).dirty, 1)
  }),
  promise('has as many partitions as the core says', async (store) => {
    const generation = await begun(store)
    ok(WORLD.people.every((person) => inPartition(person) < PARTITIONS))
    for (let partition = 0; partition < PARTITIONS; partition++) same(await right(store.documents(generation, partition, null, 1)), [])
  }),
]

/** Registers the contract with a test runner. */
export const viewStoreContract = (
  name: string,
  open: () => Promise<ViewStore>,
  close: (store: ViewStore) => Promise<void>,
  runner: Runner,
): void => runContract(`${name} keeps the contract of a store of read models`, VIEW_STORE_CONTRACT, open, close, runner)
