/** What became of a row. */
import type { Cells, FileName } from '../file/FileDef.js'
import type { Code } from './codes.js'

/** `withdrawn`: a fact was taken out. `missing`: a fact that is in, and in no row of a file that is a whole list. */
export type VerdictKind = 'accepted' | 'warned' | 'known' | 'correction' | 'withdrawn' | 'rejected' | 'missing'

/** `codes` are one rejecting code, or warnings; `columns` says for each of them which column it speaks of. */
export interface Verdict {
  readonly verdict: VerdictKind
  readonly codes: ReadonlyArray<Code>
  readonly columns: ReadonlyArray<string | null>
}

/** A verdict with its row: the number of the data row in its file, from 1, rows of empty cells not counted; `null` for a fact that is in no row. */
export interface RowVerdict extends Verdict {
  readonly file: FileName
  readonly row: number | null
  /** What stands in each of `columns`, as it was written; `null` where it was not asked for. May be personal: never for a log. */
  readonly values: ReadonlyArray<string | null>
  /** The cells by which a fact without a row is known, where values are asked for; personal like these. */
  readonly key: Cells | null
}

export const reject = (code: Code, column: string | null): Verdict => ({ verdict: 'rejected', codes: [code], columns: [column] })

const EVENTS: ReadonlySet<VerdictKind> = new Set(['accepted', 'warned', 'correction', 'withdrawn'])

/** Whether the row, or the fact without a row, became an event. */
export const makesEvent = (kind: VerdictKind): boolean => EVENTS.has(kind)
