/** A named example for every code that needs more than one cell. */
import { Actor, AgencyCode, careerStream, EmployeeNumber, type SealedDraft } from '@jejak/core'
import { noStream } from '@jejak/eventstore'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI, NOBODY } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
const courses = {
  program: R.program('P|Contoh|teknis|20'),
  angkatan: R.angkatan('P|A1|2024-06-01|2024-06-03', 'P|A2|2009-01-01|2009-01-02'),
}

test('PERSON_UNKNOWN: a fact of someone without an accepted pegawai row; appraisers too', async () => {
  const { verdicts } = await office.hand({
    pegawai: R.pegawai(R.person(ANI), R.person(BUDI, { sex: 'X' })),
    golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01'), R.rank(BUDI, 'III/a', '2010-03-01'), R.rank(NOBODY, 'III/a', '2010-03-01')),
    penilaian: R.penilaian(`${ANI}|2024|2024-01-01|2024-12-31|2|2|B|${NOBODY}|2025-01-10`),
  })
  expect(verdicts).toEqual({
    'pegawai 2': 'rejected VALUE_INVALID jenis_kelamin',
    'golongan 2': 'rejected PERSON_UNKNOWN nip',
    'golongan 3': 'rejected PERSON_UNKNOWN nip',
    'penilaian 1': 'rejected PERSON_UNKNOWN nip_penilai',
  })
})

test('PERSON_UNKNOWN: someone imported before is known', async () => {
  await office.hand({ pegawai: R.pegawai(R.person(ANI)) })
  const { verdicts } = await office.hand({ pegawai: R.pegawai(), golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01')) })
  expect(verdicts).toEqual({})
})

test('REFERENCE_UNKNOWN: a rejected program takes its cohorts along, and their participants', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    program: R.program('P|Contoh|teknis|20', 'Q|Contoh|dongeng|20'),
    angkatan: R.angkatan('P|A1|2024-06-01|2024-06-03', 'Q|A2|2024-06-01|2024-06-03'),
    peserta: R.peserta(`A1|${ANI}|hadir|20|`, `A2|${ANI}|hadir|20|`),
    peta_jabatan: R.petaJabatan('U1|J1|Kepala|pengawas|1|Y'),
    suksesi: R.suksesi(`U1|J1|${ANI}|siap_kini|diusulkan|2024-01-01`, `U2|J1|${ANI}|siap_kini|diusulkan|2024-01-01`),
  })
  expect(verdicts).toEqual({
    'program 2': 'rejected VALUE_INVALID jenis',
    'angkatan 2': 'rejected REFERENCE_UNKNOWN kode_program',
    'peserta 2': 'rejected REFERENCE_UNKNOWN kode_angkatan',
    'suksesi 2': 'rejected REFERENCE_UNKNOWN jabatan_id',
  })
})

test('DUPLICATE_IN_FILE: the first row of a key that was not rejected stands; the same again is known', async () => {
  const { verdicts, result } = await office.hand({
    pegawai: R.pegawai(
      R.person(ANI, { birth: '1985-13-12' }),
      R.person(ANI, { name: 'Satu' }),
      R.person(ANI, { name: ' Satu ' }),
      R.person(ANI, { name: 'Dua' }),
    ),
  })
  expect(verdicts).toEqual({
    'pegawai 1': 'rejected DATE_INVALID tanggal_lahir',
    'pegawai 3': 'known',
    'pegawai 4': 'rejected DUPLICATE_IN_FILE nip',
  })
  expect(result.events).toBe(1)
})

test('DUPLICATE_IN_FILE: mentoring of two mentees under one key', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    mentoring: R.mentoring(`M1|${ANI}|${BUDI}|2024-01-05|60`, `M1|${ANI}|${CICI}|2024-01-05|60`, `M1|${ANI}|${BUDI}|2024-01-05|60`),
  })
  expect(verdicts).toEqual({ 'mentoring 2': 'rejected DUPLICATE_IN_FILE pasangan_id', 'mentoring 3': 'known' })
})

test('BEFORE_APPOINTMENT and AFTER_EXIT: entry counts in, exit counts out, mentors too, appraisers not', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    pemberhentian: R.pemberhentian(`${BUDI}|pensiun|2024-05-01|SK|2024-04-01`, `${CICI}|pensiun|2010-02-28|SK|2010-01-01`),
    golongan: R.golongan(
      R.rank(ANI, 'III/a', '2010-02-28'),
      R.rank(ANI, 'III/a', '2010-03-01'),
      R.rank(BUDI, 'III/a', '2024-04-30'),
      R.rank(BUDI, 'III/b', '2024-05-01'),
    ),
    ...courses,
    peserta: R.peserta(`A1|${BUDI}|tidak_hadir||waktu`, `A2|${ANI}|tidak_hadir||waktu`),
    mentoring: R.mentoring(`M1|${BUDI}|${ANI}|2024-05-01|60`),
    penilaian: R.penilaian(`${ANI}|2024|2024-01-01|2024-12-31|2|2|B|${BUDI}|2025-01-10`),
  })
  expect(verdicts).toEqual({
    'pemberhentian 2': 'rejected BEFORE_APPOINTMENT nip',
    'golongan 1': 'rejected BEFORE_APPOINTMENT nip',
    'golongan 3': 'warned TMT_NOT_FIRST',
    'golongan 4': 'rejected AFTER_EXIT nip',
    'peserta 1': 'rejected AFTER_EXIT nip',
    'peserta 2': 'rejected BEFORE_APPOINTMENT nip',
    'mentoring 1': 'rejected AFTER_EXIT nip_mentor',
  })
})

test('HOURS_ABOVE_PROGRAM and NOT_ATTENDED', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    ...courses,
    peserta: R.peserta(`A1|${ANI}|hadir|20|`, `A1|${BUDI}|hadir|21|`, `A1|${CICI}|mundur||sakit`),
    rating: R.rating(`A1|${ANI}|5|4|3|2|1`, `A1|${BUDI}|5|4|3|2|1`, `A1|${CICI}|5|4|3|2|1`),
  })
  expect(verdicts).toEqual({
    'peserta 2': 'rejected HOURS_ABOVE_PROGRAM jam_hadir',
    'rating 2': 'rejected NOT_ATTENDED nip',
    'rating 3': 'rejected NOT_ATTENDED nip',
  })
})

test('SELF_MENTORING and ENDS_BEFORE_START', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    program: R.program('P|Contoh|teknis|20'),
    angkatan: R.angkatan('P|A1|2024-06-03|2024-06-01', 'P|A2|2024-06-03|2024-06-03'),
    izin: R.izin(`A2|${ANI}|2024-05-02|disetujui|2024-05-01|`),
    mentoring: R.mentoring(`M1|${ANI}|${ANI}|2024-01-05|60`),
    penilaian: R.penilaian(`${ANI}|2024|2024-12-31|2024-01-01|2|2||${BUDI}|2025-01-10`),
  })
  expect(verdicts).toEqual({
    'angkatan 1': 'rejected ENDS_BEFORE_START selesai',
    'izin 1': 'rejected ENDS_BEFORE_START tanggal_putus',
    'mentoring 1': 'rejected SELF_MENTORING nip_mentee',
    'penilaian 1': 'rejected ENDS_BEFORE_START periode_akhir',
  })
})

test('REASON_MISSING: other content of a key that is in needs a reason', async () => {
  await office.hand({ pegawai: people })
  const changed = { pegawai: R.pegawai(R.person(ANI, { name: 'Lain' })) }
  expect((await office.hand(changed)).verdicts).toEqual({ 'pegawai 1': 'rejected REASON_MISSING nip' })
  const { verdicts, result } = await office.hand(changed, { reason: 'surat ralat' })
  expect(verdicts).toEqual({ 'pegawai 1': 'correction' })
  expect(result.events).toBe(1)
})

test('BIRTHDATE_DIFFERS, SEX_DIFFERS and AGE_AT_ENTRY add up; none is counted again', async () => {
  const files = {
    pegawai: R.pegawai(
      R.person(ANI, { birth: '1985-04-13', sex: 'L' }),
      R.person(BUDI, { entry: '2003-04-11' }),
      R.person(CICI, { entry: '2026-04-11' }),
    ),
  }
  const { verdicts, result } = await office.hand(files)
  // 17 years on the day before the birthday; 40 years up to the day before the 41st.
  expect(verdicts).toEqual({ 'pegawai 1': 'warned BIRTHDATE_DIFFERS SEX_DIFFERS', 'pegawai 2': 'warned AGE_AT_ENTRY' })
  expect(result.files.pegawai?.codes).toEqual({ AGE_AT_ENTRY: 1, BIRTHDATE_DIFFERS: 1, SEX_DIFFERS: 1 })
  expect((await office.hand(files)).result.files.pegawai).toMatchObject({ known: 3, warned: 0, codes: {} })
})

test('PREDICATE_DIFFERS: the matrix wins and the source is kept', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    penilaian: R.penilaian(
      `${ANI}|2024|2024-01-01|2024-12-31|2|2|SB|${BUDI}|2025-01-10`,
      `${BUDI}|2024|2024-01-01|2024-12-31|1|3|K|${ANI}|2025-01-10`,
      `${CICI}|2024|2024-01-01|2024-12-31|3|1||${ANI}|2025-01-10`,
    ),
  })
  expect(verdicts).toEqual({ 'penilaian 1': 'warned PREDICATE_DIFFERS' })
  const appraised = (await office.facts())
    .filter(({ type }) => type === 'Appraised')
    .map(({ data }) => [data['predicate'], data['sourcePredicate']])
  expect(appraised.sort()).toEqual([
    ['B', 'SB'],
    ['BP', null],
    ['K', null],
  ])
})

test('RANK_NOT_RISING: the later of two ranks that do not rise, whichever row came first, also against what is in', async () => {
  await office.hand({ pegawai: people, golongan: R.golongan(R.rank(ANI, 'III/b', '2014-04-01')) })
  const { verdicts } = await office.hand({
    pegawai: R.pegawai(),
    golongan: R.golongan(
      R.rank(ANI, 'III/c', '2018-04-01'),
      R.rank(ANI, 'III/a', '2010-03-01'),
      R.rank(ANI, 'III/d', '2016-04-01'),
      R.rank(ANI, 'III/d', '2020-04-01'),
      R.rank(ANI, 'III/b', '2015-04-01'),
      R.rank(ANI, 'IV/a', '2024-04-01'),
      R.rank(ANI, 'IV/b', '2022-04-01'),
    ),
  })
  expect(verdicts).toEqual({
    'golongan 1': 'warned RANK_NOT_RISING',
    'golongan 5': 'warned RANK_NOT_RISING',
    'golongan 6': 'warned RANK_NOT_RISING',
  })
})

test('SENIORITY_OF_MENTOR: the mentor entered later', async () => {
  const { verdicts } = await office.hand({
    pegawai: R.pegawai(R.person(ANI), R.person(BUDI, { entry: '2012-03-01' })),
    mentoring: R.mentoring(`M1|${BUDI}|${ANI}|2024-01-05|60`, `M2|${ANI}|${BUDI}|2024-01-05|60`),
  })
  expect(verdicts).toEqual({ 'mentoring 1': 'warned SENIORITY_OF_MENTOR' })
})

test('PERSON_ERASED: a number that was erased is refused, as a person and as a mentor', async () => {
  await office.hand({ pegawai: people })
  const number = right(EmployeeNumber.decode(BUDI))
  const stream = careerStream(office.vault.careerId(number))
  const end = right(await office.events.ends([stream])()).get(stream) ?? noStream
  const id = office.vault.eventId('erased', BUDI)
  const erased: SealedDraft = {
    id,
    type: 'PersonErased',
    schema: 1,
    data: {},
    sealed: null,
    meta: {
      agency: right(AgencyCode.decode('uji')),
      ground: { kind: 'noted', actor: right(Actor.decode('jejak')) },
      correlationId: id,
      causationId: id,
    },
  }
  right(await office.events.append(stream, end, [erased])())
  const { verdicts } = await office.hand({
    pegawai: people,
    mentoring: R.mentoring(`M1|${BUDI}|${ANI}|2024-01-05|60`),
  })
  expect(verdicts).toEqual({
    'pegawai 1': 'known',
    'pegawai 2': 'rejected PERSON_ERASED nip',
    'pegawai 3': 'known',
    'mentoring 1': 'rejected PERSON_ERASED nip_mentor',
  })
})
