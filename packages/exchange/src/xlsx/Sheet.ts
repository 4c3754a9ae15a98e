/** The rows of a sheet, one piece of it at a time. */
import { MAX_RECORD } from '../csv/Records.js'
import { isCovered, type Merge, Merges, placeOf } from './merges.js'
import { dayOf, plainNumber } from './numbers.js'
import { readXml } from './readXml.js'
import { MAX_CELL } from './SharedStrings.js'
import { TextOf, unescaped } from './TextOf.js'
import type { Workbook } from './Workbook.js'
import { Unfit } from './XlsxFault.js'
import { attribute, type XmlHandler } from './Xml.js'
import type { Zip } from './Zip.js'

/** Bytes a sheet may unpack to: a million rows of our widest file take about half of it. */
const MAX_SHEET = 1_073_741_824
/** Characters all rows together may say. Texts are shared, so a small file could say one long text a million times. */
const MAX_SAID = 536_870_912
/** Rows of a sheet, and columns of which one of our files may say something. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 1_024

export interface SheetCell {
  /** What the cell says. */
  readonly text: string
  /** The number behind it, in plain decimal digits, where the cell is numeric. */
  readonly number: string | null
}

export interface SheetRow {
  /** From 1, as the sheet counts; rows that say nothing are left out. */
  readonly row: number
  /** By column; `undefined` where the cell says nothing. */
  readonly cells: ReadonlyArray<SheetCell | undefined>
}

const textCell = (text: string): SheetCell | undefined => (text === '' ? undefined : { text, number: null })

const numberCell = (written: string, style: number, workbook: Workbook): SheetCell | undefined => {
  if (written.trim() === '') return undefined
  const number = plainNumber(written)
  if (number === null) return textCell(written)
  const { date, percent, digits } = workbook.format(style)
  const day = date ? dayOf(number, workbook.from1904) : null
  if (day !== null) return { text: day, number }
  if (percent) return { text: `${plainNumber(String(Number(number) * 100)) ?? number}%`, number }
  return { text: digits > 0 && /^[0-9]+$/.test(number) ? number.padStart(digits, '0') : number, number }
}

/** Days written as text, as some programs do. */
const isoDay = (written: string): string => /^(\d{4}-\d\d-\d\d)T/.exec(written)?.[1] ?? written

class Rows implements XmlHandler {
  readonly #workbook: Workbook
  readonly #merges: Merges
  /** Rows that are complete; the reader takes them away. */
  readonly done: SheetRow[] = []
  #inData = false
  #row = 0
  #column = -1
  #cells: (SheetCell | undefined)[] = []
  #length = 0
  #said = 0
  #covered: ReadonlyArray<Merge> = []
  #inCell = false
  #type = 'n'
  #style = 0
  #value = ''
  #inValue = false
  #inline = false
  readonly #text = new TextOf(MAX_CELL)

  constructor(workbook: Workbook, merges: Merges) {
    this.#workbook = workbook
    this.#merges = merges
  }

  readonly open = (name: string, tag: string): void => {
    if (!this.#inData) this.#inData = name === 'sheetData'
    else if (this.#inline) this.#text.open(name)
    else if (name === 'c') this.#openCell(tag)
    else if (name === 'v') this.#inValue = this.#inCell
    else if (name === 'is') this.#inline = this.#inCell
    else if (name === 'row') this.#openRow(tag)
  }

  readonly text = (piece: string): void => {
    if (this.#inline) this.#text.add(piece)
    else if (this.#inValue) {
      this.#value += piece
      if (this.#value.length > MAX_CELL * 7) throw new Unfit('ROW_TOO_LONG', this.#row)
    }
  }

  readonly close = (name: string): void => {
    if (!this.#inData) return
    if (name === 'is') this.#inline = false
    else if (this.#inline) this.#text.close(name)
    else if (name === 'v') this.#inValue = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (name === 'sheetData') this.#inData = false
  }

  #openRow(tag: string): void {
    const written = attribute(tag, 'r')
    const row = written === null ? this.#row + 1 : Number(written)
    if (!(Number.isInteger(row) && row > this.#row && row <= MAX_ROWS)) throw new Unfit('XLSX_DAMAGED', this.#row)
    this.#row = row
    this.#column = -1
    this.#cells = []
    this.#length = 0
    this.#covered = this.#merges.at(row)
  }

  #closeRow(): void {
    if (this.#cells.length > 0) this.done.push({ row: this.#row, cells: this.#cells })
    this.#cells = []
  }

  #openCell(tag: string): void {
    const reference = attribute(tag, 'r')
    const column = reference === null ? this.#column + 1 : placeOf(reference)?.column
    if (column === undefined || column <= this.#column) throw new Unfit('XLSX_DAMAGED', this.#row)
    this.#column = column
    this.#inCell = true
    this.#type = attribute(tag, 't') ?? 'n'
    this.#style = Number(attribute(tag, 's') ?? 0)
    this.#value = ''
    this.#text.begin(this.#row)
  }

  #closeCell(): void {
    this.#inCell = false
    const cell = this.#spoken()
    if (cell === undefined || isCovered(this.#covered, this.#row, this.#column)) return
    this.#length += cell.text.length
    this.#said += cell.text.length
    if (this.#column >= MAX_COLUMNS || cell.text.length > MAX_CELL || this.#length > MAX_RECORD) throw new Unfit('ROW_TOO_LONG', this.#row)
    if (this.#said > MAX_SAID) throw new Unfit('XLSX_TOO_LARGE', this.#row)
    while (this.#cells.length < this.#column) this.#cells.push(undefined)
    this.#cells.push(cell)
  }

  /** What the cell that ends here says. Formulas say what they gave when the file was saved. */
  #spoken(): SheetCell | undefined {
    switch (this.#type) {
      case 's':
        return this.#value.trim() === '' ? undefined : textCell(this.#workbook.texts.at(Number(this.#value)))
      case 'inlineStr':
        return textCell(this.#text.end())
      case 'str':
        return textCell(unescaped(this.#value))
      case 'b':
        return this.#value.trim() === '' ? undefined : textCell(['1', 'true'].includes(this.#value.trim()) ? 'TRUE' : 'FALSE')
      case 'd':
        return textCell(isoDay(this.#value.trim()))
      case 'e':
        return textCell(this.#value.trim())
      default:
        return numberCell(this.#value, this.#style, this.#workbook)
    }
  }
}

const MERGE = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z0-9:$]+)["']/gi
const LESS = 60
const GREATER = 62
/** Longest tag of a merge. */
const MAX_TAG = 512

/** The tag that has begun and not ended with these bytes, if it is no longer than that of a merge. */
const begun = (bytes: Buffer): Buffer => {
  const from = bytes.lastIndexOf(LESS)
  return from < 0 || bytes.length - from > MAX_TAG || bytes.indexOf(GREATER, from) >= 0
    ? Buffer.alloc(0)
    : Buffer.from(bytes.subarray(from))
}

/**
 * Unpacks the whole sheet once for its merged cells, which stand behind its rows,
 * and so finds it whole or refuses it before its first row. Bytes are searched, for
 * this is a pass over everything.
 */
export const readMerges = async (zip: Zip, sheet: string): Promise<Merges> => {
  const merges = new Merges()
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of zip.bytes(sheet, MAX_SHEET)) {
    const bytes = Buffer.concat([rest, chunk])
    if (bytes.includes('mergeCell')) for (const [, reference] of bytes.toString('latin1').matchAll(MERGE)) merges.add(reference ?? '')
    rest = begun(bytes)
  }
  return merges
}

/** The rows that say something, in order, a batch for each piece of the file. */
export async function* readSheet(zip: Zip, workbook: Workbook, merges: Merges): AsyncGenerator<ReadonlyArray<SheetRow>> {
  merges.sort()
  const rows = new Rows(workbook, merges)
  for await (const _ of readXml(zip, workbook.sheet, MAX_SHEET, rows)) if (rows.done.length > 0) yield rows.done.splice(0)
}
