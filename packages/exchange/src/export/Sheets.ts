/** A finished report as an export sees it: a cover, and one or more tables. */

export type SheetCell = string | number | boolean | null

export interface SheetColumn {
  readonly title: string
  /** How a cell reads: shares are fractions of one, dates `yyyy-mm-dd`; text stays text, also where it is all digits. */
  readonly as: 'text' | 'count' | 'share' | 'mean' | 'date' | 'number' | 'flag'
}

/** `rows` and `totals` have a cell for each column. */
export interface Sheet {
  readonly title: string
  readonly columns: ReadonlyArray<SheetColumn>
  readonly rows: ReadonlyArray<ReadonlyArray<SheetCell>>
  readonly totals: ReadonlyArray<SheetCell> | null
}

export interface Sheets {
  readonly title: string
  /** One sentence: what the figures mean and where the definition comes from. */
  readonly meaning: string
  /** As-of, known-at, position, policy version, base: label and value. */
  readonly cover: ReadonlyArray<readonly [string, string]>
  readonly tables: ReadonlyArray<Sheet>
  /** Stamped into the file instead of the clock, so that one question gives the same bytes whenever it is asked: milliseconds since 1970. */
  readonly stampedAt: number
  readonly words: { readonly cover: string; readonly page: string; readonly of: string; readonly yes: string }
}

/** A file that could not be made; `reason` says why. */
export interface ExportFault {
  readonly tag: 'ExportFault'
  readonly reason: string
}
