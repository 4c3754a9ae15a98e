/**
 * Splits text into the records of a CSV file, chunk by chunk, in bounded memory.
 *
 * A quote opens a quoted cell only at the start of a cell; inside, two quotes are
 * one. What follows a closing quote up to the delimiter belongs to the cell as it
 * stands. Records end at LF, CR or CR LF.
 */

/** Longest record, in characters. Real ones have a few hundred; beyond it a quote is missing or the file is something else. */
export const MAX_RECORD = 1_048_576

/** Why a file cannot be split any further; `line` is where the record began, from 1. */
export type RecordFault = { readonly code: 'ROW_TOO_LONG' | 'QUOTE_NOT_CLOSED'; readonly line: number }

const QUOTE = 34
const LF = 10
const CR = 13

export class Records {
  readonly #delimiter: number
  #cells: string[] = []
  #cell = ''
  /** What the next character meets: the start of a cell, plain text, quoted text, or a quote inside quoted text. */
  #at: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  #afterCr = false
  #length = 0
  #line = 1
  #startLine = 1

  constructor(delimiter: ',' | ';') {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** The records that end within this chunk; a fault ends the file. */
  push(chunk: string, out: string[][]): RecordFault | null {
    let from = 0
    for (let i = 0; i < chunk.length; i++) {
      const char = chunk.charCodeAt(i)
      if (this.#at === 'quoted') {
        if (char === LF) this.#line++
        if (char !== QUOTE) continue
        this.#take(chunk, from, i)
        from = i + 1
        this.#at = 'quote'
      } else if (char === QUOTE && this.#at === 'quote') {
        this.#at = 'quoted'
        from = i
      } else if (char === QUOTE && this.#at === 'start') {
        this.#at = 'quoted'
        this.#afterCr = false
        from = i + 1
      } else if (char === this.#delimiter) {
        this.#take(chunk, from, i)
        this.#endCell()
        from = i + 1
      } else if (char === LF && this.#afterCr && this.#at === 'start' && this.#cells.length === 0) {
        this.#afterCr = false
        from = i + 1
      } else if (char === LF || char === CR) {
        this.#take(chunk, from, i)
        out.push(this.#endRecord())
        this.#afterCr = char === CR
        from = i + 1
      } else if (this.#at !== 'plain') {
        this.#at = 'plain'
        this.#afterCr = false
      }
      if (this.#length + i - from > MAX_RECORD) return { code: 'ROW_TOO_LONG', line: this.#startLine }
    }
    this.#take(chunk, from, chunk.length)
    return this.#length > MAX_RECORD ? { code: 'ROW_TOO_LONG', line: this.#startLine } : null
  }

  /** The record that ends with the file, if there is one. */
  end(out: string[][]): RecordFault | null {
    if (this.#at === 'quoted') return { code: 'QUOTE_NOT_CLOSED', line: this.#startLine }
    if (this.#at !== 'start' || this.#cells.length > 0) out.push(this.#endRecord())
    return null
  }

  #take(chunk: string, from: number, to: number): void {
    if (to <= from) return
    this.#cell += chunk.slice(from, to)
    this.#length += to - from
  }

  #endCell(): void {
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#at = 'start'
    this.#afterCr = false
    this.#length++
  }

  #endRecord(): string[] {
    this.#endCell()
    const record = this.#cells
    this.#cells = []
    this.#length = 0
    this.#line++
    this.#startLine = this.#line
    return record
  }
}
