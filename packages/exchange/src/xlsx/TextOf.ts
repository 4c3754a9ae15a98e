/** Gathers the text of a cell from its runs; how it is pronounced (`rPh`) is none of it. */
import { Unfit } from './XlsxFault.js'

/** A character that XML cannot hold is written `_x000D_`. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g

export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text

export class TextOf {
  readonly #limit: number
  #text = ''
  #inText = false
  #phonetic = false
  #row: number | null = null

  constructor(limit: number) {
    this.#limit = limit
  }

  /** `row` is blamed where the text is too long. */
  begin(row: number | null = null): void {
    this.#text = ''
    this.#inText = false
    this.#phonetic = false
    this.#row = row
  }

  open(name: string): void {
    if (name === 't') this.#inText = true
    else if (name === 'rPh') this.#phonetic = true
  }

  add(piece: string): void {
    if (!this.#inText || this.#phonetic) return
    this.#text += piece
    // An escaped character takes seven.
    if (this.#text.length > this.#limit * 7) throw new Unfit('ROW_TOO_LONG', this.#row)
  }

  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#phonetic = false
  }

  end(): string {
    const text = unescaped(this.#text)
    if (text.length > this.#limit) throw new Unfit('ROW_TOO_LONG', this.#row)
    return text
  }
}
