/** The parts of a workbook that its cells are read by: which sheet, which texts, which formats. */
import { formatOf, GENERAL, type NumberFormat } from './formats.js'
import { readPart } from './readXml.js'
import { MAX_CELL, SharedStrings } from './SharedStrings.js'
import { TextOf } from './TextOf.js'
import { Unfit } from './XlsxFault.js'
import { attribute } from './Xml.js'
import type { Zip } from './Zip.js'

/** Bytes a small part (relations, workbook, styles) and the shared texts may unpack to. */
const MAX_PART = 33_554_432
const MAX_TEXTS = 536_870_912
/** Formats and sheets a workbook may name; spreadsheets stop at 64,000. */
const MAX_FORMATS = 65_536

export interface Workbook {
  /** Name of the part that holds the sheet. */
  readonly sheet: string
  readonly texts: SharedStrings
  readonly format: (style: number) => NumberFormat
  /** Days are counted from 1904, as once on other machines. */
  readonly from1904: boolean
}

interface Relation {
  readonly id: string
  /** Last part of the type's address: `worksheet`, `styles`, `sharedStrings`, ... */
  readonly kind: string
  readonly part: string
}

/** Targets are relative to the folder of the part they start from, or begin with `/`. */
const partOf = (target: string, folder: string): string => {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

const relationsOf = async (zip: Zip, part: string): Promise<ReadonlyArray<Relation>> => {
  const cut = part.lastIndexOf('/')
  const folder = part.slice(0, Math.max(cut, 0))
  const path = `${folder === '' ? '' : `${folder}/`}_rels/${part.slice(cut + 1)}.rels`
  const relations: Relation[] = []
  if (!zip.has(path)) return relations
  await readPart(zip, path, MAX_PART, {
    open: (name, tag) => {
      if (name !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return
      const kind = attribute(tag, 'Type') ?? ''
      relations.push({
        id: attribute(tag, 'Id') ?? '',
        kind: kind.slice(kind.lastIndexOf('/') + 1),
        part: partOf(attribute(tag, 'Target') ?? '', folder),
      })
    },
  })
  return relations
}

interface Listed {
  readonly relation: string
  readonly hidden: boolean
}

const sheetsOf = async (zip: Zip, part: string): Promise<{ readonly from1904: boolean; readonly listed: ReadonlyArray<Listed> }> => {
  const listed: Listed[] = []
  let from1904 = false
  await readPart(zip, part, MAX_PART, {
    open: (name, tag) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '')
      if (name === 'sheet')
        listed.push({ relation: attribute(tag, 'id') ?? '', hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible' })
    },
  })
  return { from1904, listed }
}

const formatsOf = async (zip: Zip, part: string | undefined): Promise<ReadonlyArray<NumberFormat>> => {
  const formats: NumberFormat[] = []
  if (part === undefined) return formats
  const codes = new Map<number, string>()
  let inCells = false
  await readPart(zip, part, MAX_PART, {
    open: (name, tag) => {
      if (name === 'numFmt') codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attribute(tag, 'numFmtId') ?? 0)
      formats.push(formatOf(id, codes.get(id)))
      if (formats.length > MAX_FORMATS || codes.size > MAX_FORMATS) throw new Unfit('XLSX_TOO_LARGE')
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats
}

const textsOf = async (zip: Zip, part: string | undefined): Promise<SharedStrings> => {
  const texts = new SharedStrings()
  if (part === undefined) return texts
  const text = new TextOf(MAX_CELL)
  await readPart(zip, part, MAX_TEXTS, {
    open: (name) => {
      if (name === 'si') text.begin()
      else text.open(name)
    },
    text: (piece) => text.add(piece),
    close: (name) => {
      if (name === 'si') texts.add(text.end())
      else text.close(name)
    },
  })
  return texts
}

/** The first sheet in the order of its tabs that is one of cells and is shown; where all are hidden, the first. */
const chosen = (listed: ReadonlyArray<Listed>, relations: ReadonlyArray<Relation>): string => {
  const sheets = listed.flatMap(({ relation, hidden }) => {
    const found = relations.find(({ id }) => id === relation)
    return found?.kind === 'worksheet' ? [{ part: found.part, hidden }] : []
  })
  const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
  if (sheet === undefined) throw new Unfit('NOT_XLSX')
  return sheet.part
}

export const readWorkbook = async (zip: Zip): Promise<Workbook> => {
  const part = (await relationsOf(zip, '')).find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!zip.has(part)) throw new Unfit('NOT_XLSX')
  const { from1904, listed } = await sheetsOf(zip, part)
  const relations = await relationsOf(zip, part)
  const of = (kind: string): string | undefined => relations.find((relation) => relation.kind === kind)?.part
  const sheet = chosen(listed, relations)
  const formats = await formatsOf(zip, of('styles'))
  return { sheet, texts: await textsOf(zip, of('sharedStrings')), format: (style) => formats[style] ?? GENERAL, from1904 }
}
