/** What became of a row. */
import type { FileName } from '../file/FileDef.js'
import type { Code } from './codes.js'

export type VerdictKind = 'accepted' | 'warned' | 'known' | 'correction' | 'rejected'

/** `codes` are one rejecting code, or warnings; `columns` says for each of them which column it speaks of. */
export interface Verdict {
  readonly verdict: VerdictKind
  readonly codes: ReadonlyArray<Code>
  readonly columns: ReadonlyArray<string | null>
}

/** A verdict with its row: the number of the data row in its file, from 1, rows of empty cells not counted. */
export interface RowVerdict extends Verdict {
  readonly file: FileName
  readonly row: number
  /** What stands in each of `columns`, as it was written; `null` where it was not asked for. May be personal: never for a log. */
  readonly values: ReadonlyArray<string | null>
}

export const reject = (code: Code, column: string | null): Verdict => ({ verdict: 'rejected', codes: [code], columns: [column] })

/** Whether the row became an event. */
export const makesEvent = (kind: VerdictKind): boolean => kind === 'accepted' || kind === 'warned' || kind === 'correction'
