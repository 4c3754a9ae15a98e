/** What is wrong with a stored log: a kind, counted, and the first few places of it. */
import type { LogPosition, StreamName } from '@jejak/core'

export type LogFaultCode =
  /** A stored text is not the canonical form of what it says: two readers may read two things. */
  | 'NotCanonical'
  /** A stream does not follow from its hashes: an event was altered, removed or inserted. */
  | 'BrokenChain'
  /** An event is of a type, a schema or a form that this version cannot read. */
  | 'Unreadable'
  /** A stream stands in the file under another name or partition than its own. */
  | 'Misnamed'
  /** No event of a stream stands at a position. */
  | 'Hole'
  /** An event stands at two places, or at a position that the log does not have. */
  | 'Twice'
  /** An event says that it was recorded before the one at the position before it, or not when. */
  | 'TimeFell'
  /** An index of the file does not hold what the log holds. */
  | 'BadIndex'
  /** The pages of the file do not hang together. */
  | 'DamagedFile'
  /** A trigger or a view stands in the file, which Jejak never makes there: it may alter or hide what is recorded. */
  | 'Foreign'

/** Where a fault is; what is not known is `null`. */
interface FaultPlace {
  readonly stream: StreamName | null
  readonly revision: number | null
  readonly position: LogPosition | null
}

export interface LogFault extends FaultPlace {
  readonly code: LogFaultCode
  /** More about it than the code says, without personal data. */
  readonly detail?: string
  /** Whether it lies at an event that this version cannot read, or behind one in its stream: then no figure rests on it. */
  readonly isParked?: boolean
}

/** Faults of one kind. */
export interface Faults {
  readonly code: LogFaultCode
  readonly count: number
  /** How many of them are parked. */
  readonly parked: number
  /** The first of them, at most `NAMED_FAULTS`. */
  readonly first: ReadonlyArray<LogFault>
}

/** How many faults of a kind are named; of the others only the count is kept. */
const NAMED_FAULTS = 5

/** Counts faults by kind; a log of which nothing is right takes no more room than a whole one. */
export class FaultCounter {
  readonly #byCode = new Map<LogFaultCode, { count: number; parked: number; readonly first: LogFault[] }>()

  add(fault: LogFault): void {
    const { code } = fault
    const known = this.#byCode.get(code) ?? { count: 0, parked: 0, first: [] }
    this.#byCode.set(code, known)
    known.count += 1
    if (fault.isParked === true) known.parked += 1
    if (known.first.length < NAMED_FAULTS) known.first.push(fault)
  }

  /** Takes in what was counted elsewhere. */
  addAll(faults: ReadonlyArray<Faults>): void {
    for (const { code, count, parked, first } of faults) {
      const known = this.#byCode.get(code) ?? { count: 0, parked: 0, first: [] }
      this.#byCode.set(code, known)
      known.count += count
      known.parked += parked
      known.first.push(...first.slice(0, NAMED_FAULTS - known.first.length))
    }
  }

  all(): ReadonlyArray<Faults> {
    return [...this.#byCode].map(([code, counted]) => ({ code, ...counted }))
  }
}
