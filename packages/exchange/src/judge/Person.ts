/** What the codes ask about a person in one agency, read once a batch and kept up with the rows judged in it. */
import type { AgencyCode, StreamName } from '@jejak/core'
import type { RowIndex } from '../index/RowIndex.js'

export class Person {
  readonly #index: RowIndex
  readonly #agency: AgencyCode
  readonly stream: StreamName
  readonly erased: boolean
  entry: string | null
  exit: string | null
  #ranks: Map<string, string> | null = null
  #attended: Set<string> | null = null

  constructor(index: RowIndex, agency: AgencyCode, stream: StreamName, erased: boolean) {
    this.#index = index
    this.#agency = agency
    this.stream = stream
    this.erased = erased
    const { entry, exit } = index.service(agency, stream)
    this.entry = entry
    this.exit = exit
  }

  /** Grades by TMT. */
  get ranks(): Map<string, string> {
    this.#ranks ??= this.#index.ranks(this.#agency, this.stream)
    return this.#ranks
  }

  get attended(): Set<string> {
    this.#attended ??= this.#index.attended(this.#agency, this.stream)
    return this.#attended
  }
}
