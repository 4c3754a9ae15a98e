/**
 * How one event changes the row index. Made of clear data alone; nothing is opened.
 *
 * `held` says what holds for a row key; `state` says, of the facts that hold, what
 * the codes of later rows ask for: who is here since when, who left, ranks,
 * cohorts attended, programs, cohorts, posts. Both are clustered by stream, since
 * rows are judged stream by stream: digests alone would scatter every batch over the
 * whole file.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import {
  type AgencyCode,
  AnnulledData,
  CorrectedData,
  type EventId,
  type Fact,
  type LocalDate,
  readFact,
  type Source,
  type StreamName,
} from '@jejak/core'

/** The part of a recorded event, or of a draft, that the index is made of. */
export interface Foldable {
  readonly stream: StreamName
  readonly id: EventId
  readonly type: string
  readonly schema: number
  readonly data: Readonly<Record<string, unknown>>
  readonly meta: { readonly agency: AgencyCode; readonly effectiveOn?: LocalDate; readonly source?: Source }
}

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS held (
    grp TEXT NOT NULL, key TEXT NOT NULL, stream TEXT NOT NULL, root TEXT NOT NULL, entry TEXT NOT NULL, content TEXT,
    annulled INTEGER NOT NULL, PRIMARY KEY (grp, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS held_root ON held (stream, root);
  CREATE TABLE IF NOT EXISTS state (
    stream TEXT NOT NULL, root TEXT NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL, a TEXT, b TEXT, c TEXT,
    PRIMARY KEY (stream, root)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS state_of ON state (agency, kind, stream, a, b, c);
  CREATE TABLE IF NOT EXISTS erased (stream TEXT PRIMARY KEY) WITHOUT ROWID;
`

/** Version of the fold; an index made by another is thrown away. */
export const FOLD_VERSION = 1

interface State {
  readonly kind: string
  readonly a: string | null
  readonly b?: string | null
  readonly c?: string | null
}

const stateOf = (fact: Fact, on: LocalDate | null): State | null => {
  switch (fact.type) {
    case 'Appointed':
      return { kind: 'entry', a: on }
    case 'Retired':
    case 'Left':
      return { kind: 'exit', a: on }
    case 'Promoted':
      return { kind: 'rank', a: on, b: fact.data.grade }
    case 'Attended':
      return { kind: 'attended', a: fact.data.cohort }
    case 'ProgramOffered':
      return { kind: 'program', a: fact.data.code, b: String(fact.data.hours) }
    case 'CohortScheduled':
      return { kind: 'cohort', a: fact.data.code, b: fact.data.program, c: fact.data.ends }
    case 'PostDefined':
      return { kind: 'post', a: fact.data.unitId, b: fact.data.positionId }
    case 'PolicyAdopted':
      return { kind: 'policy', a: fact.data.policy }
    default:
      return null
  }
}

/**
 * Under what a row key is looked up besides its digest (which is of agency, file and
 * key): the stream the fact stands in, or, for facts that can move to another
 * career, the digest again.
 */
export const groupOfKey = (moves: boolean, stream: StreamName, key: string): string => (moves ? key : stream)

/** The files whose facts can move to another career. */
const MOVING: ReadonlySet<string> = new Set(['mentoring'])

export interface Folder {
  readonly fold: (event: Foldable) => void
}

export const folder = (db: DatabaseSync): Folder => {
  const putHeld: StatementSync = db.prepare(
    'INSERT OR REPLACE INTO held (grp, key, stream, root, entry, content, annulled) VALUES (?, ?, ?, ?, ?, ?, 0)',
  )
  const correctHeld = db.prepare('UPDATE held SET entry = ?, content = ?, annulled = 0 WHERE stream = ? AND root = ?')
  const annulHeld = db.prepare('UPDATE held SET entry = ?, content = NULL, annulled = 1 WHERE stream = ? AND root = ?')
  const putState = db.prepare('INSERT OR REPLACE INTO state (stream, root, agency, kind, a, b, c) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const dropState = db.prepare('DELETE FROM state WHERE stream = ? AND root = ?')
  const putErased = db.prepare('INSERT OR IGNORE INTO erased (stream) VALUES (?)')

  const say = (event: Foldable, root: EventId, type: string, schema: number, data: Readonly<Record<string, unknown>>): void => {
    // An event this program cannot read is no fact it could test a row against.
    const read = readFact(type, schema, data)
    const state = read._tag === 'Right' ? stateOf(read.right, event.meta.effectiveOn ?? null) : null
    if (state !== null) putState.run(event.stream, root, event.meta.agency, state.kind, state.a, state.b ?? null, state.c ?? null)
  }

  return {
    fold: (event) => {
      const { source } = event.meta
      if (event.type === 'Corrected') {
        if (!CorrectedData.is(event.data)) return
        const { root, fact } = event.data
        // A correction by command has no source: no row's content is what holds.
        correctHeld.run(event.id, source?.content ?? null, event.stream, root)
        dropState.run(event.stream, root)
        say(event, root, fact.type, fact.schema, fact.data)
      } else if (event.type === 'Annulled') {
        if (!AnnulledData.is(event.data)) return
        annulHeld.run(event.id, event.stream, event.data.root)
        dropState.run(event.stream, event.data.root)
      } else if (event.type === 'PersonErased') {
        putErased.run(event.stream)
      } else {
        if (source !== undefined) {
          const group = groupOfKey(MOVING.has(source.file), event.stream, source.key)
          putHeld.run(group, source.key, event.stream, event.id, event.id, source.content)
        }
        say(event, event.id, event.type, event.schema, event.data)
      }
    },
  }
}
