import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileDef } from '../file/FileDef.js'
import { FILES } from '../file/files.js'
import { Records } from './Records.js'
import { swallowing } from './swallowed.js'

const defOf = (file: string): FileDef => {
  const found = FILES.find(({ name }) => name === file)
  if (found === undefined) throw new Error(file)
  return found
}

/** Reads rows below a header with these columns, in this order. */
const read = (file: string, columns: ReadonlyArray<string>, text: string, delimiter: ',' | ';' = ',') => {
  const places = new Map(columns.map((column, place) => [column, place]))
  const records = new Records(delimiter, swallowing(defOf(file), places, delimiter))
  const out: string[][] = []
  const fault = records.push(text, out) ?? records.end(out)
  return { out, fault }
}

const PEGAWAI = ['nip', 'nama', 'tanggal_lahir', 'jenis_kelamin', 'jenis_pegawai', 'tmt_masuk', 'pendidikan', 'unor_id', 'unor_nama']
const person = (n: number): ReadonlyArray<string> => [
  `198504122010032${901 + n}`,
  `Contoh ${n}`,
  '12-04-1985',
  'P',
  'PNS',
  '01-03-2010',
  'S1',
  'U.01',
  n % 3 === 0 ? '' : 'Dinas A',
]
const lineOf = (cells: ReadonlyArray<string>): string => `${cells.join(',')}\n`

test('a stray quote that swallows 1,269 people is found, and its line is named', () => {
  const rows = Array.from({ length: 1_300 }, (_, n) => [...person(n % 99)])
  rows[9] = rows[9]?.with(1, '"Contoh') ?? []
  rows[1_278] = rows[1_278]?.with(1, 'Contoh "A"') ?? []
  const text = rows.map(lineOf).join('')
  expect(read('pegawai', PEGAWAI, text)).toMatchObject({ fault: { code: 'QUOTE_STRAY', line: 10 } })
})

test('wherever two quotes are put, no row is swallowed without a word', () => {
  const quote = fc.record({ row: fc.nat({ max: 7 }), cell: fc.nat({ max: 8 }), at: fc.constantFrom('start', 'middle', 'end') })
  fc.assert(
    fc.property(fc.uniqueArray(quote, { minLength: 1, maxLength: 2 }), fc.boolean(), (quotes, alsoQuoted) => {
      const rows = Array.from({ length: 8 }, (_, n) => [...person(n)])
      // Some cells of a real file are in quotes rightly.
      if (alsoQuoted) for (const row of rows) row[7] = `"${row[7] ?? ''}"`
      for (const { row, cell, at } of quotes) {
        const cells = rows[row] ?? []
        const text = cells[cell] ?? ''
        cells[cell] = at === 'start' ? `"${text}` : at === 'end' ? `${text}"` : `${text.slice(0, 2)}"${text.slice(2)}`
      }
      const { out, fault } = read('pegawai', PEGAWAI, rows.map(lineOf).join(''))
      if (fault === null) expect(out.length).toBe(8)
    }),
    { numRuns: 1_000 },
  )
})

test('a comment of several lines stays one cell, whatever it says and wherever its column stands', () => {
  const RATING = ['kode_angkatan', 'nip', 'materi', 'metode', 'narasumber', 'sarana', 'relevansi']
  const comment = fc
    .array(fc.constantFrom('bagus', 'Kurang jelas', 'S.E.', ', ', ',', ';', '\n', '\r\n', '"', ' ', '2024', 'TWK-24', '12.00', '-'), {
      maxLength: 60,
    })
    .map((words) => words.join(''))
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(
      fc.array(comment, { minLength: 1, maxLength: 4 }),
      fc.nat({ max: 7 }),
      fc.constantFrom(',' as const, ';' as const),
      fc.boolean(),
      (comments, place, delimiter, all) => {
        const columns = RATING.toSpliced(place, 0, 'komentar')
        const rows = comments.map((text, n) => [`TWK-${n}`, `19850412201003290${n}`, '5', '4', '3', '5', '1'].toSpliced(place, 0, text))
        const text = rows.map((row) => `${row.map((cell, i) => (all || i === place ? quoted(cell) : cell)).join(delimiter)}\r\n`).join('')
        expect(read('rating', columns, text, delimiter)).toEqual({ out: rows, fault: null })
      },
    ),
    { numRuns: 1_000 },
  )
})

test('rows are known where cells at their end are missing, and in every file', () => {
  for (const def of FILES) {
    const required = def.columns.filter((column) => column.required).map(({ name }) => name)
    const known: Readonly<Record<string, string>> = {
      nip: '198504122010032901',
      tahun: '2024',
      jp: '20',
      mulai: '01-01-2024',
      tanggal: '01-01-2024',
    }
    // A cell that is what its column asks for, whatever that is.
    const right = (column: string): string => {
      const { cell } = def.columns.find(({ name }) => name === column) ?? def.columns[0] ?? { cell: null }
      const tries = [known[column] ?? '', '198504122010032901', '01-01-2024', '3', 'III/b', '2024', ...VALUES]
      return tries.find((each) => each !== '' && cell?.read(each).ok === true) ?? 'x'
    }
    const row = required.map(right).join(',')
    const spanning = `${required.map((column, i) => (i === 0 ? '"x' : right(column))).join(',')}\n${row}\n${row}\n${row}"\n`
    expect([def.name, read(def.name, [...required, 'lain', 'lagi'], spanning).fault?.code]).toEqual([def.name, 'QUOTE_STRAY'])
  }
})

const VALUES = ['P', 'PNS', 'S1', 'pensiun', 'D', 'pelaksana', 'Y', 'teknis', 'disetujui', 'hadir', 'R', 'siap_kini', 'diusulkan', 'pagu']
