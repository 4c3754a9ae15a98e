/** Cells that a merge covers: only its top-left cell says anything, whatever still lies hidden under it. */
import { Unfit } from './XlsxFault.js'

const MAX_MERGES = 1_048_576

export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Column of `AB12`, from 0, and its row, from 1. */
export const placeOf = (reference: string): { readonly row: number; readonly column: number } | null => {
  const parts = /^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$/.exec(reference.toUpperCase())
  if (parts?.[1] === undefined) return null
  let column = 0
  for (const letter of parts[1]) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(parts[2]), column: column - 1 }
}

export class Merges {
  readonly #merges: Merge[] = []
  #next = 0
  #open: Merge[] = []

  add(reference: string): void {
    const [from = '', to = from] = reference.split(':')
    const first = placeOf(from)
    const last = placeOf(to)
    if (first === null || last === null) return
    if (this.#merges.length >= MAX_MERGES) throw new Unfit('XLSX_TOO_LARGE')
    this.#merges.push({ top: first.row, left: first.column, bottom: last.row, right: last.column })
  }

  /** Before the first row. */
  sort(): void {
    this.#merges.sort((a, b) => a.top - b.top)
    this.#next = 0
    this.#open = []
  }

  /** Those that touch a row; rows are asked for in order. */
  at(row: number): ReadonlyArray<Merge> {
    if (this.#merges.length === 0) return this.#merges
    if (this.#open.some(({ bottom }) => bottom < row)) this.#open = this.#open.filter(({ bottom }) => bottom >= row)
    for (let merge = this.#merges[this.#next]; merge !== undefined && merge.top <= row; merge = this.#merges[++this.#next])
      if (merge.bottom >= row) this.#open.push(merge)
    return this.#open
  }
}

export const isCovered = (merges: ReadonlyArray<Merge>, row: number, column: number): boolean =>
  merges.some(({ top, left, right }) => column >= left && column <= right && !(row === top && column === left))
