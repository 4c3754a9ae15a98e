/** What came of some marks. */
import type { AgencyCode, CareerId } from '@jejak/core'

export interface Batch {
  readonly committed: number
  /** Documents that another process moved first. */
  readonly missed: number
  /** The partition is another worker's now: nothing can be committed under this epoch any more. */
  readonly takenOver: boolean
  readonly agencies: ReadonlySet<AgencyCode>
  /** Marks that wait for what cannot be seen yet in this look at the log. */
  readonly waiting: ReadonlyArray<CareerId>
}

/** Of no marks. */
export const NOTHING: Batch = { committed: 0, missed: 0, takenOver: false, agencies: new Set(), waiting: [] }

/** Of these and those. */
export const both = (a: Batch, b: Batch): Batch => ({
  committed: a.committed + b.committed,
  missed: a.missed + b.missed,
  takenOver: a.takenOver || b.takenOver,
  agencies: new Set([...a.agencies, ...b.agencies]),
  waiting: [...a.waiting, ...b.waiting],
})
