/**
 * What the codes ask about somebody under one number in one agency, read once a batch and kept up with
 * the rows judged in it. Who has other numbers too is one person with them: `numbers`.
 */
import type { AgencyCode, EventId, StreamName } from '@jejak/core'
import type { RowIndex } from '../index/RowIndex.js'
import { allService, type Service } from './spells.js'

/** What has become of a person's key: destroyed with an erasure, or altered so that it does not open. */
export type Shut = 'erased' | 'damaged'

export class Person {
  readonly #index: RowIndex
  readonly #agency: AgencyCode
  readonly stream: StreamName
  /** Why nothing can be sealed for this person; `null` where it can. */
  readonly shut: Shut | null
  entry: string | null
  /** Kind of servant. */
  status: string | null
  readonly #comings: ReadonlyArray<string>
  readonly #exits: ReadonlyArray<string>
  #ranks: Map<string, string> | null = null
  #attended: Set<string> | null = null
  readonly #numbersOf: (one: Person) => ReadonlyArray<Person>
  #numbers: ReadonlyArray<Person> | null = null
  #alone: Service | null = null

  constructor(
    index: RowIndex,
    agency: AgencyCode,
    stream: StreamName,
    shut: Shut | null,
    numbersOf: (one: Person) => ReadonlyArray<Person>,
  ) {
    this.#numbersOf = numbersOf
    this.#index = index
    this.#agency = agency
    this.stream = stream
    this.shut = shut
    const { entry, status, comings, exits } = index.served(agency, stream)
    this.entry = entry
    this.status = status
    this.#comings = comings
    this.#exits = exits
  }

  /** All numbers of the person. */
  get numbers(): ReadonlyArray<Person> {
    this.#numbers ??= this.#numbersOf(this)
    return this.#numbers
  }

  /** The same for all numbers of the person. */
  get individual(): StreamName {
    return this.numbers[0]?.stream ?? this.stream
  }

  /** Of the person, whatever the number; `null` for somebody whose appointment is not known. */
  get service(): Service | null {
    if (this.numbers.length > 1) return this.entry === null ? null : allService(this.numbers.flatMap((each) => each.#own ?? []))
    // Asked of each row of the person; it changes with the entry alone.
    if (this.#alone?.entry !== this.entry) this.#alone = this.#own
    return this.#alone
  }

  get #own(): Service | null {
    return this.entry === null ? null : { entry: this.entry, comings: this.#comings, exits: this.#exits }
  }

  /** Grades by TMT. */
  get ranks(): Map<string, string> {
    this.#ranks ??= this.#index.ranks(this.#agency, this.stream)
    return this.#ranks
  }

  /** A fact of the person is taken out: what rested on it alone counts no more for the rows after it. */
  forget(root: EventId): void {
    for (const { kind, a } of this.#index.stateOf(this.stream, root)) {
      if (kind === 'entry') this.entry = null
      else if (kind === 'rank') this.ranks.delete(a)
      else if (kind === 'attended') this.attended.delete(a)
    }
  }

  get attended(): Set<string> {
    this.#attended ??= this.#index.attended(this.#agency, this.stream)
    return this.#attended
  }
}
