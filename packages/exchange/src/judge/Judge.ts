/** Judges a batch of rows against the index, and plans the events of those that stand. */
import { type AgencyCode, careerOf, FACTS, LocalDate, StreamName, type WholeFact } from '@jejak/core'
import { clearKeyOf } from '../file/clearKey.js'
import { type Digest, earlierKeyDigest } from '../file/digests.js'
import { at, type Cells, canMove, type FileDef, type Naming } from '../file/FileDef.js'
import type { HeldRow, References, RowIndex } from '../index/RowIndex.js'
import type { Staged } from '../stage/Stage.js'
import { makesEvent, reject, type Verdict } from '../verdict/Verdict.js'
import { type Decided, type DecidedHere, isDecidedHere, saysTheSame, type Wanted } from './decided.js'
import { draftsOf, type ImportFrame, type Planned } from './drafts.js'
import { type Decision, effectiveOn, judgeRow } from './judgeRow.js'
import { Person, type Shut } from './Person.js'
import { judgeTakeOut, takingOut } from './takeOut.js'
import { wholeFact } from './wholeFact.js'

export interface Judged {
  readonly row: Staged
  readonly verdict: Verdict
  readonly first: Planned | null
  readonly next: Planned | null
}

/** The last key of a batch and what was kept of it: its rows may go on in the next. */
export interface Kept {
  readonly file: number
  readonly key: string
  readonly content: string
}

/** What became of a batch. `wanted` are decisions that were not handed in: with them it has to be judged again. */
export interface Batch {
  readonly judged: ReadonlyArray<Judged>
  readonly kept: Kept | null
  readonly wanted: ReadonlyArray<Wanted>
}

export class Judge {
  readonly #index: RowIndex
  readonly #naming: Naming
  readonly #frame: ImportFrame
  readonly #agency: AgencyCode
  readonly #digest: Digest
  readonly #files: ReadonlyArray<FileDef>

  constructor(index: RowIndex, naming: Naming, frame: ImportFrame, digest: Digest, files: ReadonlyArray<FileDef>) {
    this.#files = files
    this.#index = index
    this.#naming = naming
    this.#frame = frame
    this.#agency = frame.agency
    this.#digest = digest
  }

  /** Careers that are one person's with others: their rows are judged together. */
  joined(): ReadonlyMap<StreamName, StreamName> {
    return this.#index.joined(this.#agency)
  }

  /** The careers that rows name: their keys must be known before the rows are judged. */
  careersIn(rows: ReadonlyArray<Staged>): ReadonlySet<StreamName> {
    const careers = new Set<StreamName>()
    for (const row of rows) {
      const def = this.#files[row.file]
      if (def === undefined) continue
      if (row.asks !== 'state') {
        const stream = this.#heldIn(def, row)
        if (stream !== null && careerOf(stream) !== null) careers.add(stream)
        continue
      }
      for (const column of def.people) {
        const nip = at(row.cells, column)
        if (nip !== '') careers.add(this.#naming.careerStream(nip))
      }
    }
    return careers
  }

  /** The streams an append for these rows could go to. */
  streamsOf(rows: ReadonlyArray<Staged>): ReadonlySet<StreamName> {
    const streams = new Set<StreamName>()
    for (const row of rows) {
      const def = this.#files[row.file]
      if (def === undefined) continue
      if (row.asks === 'state') streams.add(def.stream(row.cells, this.#naming))
      // A fact that may move between careers can stand in another one.
      const held = row.asks !== 'state' || canMove(def) ? this.#heldIn(def, row) : null
      if (held !== null) streams.add(held)
    }
    return streams
  }

  /** Where the fact of a row's key stands: for all that cannot move, the group says it. */
  #heldIn(def: FileDef, row: Staged): StreamName | null {
    if (canMove(def)) return this.#held(def, row)?.stream ?? null
    return StreamName.is(row.group) ? row.group : null
  }

  /** Rows of one key must come in order, whole groups together. */
  batch(
    rows: ReadonlyArray<Staged>,
    references: References,
    shut: ReadonlyMap<string, Shut>,
    before: Kept | null,
    decided: DecidedHere,
  ): Batch {
    const people = new Map<string, Person>()
    const shutOf = (stream: StreamName): Shut | null => (this.#index.erased(stream) ? 'erased' : (shut.get(stream) ?? null))
    const person = (nip: string): Person => personIn(this.#naming.careerStream(nip))
    const personIn = (stream: StreamName): Person => {
      let found = people.get(stream)
      if (found === undefined) {
        found = new Person(this.#index, this.#agency, stream, shutOf(stream), numbersOf)
        people.set(stream, found)
      }
      return found
    }
    const hasEarlier = this.#index.hasEarlier(this.#agency)
    const numbersOf = (one: Person): ReadonlyArray<Person> =>
      hasEarlier ? this.#index.numbersOf(this.#agency, one.stream).map((each) => (each === one.stream ? one : personIn(each))) : [one]
    let kept = before
    const wanted: Wanted[] = []
    const judged = rows.map((row): Judged => {
      const def = this.#files[row.file]
      if (def === undefined) return { row, verdict: reject('VALUE_INVALID', null), first: null, next: null }
      const { cells } = row
      const held = this.#held(def, row)
      const earlier = kept !== null && kept.file === row.file && kept.key === row.key ? kept.content : null
      const hasReason = this.#frame.reason !== null
      if (row.asks !== 'state') {
        const verdict = judgeTakeOut(row, def.key[0] ?? null, { held, earlier, hasReason, shut: shutOf })
        if (verdict.verdict !== 'rejected' && earlier === null) kept = { file: row.file, key: row.key, content: row.content }
        if (verdict.verdict !== 'withdrawn' || held === null) return { row, verdict, first: null, next: null }
        if (careerOf(held.stream) !== null) personIn(held.stream).forget(held.root)
        return { row, verdict, first: takingOut(this.#frame, def.name, row, held), next: null }
      }
      const isDecided = held !== null && isDecidedHere(held)
      if (isDecided && !decided.has(held.entry)) wanted.push({ stream: held.stream, entry: held.entry })
      const decision = (): Decision | null =>
        isDecided ? this.#compare(def, cells, references, held.stream, decided.get(held.entry) ?? null) : null
      const verdict = judgeRow(def, cells, row.content, { references, naming: this.#naming, person, held, earlier, hasReason, decision })
      if (verdict.verdict === 'rejected') return { row, verdict, first: null, next: null }
      const planned = makesEvent(verdict.verdict) ? this.#plan(def, cells, row, references, held) : null
      if (planned === 'impossible') return { row, verdict: reject('VALUE_INVALID', null), first: null, next: null }
      if (earlier === null) kept = { file: row.file, key: row.key, content: row.content }
      this.#remember(def, cells, person)
      return { row, verdict, first: planned?.first ?? null, next: planned?.next ?? null }
    })
    return { judged, kept, wanted }
  }

  /** Under its key, under the one the first version had for it, or in clear. */
  #held(def: FileDef, row: Staged): HeldRow | null {
    const held = this.#index.held(row.group, row.key)
    if (held !== null || row.asks === 'absent') return held
    return this.#heldEarlier(def, row) ?? this.#decided(def, row)
  }

  #heldEarlier(def: FileDef, { group, cells }: Staged): HeldRow | null {
    if (def.earlierKey === undefined) return null
    const key = () => earlierKeyDigest(def, cells, this.#agency, this.#digest)
    return this.#index.heldEarlier(group, key, at(cells, def.earlierKey.widened))
  }

  /** By a command, which knows no digest of a key. */
  #decided(def: FileDef, { group, cells }: Staged): HeldRow | null {
    const key = () => clearKeyOf(def, cells, this.#agency)
    if (canMove(def)) return this.#index.held(key(), key())
    return this.#index.hasDecided(group) ? this.#index.held(group, key()) : null
  }

  /** The row against what was decided in this stream, which may be another person's than the row names. */
  #compare(def: FileDef, cells: Cells, references: References, stream: StreamName, decided: Decided | null): Decision {
    if (decided === null || stream !== def.stream(cells, this.#naming)) return 'other'
    const fact = wholeFact(def.toFact(cells, this.#naming, references))
    return fact !== null && saysTheSame(decided, fact, this.#dayOf(def, fact, cells, references)) ? 'same' : 'other'
  }

  /** The day a fact stores; `null` where its type is dated by something else. */
  #dayOf(def: FileDef, { type }: WholeFact, cells: Cells, references: References): LocalDate | null {
    // What a cohort dates stores no date, also of a type of which any date may be stored.
    const day = FACTS[type].dating === 'own' && def.dated !== 'cohort' ? effectiveOn(def, cells, references) : null
    return day !== null && LocalDate.is(day) ? day : null
  }

  #plan(def: FileDef, cells: Cells, row: Staged, references: References, held: HeldRow | null) {
    const fact = wholeFact(def.toFact(cells, this.#naming, references))
    if (fact === null) return 'impossible' as const
    return draftsOf(
      this.#frame,
      {
        file: def.name,
        row: row.row,
        key: row.key,
        content: row.content,
        stream: def.stream(cells, this.#naming),
        effectiveOn: this.#dayOf(def, fact, cells, references),
        basis: def.basis?.(cells) ?? '',
        fact,
      },
      held,
    )
  }

  /** What this row says counts for the rows after it in the batch. */
  #remember(def: FileDef, cells: Cells, person: (nip: string) => Person): void {
    if (def.name === 'pegawai') {
      const appointed = person(at(cells, 'nip'))
      appointed.entry = at(cells, 'tmt_masuk')
      appointed.status = at(cells, 'jenis_pegawai')
    } else if (def.name === 'golongan') person(at(cells, 'nip')).ranks.set(at(cells, 'tmt_golongan'), at(cells, 'golongan'))
    else if (def.name === 'peserta') {
      const { attended } = person(at(cells, 'nip'))
      if (at(cells, 'status') === 'hadir') attended.add(at(cells, 'kode_angkatan'))
      else attended.delete(at(cells, 'kode_angkatan'))
    }
  }
}
