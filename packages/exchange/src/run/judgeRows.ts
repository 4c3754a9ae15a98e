/** Judges all staged rows, phase by phase and batch by batch, and writes what they become. */
import type { StreamName } from '@jejak/core'
import type { Expected } from '@jejak/eventstore'
import { PHASES } from '../file/FileDef.js'
import type { References, RowIndex } from '../index/RowIndex.js'
import type { DecidedHere } from '../judge/decided.js'
import type { Planned } from '../judge/drafts.js'
import type { Batch, Judge, Judged, Kept } from '../judge/Judge.js'
import type { Shut } from '../judge/Person.js'
import type { Stage, Staged } from '../stage/Stage.js'
import { Failure } from './Failure.js'
import type { Sink } from './Sink.js'

/** Rows judged together, about; each batch is a few group commits and bounds the memory. */
const BATCH = 1_000
/** Times a batch is judged again because others wrote to its streams. */
const ATTEMPTS = 50

export interface Judging {
  readonly stage: Stage
  readonly index: RowIndex
  readonly judge: Judge
  readonly sink: Sink
  readonly references: () => References
  /** Called before the first events are written. */
  readonly beforeFirst: () => Promise<void>
  readonly onJudged: (rows: ReadonlyArray<Judged>) => void
  readonly alive: () => void
  /** Streams that are damaged in the store: their rows are left, those of all others go on. */
  readonly damaged: Map<StreamName, string>
}

const sameKey = (a: Staged, b: Staged): boolean => a.group === b.group && a.file === b.file && a.key === b.key

/** Rows that waited and those after them, as many as a batch holds. */
const fill = (waiting: ReadonlyArray<Staged>, rows: Iterator<Staged>): ReadonlyArray<Staged> => {
  const found = [...waiting]
  while (found.length < BATCH) {
    const next = rows.next()
    if (next.done === true) break
    found.push(next.value)
  }
  return found
}

/** Cuts a full batch between groups; a group larger than a batch between keys. */
const cut = (rows: ReadonlyArray<Staged>): ReadonlyArray<Staged> => {
  const last = rows.at(-1)
  if (rows.length < BATCH || last === undefined) return rows
  const group = rows.findLastIndex((row) => row.group !== last.group)
  if (group >= 0) return rows.slice(0, group + 1)
  const key = rows.findLastIndex((row) => !sameKey(row, last))
  return key >= 0 ? rows.slice(0, key + 1) : rows
}

/** Events of a stream stand in an order that the order of rows in a file does not change. */
const inOrder = (judged: ReadonlyArray<Judged>): ReadonlyArray<Judged> =>
  [...judged]
    .filter(({ first }) => first !== null)
    .sort(
      (a, b) =>
        a.row.file - b.row.file ||
        compare(a.first?.draft.effectiveOn ?? '', b.first?.draft.effectiveOn ?? '') ||
        compare(a.row.key, b.row.key),
    )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const present = (planned: ReadonlyArray<Planned | null>): ReadonlyArray<Planned> => planned.filter((each) => each !== null)

/** Steps of a batch: where do its streams end; bring the index up to that at least; judge; write; judge again what was refused. */
const judgeBatch = async (
  batch: ReadonlyArray<Staged>,
  references: References,
  before: Kept | null,
  run: Judging,
): Promise<Kept | null> => {
  const { index, judge, sink, stage } = run
  const shut = new Map<string, Shut>()
  let kept = before
  let open = batch
  let decided: DecidedHere = new Map()
  for (let attempt = 0; open.length > 0; attempt++) {
    if (attempt === ATTEMPTS)
      throw new Failure({
        tag: 'StoreFailed',
        reason: 'others keep writing to the streams of this import; run it again when they are done',
      })
    const ends = new Map<StreamName, Expected>(await sink.ends(judge.streamsOf(open)))
    await sink.catchUp()
    const position = index.position()
    for (const [owner, why] of await sink.shut(judge.careersIn(open))) shut.set(owner, why)
    const judged = (): Batch | null =>
      index.reading(() => (index.position() < position ? null : judge.batch(open, references, shut, before, decided)))
    let result = judged()
    if (result !== null && result.wanted.length > 0) {
      decided = new Map([...decided, ...(await sink.decided(result.wanted))])
      result = judged()
    }
    // Thrown away by another process meanwhile: what is not in it proves nothing.
    if (result === null) continue
    if (open === batch) kept = result.kept
    const planned = inOrder(result.judged)
    if (planned.length > 0) await run.beforeFirst()
    const first = await sink.write(present(planned.map((each) => each.first)), ends)
    const stands = ({ stream }: Planned): boolean => !first.streams.has(stream)
    const then = await sink.write(present(planned.map((each) => (each.first !== null && stands(each.first) ? each.next : null))), ends)
    for (const [owner, why] of [...first.shut, ...then.shut]) shut.set(owner, why)
    const refused = (each: Planned): boolean => !stands(each) || then.streams.has(each.stream)
    const again = new Set<string>()
    for (const { row, first: one, next: two } of planned)
      if ((one !== null && refused(one)) || (two !== null && refused(two))) again.add(row.group)
    for (const [stream, reason] of [...first.damaged, ...then.damaged]) run.damaged.set(stream, reason)
    const isLeft = (each: Planned | null): boolean => each !== null && run.damaged.has(each.stream)
    const left = new Set(planned.filter((each) => isLeft(each.first) || isLeft(each.next)).map(({ row }) => row.group))
    const done = result.judged.filter(({ row }) => !again.has(row.group))
    for (const { row, verdict } of done) stage.judge(row, verdict)
    run.onJudged(done)
    open = open.filter((row) => again.has(row.group) && !left.has(row.group))
  }
  return kept
}

export const judgeRows = async (run: Judging): Promise<void> => {
  for (const phase of PHASES) {
    if (!run.stage.files.some((def) => def.phase === phase)) continue
    await run.sink.catchUp()
    const references = run.references()
    const rows = run.stage.inOrder(phase, run.judge.joined())
    let kept: Kept | null = null
    let waiting: ReadonlyArray<Staged> = []
    for (;;) {
      const found = fill(waiting, rows)
      const batch = cut(found)
      if (batch.length === 0) break
      waiting = found.slice(batch.length)
      kept = await judgeBatch(batch, references, kept, run)
      run.alive()
    }
  }
  await run.sink.catchUp()
  if (run.damaged.size === 0) return
  const [[stream, reason] = ['', '']] = run.damaged
  const more = run.damaged.size === 1 ? '' : ` and ${run.damaged.size - 1} more`
  throw new Failure({
    tag: 'StoreFailed',
    reason: `all rows were recorded but those of ${stream}${more}, damaged in the event store: ${reason}; mend it and run the import again`,
  })
}
