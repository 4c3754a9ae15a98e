/** Rows that were rejected or warned: found again at the terminal, in JSON and in files. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, describe, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { jejak, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
afterAll(forget)

const HEADER = 'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id'
const nipOf = (n: number): string => `198504122010032${901 + n}`

let made = 0
/** A folder with these rows of pegawai. */
const folder = (...rows: ReadonlyArray<string>): string => {
  const path = join(dir, `files-${++made}`)
  mkdirSync(path)
  writeFileSync(join(path, 'pegawai.csv'), `${[HEADER, ...rows].join('\n')}\n`)
  return path
}
const person = (n: number, { birth = '1985-04-12', education = 'S1', name = 'Contoh' } = {}): string =>
  `${nipOf(n)},${name},${birth},P,PNS,2010-03-01,${education},U.01`
const imported = (files: string, ...more: ReadonlyArray<string>) =>
  here(['import', files, '--agency', 'uji', '--home', join(dir, `home-${made}`), ...more])

describe('rows to look at', () => {
  it('are printed as JSON with their values, one entry a code', async () => {
    const files = folder(person(0, { birth: '1985-04-13' }), person(1), person(2, { education: 'S9' }))
    const { code, out } = await imported(files, '--rows', '--format', 'json')
    expect(code).toBe(0)
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ agency: 'uji', events: 2, files: { pegawai: { rows: 3, warned: 1, rejected: 1 } } })
    expect(answer.verdicts).toEqual([
      {
        ...{ file: 'pegawai', row: 1, verdict: 'warned', code: 'BIRTHDATE_DIFFERS', column: 'tanggal_lahir', value: '1985-04-13' },
        ...{ advice: expect.stringContaining('BKN'), owner: 'bkn' },
      },
      {
        ...{ file: 'pegawai', row: 3, verdict: 'rejected', code: 'VALUE_INVALID', column: 'pendidikan', value: 'S9' },
        ...{ advice: expect.stringContaining('list'), owner: 'bkpsdm' },
      },
    ])
    const again = JSON.parse((await imported(files, '--format', 'json')).out)
    expect(again).not.toHaveProperty('verdicts')
    expect(JSON.parse((await imported(folder(person(0)), '--rows', '--format', 'json')).out).verdicts).toEqual([])
  })

  it('are none where a correction was warned about, which is counted all the same', async () => {
    const args = ['--agency', 'uji', '--home', join(dir, 'corrected'), '--reason', 'letter 1', '--rows', '--format', 'json']
    await here(['import', folder(person(1)), ...args])
    const { out } = await here(['import', folder(person(1, { birth: '1985-04-13' })), ...args])
    expect(JSON.parse(out)).toMatchObject({ files: { pegawai: { correction: 1, codes: { BIRTHDATE_DIFFERS: 1 } } }, verdicts: [] })
  })

  it('are listed at the terminal, with what stands in them only where that is asked for', async () => {
    const files = folder(person(0), `${nipOf(1)}X,Contoh,1985-04-12,P,PNS,2010-03-01,S1,U.01`)
    const plain = await imported(files, '--dry-run')
    expect(plain.out).toContain('pegawai row 2, nip: rejected, NIP_INVALID (bkpsdm)')
    expect(plain.out).not.toContain(nipOf(1))
    const rows = await imported(files, '--dry-run', '--rows')
    expect(rows.out).toContain(`pegawai row 2, nip "${nipOf(1)}X": rejected, NIP_INVALID (bkpsdm). Check`)
    expect(rows.err).toBe('')
  })

  it('are few at the terminal, with a word on how many more there are', async () => {
    const files = folder(...Array.from({ length: 57 }, (_, n) => person(n, { education: 'S9' })))
    for (const more of [[], ['--rows']]) {
      const { out } = await imported(files, '--dry-run', ...more)
      expect(out.match(/^ {2}pegawai row \d+/gm)?.length).toBe(20)
      expect(out).toContain('and 37 more')
    }
  })

  it('say nothing to a terminal but what can be seen', async () => {
    const name = 'Bu\u001b[2J\u001b]0;owned\u0007\u009b2J\u202edi'
    const files = folder(person(0, { name }), person(1, { education: `S9${name}` }))
    const outs = [await imported(files, '--rows'), await imported(files, '--rows', '--format', 'json')]
    const home = join(dir, `home-${made}`)
    for (const format of ['table', 'json', 'csv']) outs.push(await here(['report', 'staff-list', '--format', format, '--home', home]))
    outs.push(await here(['report', `staff${name}`, '--home', home]), await here(['report', 'staff-list', '--unit', name, '--home', home]))
    for (const { out, err } of outs) expect(out + err).not.toMatch(/[^\P{Cc}\t\r\n]|[\u202a-\u202e\u2066-\u2069]/u)
    const table = outs[2]?.out ?? ''
    expect(table).toContain('Bu\\u001b[2J')
    // The same name, for a program.
    expect(JSON.parse(outs[3]?.out ?? '{}').rows[0].name).toBe(name)
    const out = join(dir, 'staff.csv')
    await here(['report', 'staff-list', '--format', 'csv', '--out', out, '--home', home])
    expect(readFileSync(out, 'utf8')).toContain('Bu\\u001b[2J')
  })

  it('are harmless in a workbook as well', async () => {
    const name = 'Bu\u001b[2J\u0007di\u202e'
    const files = folder(person(0, { name }))
    await imported(files)
    const out = join(dir, 'staff.xlsx')
    const home = join(dir, `home-${made}`)
    expect((await here(['report', 'staff-list', '--format', 'xlsx', '--out', out, '--home', home])).code).toBe(0)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(out)
    const cells: unknown[] = []
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.value)))
    expect(cells).toContain('Bu\\u001b[2J\\u0007di\\u202e')
    expect(cells).toContain(nipOf(0))
  })
})

describe('units', () => {
  it('that nobody named before are listed at the end, also in a dry run', async () => {
    const first = folder(person(0))
    const home = ['--agency', 'uji', '--home', join(dir, 'units')]
    expect((await here(['import', first, ...home])).out).toContain('\nNew unit codes: U.01\n')
    expect((await here(['import', first, ...home])).out).not.toContain('New unit codes')
    const rows = Array.from({ length: 30 }, (_, n) => person(n + 1).replace('U.01', `U-${String(n).padStart(2, '0')}`))
    const later = folder(person(0), ...rows)
    for (const more of [['--dry-run'], []]) {
      const { out } = await here(['import', later, ...home, ...more])
      expect(out).toMatch(/\nNew unit codes: U-00, [^\n]*U-19 and 10 more\n/)
    }
    // A rejected row names nothing.
    const { out } = await here(['import', folder(person(40, { education: 'S9' }).replace('U.01', 'U.99')), ...home])
    expect(out).not.toContain('U.99')
  })
})

describe('a file that is none', () => {
  it('is refused in one line that says what to do, and the import ends', async () => {
    const files = folder(person(0))
    execFileSync('mkfifo', [join(files, 'golongan.csv')])
    writeFileSync(join(files, 'jabatan.csv'), Buffer.from('nip,\xe9\n', 'latin1'))
    const { code, out, err } = await jejak(['import', files, '--agency', 'uji', '--home', join(dir, `home-${made}`)])
    expect(code).toBe(1)
    expect(out).toMatch(/pegawai +\u2502 +1 +\u2502 +1/)
    expect(err).toMatch(/^jejak: [^\n]*golongan: NOT_A_FILE \([^\n]*jabatan: NOT_UTF8 in line 1 \([^\n]*CSV UTF-8[^\n]*\n$/)
  })
})
