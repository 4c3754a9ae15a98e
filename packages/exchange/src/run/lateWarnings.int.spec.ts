import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { skeletonOf } from '../judge/spelling.js'
import { makeVault, Office, type Table } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const table = (header: string, ...rows: ReadonlyArray<string>): Table => [header, ...rows].map((line) => line.split('|'))
const HEADER = 'nip|nama|tanggal_lahir|jenis_kelamin|jenis_pegawai|tmt_masuk|pendidikan|unor_id|nip_lama'
const siti = (nip: string, { name = 'Siti Contoh', unit = 'U1', earlier = '' } = {}) =>
  `${nip}|${name}|1985-04-12|P|PNS|2010-03-01|S1|${unit}|${earlier}`

test('people of one name, birth date and sex are warned about in both rows, unless one names the other', async () => {
  const { verdicts, result } = await office.hand({
    pegawai: table(
      HEADER,
      siti(ANI),
      siti(BUDI, { name: 'SITI  contoh' }),
      siti('198504122010032904', { name: 'Dewi', earlier: '198504122010032905' }),
      siti('198504122010032905', { name: 'Dewi' }),
      siti('198504122010032906', { name: 'Rina' }),
    ),
  })
  expect(verdicts).toEqual({ 'pegawai 1': 'warned SAME_PERSON', 'pegawai 2': 'warned SAME_PERSON' })
  expect(result.files.pegawai).toMatchObject({ accepted: 3, warned: 2, codes: { SAME_PERSON: 2 } })
  expect(result.events).toBe(5)
})

test('somebody of an earlier import who is in no row is opened and compared, as corrected last; in a dry run too', async () => {
  await office.hand({ pegawai: table(HEADER, siti(ANI, { name: 'Nama Lama' })) })
  await office.hand({ pegawai: table(HEADER, siti(ANI)) }, { reason: 'letter 1' })
  const later = { pegawai: table(HEADER, siti(BUDI), siti(CICI, { name: 'Nama Lama' })) }
  for (const dryRun of [true, false]) expect((await office.hand(later, { dryRun })).verdicts).toEqual({ 'pegawai 1': 'warned SAME_PERSON' })
  // What is in already is known, and no more than that.
  expect((await office.hand(later)).verdicts).toEqual({ 'pegawai 1': 'known', 'pegawai 2': 'known' })
})

test('of codes that look alike the first row read is right, whatever is judged first', async () => {
  const { verdicts } = await office.hand({
    pegawai: table(HEADER, siti(ANI, { unit: 'U.02' }), siti(BUDI, { name: 'Dua', unit: 'u 2' })),
    // Judged before any person.
    peta_jabatan: R.petaJabatan('U-002|KABID-1|X|pelaksana|1|T', 'U.02|kabid 01|X|pelaksana|1|T', 'U.20|KABID-11|X|pelaksana|1|T'),
  })
  expect(verdicts).toEqual({
    'pegawai 2': 'warned CODE_LOOKS_LIKE',
    'peta_jabatan 1': 'warned CODE_LOOKS_LIKE',
    'peta_jabatan 2': 'warned CODE_LOOKS_LIKE',
  })
})

test('rejected rows do not count, and earlier imports come first, by their own order of rows', async () => {
  const first = await office.hand({
    pegawai: table(HEADER, siti(ANI, { unit: 'u02' }).replace('S1', 'S9'), siti(BUDI, { unit: 'U.02' })),
    peta_jabatan: R.petaJabatan('U-02|X|X|pelaksana|1|T'),
  })
  expect(first.verdicts).toEqual({ 'pegawai 1': 'rejected VALUE_INVALID pendidikan', 'peta_jabatan 1': 'warned CODE_LOOKS_LIKE' })
  const second = await office.hand({
    pegawai: table(HEADER, siti(ANI, { name: 'Satu', unit: 'U-02' }), siti(CICI, { name: 'Tiga', unit: 'U.02' })),
  })
  expect(second.verdicts).toEqual({ 'pegawai 1': 'warned CODE_LOOKS_LIKE' })
})

test('case, blanks, punctuation and leading zeros of each number make no other code, all else does', () => {
  const part = fc.constantFrom('U', 'dinas', '1', '20', '300')
  const sign = fc.constantFrom('', '.', '-', ' ', '/', '_')
  fc.assert(
    fc.property(fc.array(fc.tuple(part, sign, sign, fc.boolean(), fc.nat({ max: 2 })), { minLength: 1, maxLength: 5 }), (parts) => {
      // Between two numbers something must stand, or they are one.
      const between = (text: string): string => (text === '' ? '.' : text)
      const plain = parts.map(([text, one]) => text + between(one)).join('')
      const other = parts
        .map(([text, , two, isUpper, zeros]) => {
          const written = /^\d/.test(text) ? '0'.repeat(zeros) + text : isUpper ? text.toUpperCase() : text.toLowerCase()
          return written + between(two)
        })
        .join('')
      expect(skeletonOf(other)).toBe(skeletonOf(plain))
      expect(skeletonOf(`${plain}9`)).not.toBe(skeletonOf(plain))
    }),
  )
  expect(skeletonOf('U.10')).not.toBe(skeletonOf('U.1'))
  expect(skeletonOf('U.100')).not.toBe(skeletonOf('U.1'))
})
