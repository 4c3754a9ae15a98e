/** How one CSV file of the folder is made. */
import type { World } from '../model.js'

export type Cells = ReadonlyArray<string | number>

/** A row that is wrong on purpose, and the code of its verdict. */
interface WrongRow {
  readonly code: string
  readonly cells: Cells
}

export interface SimulatedFile {
  readonly name: string
  readonly columns: ReadonlyArray<string>
  /** The sound rows, one at a time. */
  readonly rows: (world: World) => Iterable<Cells>
  /** Rows for the verdicts to find; only a few of them are written (at most 4 in 1,000). */
  readonly wrong: (world: World) => ReadonlyArray<WrongRow>
}

/** Most wrong rows a file may hold for so many sound ones: never more than 0.4%. */
export const wrongRowsFor = (sound: number): number => Math.floor(sound * 0.004)
