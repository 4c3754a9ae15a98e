/** The texts that cells of a workbook refer to by number: kept as bytes, since there may be a million. */
import { Unfit } from './XlsxFault.js'

/** Longest text of a cell, in characters: what spreadsheets allow. */
export const MAX_CELL = 32_767
/** Bytes of all texts together, and how many there may be. */
const MAX_BYTES = 134_217_728
const MAX_COUNT = 4_194_304
const BLOCK = 1_048_576
/** Texts kept ready, by the last digits of their number: columns say the same few over and over. */
const READY = 1_024

export class SharedStrings {
  readonly #blocks: Buffer[] = []
  /** Place of each text: block and offset in one number, and its length. */
  #places = new Float64Array(1_024)
  #lengths = new Uint32Array(1_024)
  #count = 0
  #free = 0
  readonly #ready = new Array<{ readonly index: number; readonly text: string } | undefined>(READY).fill(undefined)

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (text.length > MAX_CELL) throw new Unfit('ROW_TOO_LONG')
    if (this.#free < length || this.#blocks.length === 0) {
      if (this.#blocks.length * BLOCK >= MAX_BYTES) throw new Unfit('XLSX_TOO_LARGE')
      this.#blocks.push(Buffer.alloc(BLOCK))
      this.#free = BLOCK
    }
    if (this.#count >= MAX_COUNT) throw new Unfit('XLSX_TOO_LARGE')
    if (this.#count === this.#lengths.length) this.#grow()
    const offset = BLOCK - this.#free
    this.#blocks.at(-1)?.write(text, offset)
    this.#places[this.#count] = (this.#blocks.length - 1) * BLOCK + offset
    this.#lengths[this.#count] = length
    this.#count++
    this.#free -= length
  }

  at(index: number): string {
    const ready = this.#ready[index % READY]
    if (ready?.index === index) return ready.text
    const place = this.#places[index]
    const length = this.#lengths[index]
    if (!(index >= 0 && index < this.#count) || place === undefined || length === undefined) throw new Unfit('XLSX_DAMAGED')
    const offset = place % BLOCK
    const text = this.#blocks[(place - offset) / BLOCK]?.toString('utf8', offset, offset + length) ?? ''
    this.#ready[index % READY] = { index, text }
    return text
  }

  #grow(): void {
    const places = new Float64Array(this.#count * 2)
    places.set(this.#places)
    this.#places = places
    const lengths = new Uint32Array(this.#count * 2)
    lengths.set(this.#lengths)
    this.#lengths = lengths
  }
}
