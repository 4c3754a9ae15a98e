/**
 * SAME_PERSON: rows of pegawai under two numbers that name one person. Names and birth
 * dates are compared in memory; those of earlier imports are opened for it, where the
 * file says somebody new and not all who are in.
 */
import { type AgencyCode, CorrectedData, EmployeeNumber, type EventId, type RecordedEvent, type StreamName } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { at, type Naming } from '../file/FileDef.js'
import type { Entry, RowIndex } from '../index/RowIndex.js'
import type { Stage, Staged } from '../stage/Stage.js'
import type { VerdictKind } from '../verdict/Verdict.js'
import { Failure } from './Failure.js'

/** Streams looked at together: their keys are loaded, and their first events read, at once. */
const BATCH = 500

interface Known {
  readonly number: string
  readonly earlierNumber: string
  /** The row that says so, unless it says what was in. */
  readonly row: Pick<Staged, 'id' | 'file' | 'row'> | null
}

/** Case does not matter in a name; titles stand in columns of their own. */
const likenessOf = (name: string, birthDate: string, sex: string): string => JSON.stringify([name.toLowerCase(), birthDate, sex])

const areJoined = (a: Known, b: Known): boolean => a.earlierNumber === b.number || b.earlierNumber === a.number

export class SamePeople {
  readonly #stage: Stage
  readonly #naming: Naming
  readonly #people = new Map<string, Known[]>()
  readonly #inFile = new Set<StreamName>()
  #someNew = false

  constructor(stage: Stage, naming: Naming) {
    this.#stage = stage
    this.#naming = naming
  }

  #add(likeness: string, known: Known): void {
    const present = this.#people.get(likeness)
    if (present === undefined) this.#people.set(likeness, [known])
    else present.push(known)
  }

  /** A row of pegawai was judged. */
  judged({ id, file, row, cells }: Staged, verdict: VerdictKind): void {
    const number = at(cells, 'nip')
    if (verdict === 'rejected') return
    const stream = this.#naming.careerStream(number)
    if (this.#inFile.has(stream)) return
    this.#inFile.add(stream)
    const isNew = verdict !== 'known'
    this.#someNew ||= isNew
    this.#add(likenessOf(at(cells, 'nama'), at(cells, 'tanggal_lahir'), at(cells, 'jenis_kelamin')), {
      number,
      earlierNumber: at(cells, 'nip_lama'),
      row: isNew ? { id, file, row } : null,
    })
  }

  /** When all rows are judged. */
  async warn(agency: AgencyCode, index: RowIndex, events: EventStore, vault: Vault, alive: () => void): Promise<void> {
    if (!this.#someNew) return
    const others = index.entries(agency).filter(({ stream }) => !this.#inFile.has(stream))
    for (let from = 0; from < others.length; from += BATCH) {
      await this.#open(others.slice(from, from + BATCH), events, vault)
      alive()
    }
    for (const alike of this.#people.values())
      for (const known of alike) {
        const other = alike.find((each) => each !== known && !areJoined(each, known))
        if (known.row !== null && other !== undefined) this.#stage.warn(known.row, 'SAME_PERSON', 'nama')
      }
  }

  async #open(entries: ReadonlyArray<Entry>, events: EventStore, vault: Vault): Promise<void> {
    const loaded = await vault.load(entries.map(({ stream }) => stream))()
    if (E.isLeft(loaded)) throw new Failure({ tag: 'KeysFailed', reason: loaded.left.reason })
    const read = <A>(result: E.Either<{ readonly reason: string }, A>): A => {
      if (E.isLeft(result)) throw new Failure({ tag: 'StoreFailed', reason: result.left.reason })
      return result.right
    }
    // An import records the appointment first of all; another place, or a correction, is looked for.
    const first = new Map(
      read(await events.readAt(entries.map(({ stream }) => ({ stream, revision: 0 })))()).map((event) => [event.stream, event]),
    )
    for (const { stream, root, entry } of entries) {
      const begun = first.get(stream)
      const event = begun?.id === entry ? begun : lastOf(read(await events.read(stream)()), root)
      const personal = event === undefined ? E.left(null) : vault.open(event)
      // Somebody erased, or whose key is damaged, is nobody's like.
      if (event === undefined || E.isLeft(personal)) continue
      const said = { ...personal.right?.personal }
      const { name, birthDate, number, earlierNumber = '' } = said
      const { sex } = factData(event)
      if (typeof name !== 'string' || typeof birthDate !== 'string' || typeof sex !== 'string' || !EmployeeNumber.is(number)) continue
      this.#add(likenessOf(name, birthDate, sex), { number, earlierNumber: String(earlierNumber), row: null })
    }
  }
}

const factData = ({ data }: RecordedEvent): Readonly<Record<string, unknown>> => (CorrectedData.is(data) ? data.fact.data : data)

/** What was last stated about a root. */
const lastOf = (events: ReadonlyArray<RecordedEvent>, root: EventId): RecordedEvent | undefined =>
  events.findLast(({ id, type, data }) => id === root || (type === 'Corrected' && CorrectedData.is(data) && data.root === root))
