/** Workbooks made to harm, and those that are none: each is refused in one word, in bounded memory. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import JSZip from 'jszip'
import { afterAll, describe, expect, test } from 'vitest'
import { FILES } from '../file/files.js'
import * as B from './book.spec.js'
import { openXlsx } from './openXlsx.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-xlsx-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const [pegawai] = FILES
let files = 0

/** How many rows were read, or what it was refused with. */
const read = async (bytes: Uint8Array | string): Promise<unknown> => {
  const path = join(dir, `${++files}.xlsx`)
  writeFileSync(path, bytes)
  if (pegawai === undefined) throw new Error('no files')
  const opened = await openXlsx(pegawai, path, () => undefined)
  if (E.isLeft(opened)) return opened.left.tag === 'fault' ? opened.left.fault : opened.left.tag
  let rows = 0
  for await (const batch of opened.right.rows()) {
    if (E.isLeft(batch)) return batch.left
    rows += batch.right.length
  }
  return rows
}

const HEAD = B.row(...['nip', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'jenis_pegawai', 'tmt_masuk', 'pendidikan', 'unor_id'].map(B.text))
const good = (): Promise<Uint8Array> => B.book({ sheet: B.sheet(HEAD + B.row(B.text('x'))) })
const refused = (code: string, line: number | null = null) => ({ code, line })

/** Growth of memory while `work` runs, in bytes. */
const growth = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage.rss()
  await work()
  return process.memoryUsage.rss() - before
}
const BOUND = 150_000_000

describe('what is no workbook', () => {
  test('text, nothing, another archive, no sheet', async () => {
    expect(await read('nip,nama\n')).toEqual(refused('NOT_XLSX'))
    expect(await read('')).toEqual(refused('NOT_XLSX'))
    expect(await read(await new JSZip().file('a.txt', 'a').generateAsync({ type: 'uint8array' }))).toEqual(refused('NOT_XLSX'))
    expect(await read(await B.book({ sheet: '', workbook: B.workbook('') }))).toEqual(refused('NOT_XLSX'))
    expect(await read(await B.book({ sheet: '', workbook: B.workbook('<sheet name="c" r:id="rId5"/>') }))).toEqual(refused('NOT_XLSX'))
  })

  test('a sheet that is named and not there', async () => {
    expect(await read(await B.book({ sheet: '', workbook: B.workbook('<sheet name="d" r:id="rId2"/>') }))).toEqual(refused('XLSX_DAMAGED'))
  })

  test('the format of before 2007, and a password', async () => {
    expect(await read(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]))).toEqual(refused('XLSX_PROTECTED'))
    const bytes = Buffer.from(await good())
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) bytes[at + 8] = 1
    expect(await read(bytes)).toEqual(refused('XLSX_PROTECTED'))
  })

  test('a file that is not there', async () => {
    if (pegawai === undefined) throw new Error('no files')
    expect(await openXlsx(pegawai, join(dir, 'none.xlsx'), () => undefined)).toEqual(E.left({ tag: 'fault', fault: refused('UNREADABLE') }))
  })
})

describe('what is damaged', () => {
  test('an archive cut short anywhere, or with a byte changed, is never read as if it were whole', async () => {
    const whole = await good()
    expect(await read(whole)).toBe(1)
    for (let i = 1; i < 10; i++)
      expect(['XLSX_DAMAGED', 'NOT_XLSX']).toContain(Object.values(Object(await read(whole.slice(0, (whole.length * i) / 10))))[0])
    for (let i = 0; i < 40; i++) {
      const changed = whole.slice()
      const at = Math.floor((whole.length * i) / 40)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      const answer = await read(changed)
      if (typeof answer === 'number') expect(answer).toBe(1)
      else expect(answer === 'missing' || Object.hasOwn(Object(answer), 'code')).toBe(true)
    }
  })

  test.each([
    ['XML that ends early', '<worksheet><sheetData>'],
    ['rows out of order', B.sheet(`${HEAD.replace('<row>', '<row r="5">')}<row r="4"/>`)],
    ['cells out of order', B.sheet('<row><c r="B1"/><c r="A1"/></row>')],
    ['a place that is none', B.sheet('<row><c r="1A"/></row>')],
    ['a row beyond the last', B.sheet('<row r="1048577"/>')],
    ['an entity of its own', B.sheet('<row><c t="str"><v>&x;</v></c></row>')],
  ])('%s', async (_, sheet) => {
    expect(await read(await B.book({ sheet }))).toMatchObject({ code: 'XLSX_DAMAGED' })
  })

  test('bytes that are no UTF-8, and a header that lies about sizes', async () => {
    expect(
      await read(await B.book({ sheet: '', parts: { 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0x61, 0x3e, 0xe9, 0x3c]) } })),
    ).toEqual(refused('NOT_UTF8'))
    const bytes = Buffer.from(await good())
    const name = bytes.lastIndexOf('xl/worksheets/sheet1.xml')
    bytes.writeUInt32LE(10, name - 46 + 24)
    expect(await read(bytes)).toEqual(refused('XLSX_DAMAGED'))
  })

  test('two parts of one name', async () => {
    const bytes = Buffer.from(await B.book({ sheet: B.sheet(HEAD), parts: { 'xl/worksheets/sheet9.xml': 'x' } }))
    for (let at = bytes.indexOf('sheet9.xml'); at >= 0; at = bytes.indexOf('sheet9.xml')) bytes.write('sheet1.xml', at)
    expect(await read(bytes)).toEqual(refused('XLSX_DAMAGED'))
  })
})

describe('what is meant to grow', () => {
  test('entities that name entities', async () => {
    const laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    expect(await read(await B.book({ sheet: laughs + B.sheet(HEAD) }))).toEqual(refused('XLSX_WITH_DTD'))
    expect(await read(await B.book({ sheet: B.sheet(HEAD), workbook: laughs + B.workbook(B.ONE_SHEET) }))).toEqual(refused('XLSX_WITH_DTD'))
    const outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
    expect(await read(await B.book({ sheet: outside + B.sheet(HEAD) }))).toEqual(refused('XLSX_WITH_DTD'))
  })

  test('a part that unpacks to a thousand times its size, in the sheet and in the texts', async () => {
    const zeros = Buffer.alloc(16_000_000, ' ')
    const inSheet = await B.book({ sheet: '', parts: { 'xl/worksheets/sheet1.xml': zeros } })
    const inTexts = await B.book({ sheet: B.sheet(HEAD), parts: { 'xl/sharedStrings.xml': zeros } })
    expect(await growth(async () => expect(await read(inSheet)).toEqual(refused('XLSX_TOO_LARGE')))).toBeLessThan(BOUND)
    expect(await growth(async () => expect(await read(inTexts)).toEqual(refused('XLSX_TOO_LARGE')))).toBeLessThan(BOUND)
  })

  test('more parts than any workbook has', async () => {
    const bytes = Buffer.from(await good())
    const end = bytes.lastIndexOf('PK\u0005\u0006')
    bytes.writeUInt16LE(10_001, end + 10)
    expect(await read(bytes)).toEqual(refused('XLSX_TOO_LARGE'))
  })

  test('one long text said a hundred thousand times', async () => {
    const rows = HEAD + '<row><c t="s"><v>0</v></c></row>'.repeat(100_000)
    const bytes = await B.book({ texts: `<si><t>${'x'.repeat(30_000)}</t></si>`, sheet: B.sheet(rows) })
    expect(await growth(async () => expect(await read(bytes)).toMatchObject({ code: 'XLSX_TOO_LARGE' }))).toBeLessThan(BOUND)
  })

  test('a cell longer than a spreadsheet allows, a row wider than any of ours', async () => {
    const long = 'x'.repeat(32_768)
    expect(await read(await B.book({ sheet: B.sheet(HEAD + B.row(B.text(long))) }))).toEqual(refused('ROW_TOO_LONG', 2))
    expect(await read(await B.book({ sheet: B.sheet(HEAD), texts: `<si><t>${long}</t></si>` }))).toEqual(refused('ROW_TOO_LONG'))
    expect(await read(await B.book({ sheet: B.sheet(HEAD + B.row(B.number(`1${'0'.repeat(390)}`))) }))).toBe(1)
    expect(await read(await B.book({ sheet: B.sheet(HEAD + B.row(B.text(long.slice(1)))) }))).toBe(1)
    const wide = B.row(...Array.from({ length: 5_000 }, () => B.text('x')))
    expect(await read(await B.book({ sheet: B.sheet(HEAD + wide) }))).toEqual(refused('ROW_TOO_LONG', 2))
  })

  test('two hundred thousand empty cells are nothing', async () => {
    const cells = Array.from({ length: 2_000 }, (_, column) => B.letters(column))
    const rows = Array.from(
      { length: 100 },
      (_, i) => `<row r="${i + 2}">${cells.map((c) => `<c r="${c}${i + 2}" s="1"/>`).join('')}</row>`,
    ).join('')
    const bytes = await B.book({ sheet: B.sheet(HEAD + rows + B.row(B.text('x'))) })
    expect(await growth(async () => expect(await read(bytes)).toBe(1))).toBeLessThan(BOUND)
  })

  test('macros and other parts are not looked at', async () => {
    const parts = { 'xl/vbaProject.bin': Buffer.alloc(9_000_000), 'xl/media/image1.png': 'no picture', '../../etc/passwd': 'x' }
    expect(await read(await B.book({ sheet: B.sheet(HEAD + B.row(B.text('x'))), parts }))).toBe(1)
  })
})
