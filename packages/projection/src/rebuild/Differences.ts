/** Where read models are not what the log comes to: counted, the first few named. */
import type { AgencyCode, LogPosition, StreamName } from '@jejak/core'

export type DifferenceCode =
  /** What is kept of a career is not what its stream says. */
  | 'Document'
  /** Standing sums of an agency are not what its careers add up to. */
  | 'Sums'
  /** A person's row of a standing table is not what the career says. */
  | 'Row'
  /** A career is not found by the names of the catalogue its facts hold: what changes there would pass it by. */
  | 'Names'
  /** Facts of reference are not those of the log. */
  | 'Reference'
  /** Streams are said to be parked that are not, or the other way round. */
  | 'Parked'
  /** Something is marked to be brought in that the log does not have: it waits for ever. */
  | 'Mark'
  /** Something stands where no partition is: sums take it in, nothing changes it. */
  | 'Stray'

export interface Difference {
  readonly code: DifferenceCode
  /** Key of the view; `null` where it is of none. */
  readonly view: string | null
  readonly agency: AgencyCode | null
  readonly stream: StreamName | null
}

export interface Differences {
  readonly code: DifferenceCode
  readonly count: number
  /** The first of them. */
  readonly first: ReadonlyArray<Difference>
}

/** What a recount of the live read models came to. */
export interface Recounted {
  readonly generation: number
  /** Up to here the log was counted. */
  readonly position: LogPosition
  readonly documents: number
  readonly differences: ReadonlyArray<Differences>
  /** Partitions that were not compared: something waits in them, and nobody brings it in. */
  readonly moving: number
}

/** How many differences of a kind are named. */
const NAMED = 5

export class DifferenceCounter {
  readonly #byCode = new Map<DifferenceCode, { count: number; readonly first: Difference[] }>()

  add(difference: Difference): void {
    const known = this.#byCode.get(difference.code) ?? { count: 0, first: [] }
    this.#byCode.set(difference.code, known)
    known.count += 1
    if (known.first.length < NAMED) known.first.push(difference)
  }

  all(): ReadonlyArray<Differences> {
    return [...this.#byCode].map(([code, { count, first }]) => ({ code, count, first }))
  }
}
