/** Workbooks made part by part, so that tests can make what no spreadsheet would. No test stands in this file. */
import JSZip from 'jszip'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** `A`, `B`, ... `AA`, from 0. */
export const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

export const text = (words: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(words)}</t></is></c>`
export const number = (value: string | number, style = 0): string => `<c s="${style}"><v>${value}</v></c>`
export const row = (...cells: ReadonlyArray<string>): string => `<row>${cells.join('')}</row>`
export const sheet = (rows: string, after = ''): string => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`

/** Styles 0 to 5: General, day (built in), day (own), `000`, percent, time. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 164, 165, 9, 20].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

export interface Book {
  readonly sheet: string
  readonly texts?: string
  readonly workbook?: string
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

export const workbook = (sheets: string, properties = ''): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${sheets}</sheets></workbook>`

export const ONE_SHEET = '<sheet name="Data" sheetId="1" r:id="rId1"/>'

const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`
const relations = (...all: ReadonlyArray<string>): string => `<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`

export const book = async (made: Book): Promise<Uint8Array> => {
  const zip = new JSZip()
  const parts: Readonly<Record<string, string | Uint8Array>> = {
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': made.workbook ?? workbook(ONE_SHEET),
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'worksheet', '/xl/worksheets/sheet2.xml'),
      relation('rId3', 'styles', 'styles.xml'),
      relation('rId4', 'sharedStrings', 'sharedStrings.xml'),
      relation('rId5', 'chartsheet', 'chartsheets/sheet1.xml'),
    ),
    'xl/worksheets/sheet1.xml': made.sheet,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': `<?xml version="1.0"?>\n<sst xmlns="${MAIN}">${made.texts ?? ''}</sst>`,
    ...made.parts,
  }
  for (const [name, content] of Object.entries(parts)) zip.file(name, content)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}
