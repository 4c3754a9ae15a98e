/** Read models in memory: for tests, and the plainest statement of what a store does. */
import { LOG_START, PARTITIONS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ViewsError } from '../faults.js'
import { positionOf } from '../ReadingStore.js'
import type { ViewStore } from '../ViewStore.js'
import {
  applyDelta,
  applyNames,
  applyRow,
  commitOne,
  type Held,
  inPartition,
  keyOf,
  later,
  mark,
  park,
  peopleOf,
  statusOf,
  sumsOf,
} from './Held.js'

/** A store that forgets everything when it is let go. */
export const memoryViewStore = (): ViewStore => {
  const all = new Map<number, Held>()
  let last = 0
  let log: string | null = null
  const on =
    <A>(generation: number, work: (held: Held) => A): TaskEither<ViewsError, A> =>
    async () => {
      const held = all.get(generation)
      return held === undefined ? E.left({ tag: 'GenerationGone', generation }) : E.right(work(held))
    }
  return {
    claimLog: (name) => async () => {
      log ??= name
      return E.right(log)
    },
    renewLog: (name) => async () => {
      const { size } = all
      all.clear()
      log = name
      return E.right(size)
    },
    emptying: 'begin with a new store',
    generations: () => async () => E.right([...all.values()].map(({ generation }) => generation).sort((a, b) => b.number - a.number)),
    begin:
      ({ definitions, day, now, upTo, hash }) =>
      async () => {
        last++
        all.set(last, {
          generation: {
            number: last,
            definitions,
            day,
            upTo,
            reached: { position: upTo, hash },
            state: 'building',
            heartbeat: now,
            builtAt: '',
          },
          checkpoint: upTo,
          catalogue: LOG_START,
          marks: new Map(),
          parked: new Map(),
          epochs: new Map(),
          parts: new Map(),
          documents: new Map(),
          names: new Map(),
          references: new Map(),
          partitions: Array.from({ length: PARTITIONS }, () => ({ sums: new Map(), rows: new Map() })),
          employers: new Set(),
        })
        return E.right(last)
      },
    writePart: (generation, part, now) =>
      on(generation, (held) => {
        held.generation = { ...held.generation, heartbeat: now }
        const { partition, events } = part
        if (held.parts.has(partition)) return
        held.parts.set(partition, { partition, events, documents: part.documents.length, digest: null })
        for (const { names, rows, ...document } of part.documents) {
          held.documents.set(document.career, document)
          applyNames(held, document.career, names)
          for (const row of rows) applyRow(held, document.career, row)
        }
        for (const delta of part.sums) applyDelta(held, partition, delta)
        park(held, part.parked)
      }),
    parts: (generation) => on(generation, (held) => [...held.parts.values()].sort((a, b) => a.partition - b.partition)),
    names: (generation, partition) =>
      on(generation, (held) =>
        [...held.names].flatMap(([name, holders]) =>
          [...holders].filter((career) => inPartition(career) === partition).map((career) => ({ career, name })),
        ),
      ),
    contents: (generation, partition) =>
      on(generation, (held) => ({
        sums: [...(held.partitions[partition]?.sums.values() ?? [])].map(({ view, agency, builder }) => ({
          view,
          agency,
          sums: builder.build(),
        })),
        rows: [...(held.partitions[partition]?.rows.values() ?? [])].flatMap(({ view, agency, rows }) =>
          [...rows].map(([career, row]) => ({ view, agency, career, row })),
        ),
      })),
    verified: (generation, partition, digest) =>
      on(generation, (held) => {
        const part = held.parts.get(partition)
        if (part !== undefined) held.parts.set(partition, { ...part, digest })
      }),
    writeReferences: (generation, { references, catalogue, parked }, now) =>
      on(generation, (held) => {
        held.generation = { ...held.generation, heartbeat: now }
        for (const reference of references) held.references.set(reference.position, reference)
        held.catalogue = later(held.catalogue, catalogue)
        park(held, parked)
      }),
    parked: (generation) => on(generation, (held) => [...held.parked.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1))),
    publish: (generation, instead, builtAt) =>
      on(generation, (held) => {
        const other = instead === null ? undefined : all.get(instead)
        if (other !== undefined && other.generation.state === 'live' && positionOf(statusOf(held)) < positionOf(statusOf(other)))
          return false
        held.generation = { ...held.generation, state: 'live', builtAt }
        return true
      }),
    retire: (generation, inFavourOf) => async () => {
      const other = all.get(inFavourOf)
      if (other === undefined) return E.left({ tag: 'GenerationGone', generation: inFavourOf })
      return on(generation, (held) => {
        if (positionOf(statusOf(other)) < positionOf(statusOf(held))) return false
        held.generation = { ...held.generation, state: 'retired' }
        return true
      })()
    },
    drop: (generation) => async () => {
      all.delete(generation)
      return E.right(undefined)
    },
    status: (generation) => on(generation, statusOf),
    references: (generation, after) =>
      on(generation, (held) => ({
        entries: [...held.references.values()].filter(({ position }) => position > after).sort((a, b) => a.position - b.position),
        catalogue: held.catalogue,
      })),
    mark: (generation, marking) => on(generation, (held) => mark(held, marking)),
    marks: (generation, from, limit) =>
      on(generation, (held) =>
        [...held.marks.values()]
          .sort((a, b) => ((a.partition - from + PARTITIONS) % PARTITIONS) - ((b.partition - from + PARTITIONS) % PARTITIONS))
          .slice(0, limit),
      ),
    marksIn: (generation, partition, limit) =>
      on(generation, (held) => [...held.marks.values()].filter((mark) => mark.partition === partition).slice(0, limit)),
    dirty: (generation) =>
      on(generation, (held) => {
        const counts = new Map<number, number>()
        for (const { partition } of held.marks.values()) counts.set(partition, (counts.get(partition) ?? 0) + 1)
        return [...counts].map(([partition, marks]) => ({ partition, marks })).sort((a, b) => a.partition - b.partition)
      }),
    claim: (generation, partition) =>
      on(generation, (held) => {
        const epoch = (held.epochs.get(partition) ?? 0) + 1
        held.epochs.set(partition, epoch)
        return epoch
      }),
    load: (generation, careers) =>
      on(generation, (held) =>
        careers.flatMap((career) => {
          const document = held.documents.get(career)
          return document === undefined ? [] : [document]
        }),
      ),
    commit: (generation, commits) => on(generation, (held) => commits.map((commit) => commitOne(held, commit))),
    advance: (generation, commits, marking) =>
      on(generation, (held) => {
        const committed = commits.map((commit) => commitOne(held, commit))
        const marked = mark(held, marking)
        return { committed, marked, firstOpen: statusOf(held).firstOpen }
      }),
    documents: (generation, partition, after, limit) =>
      on(generation, (held) =>
        [...held.documents.values()]
          .filter(({ career }) => inPartition(career) === partition && (after === null || career > after))
          .sort((a, b) => (a.career < b.career ? -1 : 1))
          .slice(0, limit),
      ),
    sums: (generation, views, agency) =>
      on(generation, (held) => ({
        sums: views.map((view) => sumsOf(held, view, agency)),
        people: peopleOf(held, agency),
        status: statusOf(held),
      })),
    rows: (generation, view, agency) =>
      on(generation, (held) => ({
        rows: held.partitions.flatMap(({ rows }) =>
          [...(rows.get(keyOf(view, agency))?.rows ?? [])].map(([career, row]) => ({ career, row })),
        ),
        people: peopleOf(held, agency),
        status: statusOf(held),
      })),
    agencies: (generation) =>
      on(generation, (held) => {
        const agencies = new Set([...held.references.values()].map(({ agency }) => agency))
        for (const agency of held.employers) if (peopleOf(held, agency) > 0) agencies.add(agency)
        return [...agencies].sort()
      }),
    close: async () => undefined,
  }
}
