import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office, type Table } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI } from './rows.spec.js'

const OLD = '199009052023212901'
const NEW = '199009052024032902'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const table = (header: string, ...rows: ReadonlyArray<string>): Table => [header, ...rows].map((line) => line.split('|'))
const pegawai = (...rows: ReadonlyArray<string>) =>
  table('nip|nama|tanggal_lahir|jenis_kelamin|jenis_pegawai|tmt_masuk|pendidikan|unor_id|nip_lama', ...rows)
const oldRow = `${OLD}|Contoh Tiga|1990-09-05|P|PPPK|2023-01-01|S1|U1|`
const newRow = (earlier = OLD) => `${NEW}|Contoh Tiga|1990-09-05|P|CPNS|2024-03-01|S1|U2|${earlier}`
const mentor = `${ANI}|Contoh|1985-04-12|P|PNS|2010-03-01|S1|U1|`

const facts = {
  pemberhentian: R.pemberhentian(`${OLD}|diberhentikan|2024-02-01|K1|2024-01-15`),
  golongan: R.golongan(R.rank(OLD, 'III/a', '2023-04-01'), R.rank(NEW, 'III/b', '2024-03-01'), R.rank(NEW, 'III/a', '2024-04-01')),
  program: R.program('P1|Contoh|teknis|20'),
  angkatan: R.angkatan('P1|A|2023-05-01|2023-05-03', 'P1|B|2024-02-10|2024-02-12', 'P1|C|2024-05-01|2024-05-03'),
  peserta: R.peserta(`A|${NEW}|hadir|20|`, `B|${NEW}|hadir|20|`, `C|${NEW}|hadir|20|`, `C|${OLD}|hadir|20|`),
  rating: R.rating(`C|${OLD}|4|4|4|4|4`, `A|${OLD}|4|4|4|4|4`),
  mentoring: R.mentoring(`M1|${OLD}|${NEW}|2024-05-05|60`, `M2|${ANI}|${OLD}|2024-05-05|60`),
  penilaian: R.penilaian(`${NEW}|2024|2024-03-01|2024-12-31|2|2||${OLD}|2025-01-10`),
}

const ofOne = {
  'golongan 1': 'rejected NOT_FOR_PPPK nip',
  'golongan 3': 'warned RANK_NOT_RISING',
  'peserta 2': 'rejected AFTER_EXIT nip',
  'mentoring 1': 'rejected SELF_MENTORING nip_mentee',
  'penilaian 1': 'rejected SELF_APPRAISAL nip_penilai',
}

// The order in which streams are judged changes with the lookup key: several are tried.
test.each([1, 2, 3, 4])('rows of two numbers are judged as those of one person, whichever stream comes first (%i)', async () => {
  const { verdicts, result } = await office.hand({ pegawai: pegawai(newRow(), mentor, oldRow), ...facts })
  expect(verdicts).toEqual(ofOne)
  // The link is no event of its own.
  expect(result.events).toBe(3 + 1 + 2 + 1 + 3 + 3 + 2 + 1)
  const again = await office.hand({ pegawai: pegawai(oldRow, mentor, newRow()) })
  expect(again.result.events).toBe(0)
})

test.each([1, 2, 3])('grades rise over all numbers of a person (%i)', async () => {
  const wrong = '198504132010032904'
  const { verdicts } = await office.hand({
    pegawai: pegawai(`${wrong}|A|1985-04-13|P|PNS|2010-03-01|S1|U1|${ANI}`, mentor),
    golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01'), R.rank(wrong, 'III/a', '2014-04-01')),
  })
  expect(verdicts).toEqual({ 'golongan 2': 'warned RANK_NOT_RISING' })
})

test('a number that nobody knows, or one’s own, joins nothing until its row comes', async () => {
  const early = { program: facts.program, angkatan: facts.angkatan, peserta: R.peserta(`A|${NEW}|hadir|20|`) }
  const first = await office.hand({ pegawai: pegawai(newRow()), ...early })
  expect(first.verdicts).toEqual({ 'peserta 1': 'rejected BEFORE_APPOINTMENT nip' })
  const own = await office.hand({ pegawai: pegawai(newRow(NEW)) }, { reason: 'Contoh' })
  expect(own.verdicts).toEqual({ 'pegawai 1': 'correction' })
  const named = await office.hand({ pegawai: pegawai(newRow()) }, { reason: 'Contoh' })
  expect(named.verdicts).toEqual({ 'pegawai 1': 'correction' })
  const joined = await office.hand({ pegawai: pegawai(oldRow), peserta: early.peserta })
  expect(joined.verdicts).toEqual({})
})

test('a naming row that is corrected or taken out joins nobody any more', async () => {
  await office.hand({ pegawai: pegawai(newRow(), oldRow), program: facts.program, angkatan: facts.angkatan })
  const apart = await office.hand({ pegawai: pegawai(newRow('')), peserta: R.peserta(`A|${NEW}|hadir|20|`) }, { reason: 'Contoh' })
  expect(apart.verdicts).toEqual({ 'pegawai 1': 'correction SAME_PERSON', 'peserta 1': 'rejected BEFORE_APPOINTMENT nip' })
})

test('service under a number ends with the next one, also where nobody wrote that it did', async () => {
  const { verdicts } = await office.hand({
    pegawai: pegawai(newRow(), oldRow),
    pemberhentian: R.pemberhentian(`${NEW}|diberhentikan|2025-01-01|K2|2024-12-01`, `${OLD}|diberhentikan|2024-06-01|K1|2024-05-15`),
    program: facts.program,
    angkatan: R.angkatan('P1|D|2024-07-01|2024-07-03', 'P1|E|2025-07-01|2025-07-03'),
    peserta: R.peserta(`D|${OLD}|hadir|20|`, `E|${OLD}|hadir|20|`),
  })
  expect(verdicts).toEqual({ 'peserta 2': 'rejected AFTER_EXIT nip' })
})
