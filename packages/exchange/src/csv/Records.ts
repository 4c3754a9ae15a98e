/**
 * Splits text into the records of a CSV file, chunk by chunk, in bounded memory.
 *
 * A quote opens a quoted cell only at the start of a cell; inside, two quotes are
 * one. What follows a closing quote up to the delimiter belongs to the cell as it
 * stands, but where the cell spans lines: there it tells of a stray quote, and so do
 * lines that look like rows (swallowed.ts). Records end at LF, CR or CR LF.
 */
import type { HasSwallowed } from './swallowed.js'

/** Longest record, in characters. Real ones have a few hundred; beyond it a quote is missing or the file is something else. */
export const MAX_RECORD = 1_048_576

/** Why a file cannot be split any further; `line` is where the record began, from 1, or where the quote stands that swallows rows. */
export type RecordFault = { readonly code: 'ROW_TOO_LONG' | 'QUOTE_NOT_CLOSED' | 'QUOTE_STRAY'; readonly line: number }

const QUOTE = 34
const LF = 10
const CR = 13
const BLANK = 32

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
  readonly #hasSwallowed: HasSwallowed
  /** Where the quote of the cell stands that is being read. */
  #quoteLine = 0
  /** Whether that cell has a line end in it. */
  #cellSpans = false
  /** Where the first quote stands of this record whose cell spans lines. */
  #spanLine: number | null = null

  constructor(delimiter: ',' | ';', hasSwallowed: HasSwallowed = () => false) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#hasSwallowed = hasSwallowed
  }

  /** The line that is being read, from 1. */
  get line(): number {
    return this.#line
  }

  /** The records that end within this chunk; a fault ends the file. */
  push(chunk: string, out: string[][]): RecordFault | null {
    let from = 0
    for (let i = 0; i < chunk.length; i++) {
      const char = chunk.charCodeAt(i)
      if (this.#at === 'quoted') {
        if (char === LF) this.#line++
        if (char === LF || char === CR) {
          this.#cellSpans = true
          this.#spanLine ??= this.#quoteLine
        }
        if (char !== QUOTE) continue
        this.#take(chunk, from, i)
        from = i + 1
        this.#at = 'quote'
      } else if (char === QUOTE && this.#at === 'quote') {
        this.#at = 'quoted'
        from = i
      } else if (char === QUOTE && this.#at === 'start') {
        this.#at = 'quoted'
        this.#quoteLine = this.#line
        this.#cellSpans = false
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
        const stray = this.#endRecord(out)
        if (stray !== null) return stray
        this.#afterCr = char === CR
        from = i + 1
      } else if (this.#at === 'quote' && this.#cellSpans && char !== BLANK) {
        return { code: 'QUOTE_STRAY', line: this.#quoteLine }
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
    return this.#at !== 'start' || this.#cells.length > 0 ? this.#endRecord(out) : null
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

  #endRecord(out: string[][]): RecordFault | null {
    this.#endCell()
    const record = this.#cells
    const span = this.#spanLine
    if (span !== null && this.#hasSwallowed(record)) return { code: 'QUOTE_STRAY', line: span }
    this.#cells = []
    this.#length = 0
    this.#line++
    this.#startLine = this.#line
    this.#spanLine = null
    out.push(record)
    return null
  }
}
