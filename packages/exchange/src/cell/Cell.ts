/** A kind of cell: how a written value is read into its one normal form. */

/** Which code a cell that cannot be read gets. */
export type CellFault = 'NIP_PRECISION_LOST' | 'NIP_INVALID' | 'DATE_INVALID' | 'VALUE_INVALID'

/** What reading a cell gave: its normal form as text, or why there is none. */
export type CellRead = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly fault: CellFault }

export interface Cell {
  /**
   * Takes away what never counts (blanks around, folded inner blanks, a guard).
   * The empty text means an empty cell.
   */
  readonly tidy: (raw: string) => string
  /** Reads a tidied cell that is not empty. */
  readonly read: (tidied: string) => CellRead
  /** The list of which it takes a value, where it does. */
  readonly values?: ReadonlyArray<string>
  /** What may stand in it, as advice to whoever wrote something else; the advice of the code where there is none. */
  readonly advice?: { readonly id: string; readonly en: string }
}

export const value = (text: string): CellRead => ({ ok: true, value: text })
export const fault = (code: CellFault): CellRead => ({ ok: false, fault: code })
