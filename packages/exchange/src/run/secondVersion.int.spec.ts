import type { SealedDraft } from '@jejak/core'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FILES } from '../file/files.js'
import { makeVault, Office, type Table } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, NOBODY } from './rows.spec.js'

const PPPK = '199009052023212901'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const table = (header: string, ...rows: ReadonlyArray<string>): Table => [header, ...rows].map((line) => line.split('|'))
const people = R.pegawai(R.person(ANI), R.person(BUDI, { name: 'Contoh Dua' }), `${PPPK}|Contoh Tiga|1990-09-05|P|PPPK|2023-01-01|S1|U1`)
const masuk = (...rows: ReadonlyArray<string>) => table('nip|tmt|asal|nomor_sk|tanggal_sk', ...rows)
const posts = (...rows: ReadonlyArray<string>) =>
  table('nip|jabatan_id|jabatan_nama|jenjang|unor_id|tmt_jabatan|nomor_sk|tanggal_sk', ...rows)

test('facts of a career travel along, facts of the agency need a day in service', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    mutasi_masuk: masuk(`${ANI}|2023-01-01|Kota Contoh|M1|2022-12-01`, `${BUDI}|2023-07-01|Kota Contoh|M2|2023-06-01`),
    pemberhentian: R.pemberhentian(`${ANI}|mutasi_keluar|2021-01-01|K1|2020-12-01`),
    program: R.program('P1|Contoh|teknis|20'),
    angkatan: R.angkatan('P1|A0|2019-06-03|2019-06-05', 'P1|A1|2022-06-01|2022-06-03', 'P1|A2|2025-06-02|2025-06-04'),
    // Ranks of years spent elsewhere.
    golongan: R.golongan(R.rank(ANI, 'III/b', '2022-04-01'), R.rank(BUDI, 'III/a', '2015-04-01'), R.rank(BUDI, 'II/d', '2010-02-01')),
    peserta: R.peserta(...['A0', 'A1', 'A2'].flatMap((cohort) => [`${cohort}|${ANI}|hadir|20|`, `${cohort}|${BUDI}|hadir|20|`])),
  })
  expect(verdicts).toEqual({
    'golongan 3': 'rejected BEFORE_APPOINTMENT nip',
    'peserta 2': 'rejected BEFORE_APPOINTMENT nip',
    'peserta 3': 'rejected AFTER_EXIT nip',
    'peserta 4': 'rejected BEFORE_APPOINTMENT nip',
  })
})

test('what is of PNS alone is not for PPPK, and agreements are for them alone', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    mutasi_masuk: masuk(`${PPPK}|2024-01-01|Kota Contoh|M1|2023-12-01`),
    pengangkatan: table('nip|tmt|nomor_sk|tanggal_sk', `${ANI}|2011-03-01|A1|2011-02-01`, `${PPPK}|2024-01-01|A2|2023-12-01`),
    perjanjian: table(
      'nip|mulai|akhir|nomor|tanggal',
      `${PPPK}|2023-01-01|2027-12-31|PK1|2022-12-01`,
      `${ANI}|2023-01-01|2027-12-31|PK2|2022-12-01`,
    ),
    ujian_dinas: table('nip|tingkat|tanggal|nomor', `${ANI}|i|2015-05-05|U1`, `${PPPK}|I|2024-05-05|U2`),
    golongan: R.golongan(R.rank(PPPK, 'III/a', '2023-01-01')),
  })
  expect(verdicts).toEqual({
    'mutasi_masuk 1': 'rejected NOT_FOR_PPPK nip',
    'pengangkatan 2': 'rejected NOT_FOR_PPPK nip',
    'perjanjian 2': 'rejected NOT_FOR_PNS nip',
    'ujian_dinas 2': 'rejected NOT_FOR_PPPK nip',
    'golongan 1': 'rejected NOT_FOR_PPPK nip',
  })
})

test('appraisals: by oneself, outside the year, too early, by someone without a number', async () => {
  const header = 'nip|tahun|periode_awal|periode_akhir|hasil_kerja|perilaku_kerja|nip_penilai|tanggal_dinilai|penilai|jenis'
  const { verdicts } = await office.hand({
    pegawai: people,
    mutasi_masuk: masuk(`${BUDI}|2025-03-01|Kota Contoh|M1|2025-02-01`),
    penilaian: table(
      header,
      `${ANI}|2024|2024-01-01|2024-12-31|2|2|${ANI}|2025-01-10||`,
      `${ANI}|2024|2023-12-31|2024-12-31|2|2|${BUDI}|2025-01-10||`,
      `${ANI}|2024|2024-01-02|2025-01-01|2|2|${BUDI}|2025-01-10||`,
      `${ANI}|2024|2024-01-01|2024-12-31|2|2|${BUDI}|2024-12-30||`,
      `${ANI}|2024|2024-01-01|2024-03-31|2|2||2024-04-30|Wali Kota|Triwulan`,
      `${ANI}|2023|2023-01-01|2023-12-31|2|2||2024-01-10||`,
      // Appraised elsewhere, before the transfer; and here.
      `${BUDI}|2024|2024-01-01|2024-12-31|2|2|${NOBODY}|2025-01-10||`,
      `${BUDI}|2025|2025-01-01|2025-12-31|2|2|${NOBODY}|2026-01-10||`,
    ),
  })
  expect(verdicts).toEqual({
    'penilaian 1': 'rejected SELF_APPRAISAL nip_penilai',
    'penilaian 2': 'rejected PERIOD_OUTSIDE_YEAR periode_awal',
    'penilaian 3': 'rejected PERIOD_OUTSIDE_YEAR periode_akhir',
    'penilaian 4': 'warned APPRAISED_EARLY',
    'penilaian 6': 'rejected REQUIRED_EMPTY nip_penilai',
    'penilaian 8': 'rejected PERSON_UNKNOWN nip_penilai',
  })
  const appraised = (await office.facts()).filter(({ type }) => type === 'Appraised')
  expect(appraised.map(({ data }) => data['appraiser'] === null)).toContain(true)
})

test('an answer and its day need each other, and come after the forum', async () => {
  const { verdicts } = await office.hand({
    pegawai: people,
    forum: table('kode_forum|tanggal|topik|hadir|masukan|ditindaklanjuti', 'F1|2025-03-01|Layanan|40|12|5'),
    masukan: table(
      'kode_forum|nomor|isi|unor_id|tanggal_jawab|jawaban',
      'F1|1|Satu|U1|2025-03-01|Ya',
      'F1|2|Dua|||',
      'F1|3|Tiga||2025-03-02|',
      'F1|4|Empat|||Ya',
      'F1|5|Lima||2025-02-28|Ya',
      'F9|1|Enam|||',
      'F1|0|Nol|||',
    ),
  })
  expect(verdicts).toEqual({
    'masukan 3': 'rejected REQUIRED_EMPTY jawaban',
    'masukan 4': 'rejected REQUIRED_EMPTY tanggal_jawab',
    'masukan 5': 'rejected ENDS_BEFORE_START tanggal_jawab',
    'masukan 6': 'rejected REFERENCE_UNKNOWN kode_forum',
    'masukan 7': 'rejected VALUE_INVALID nomor',
  })
})

/** An event under the key and with the content of the first version, as an import of today would record it. */
const asOfTheFirst = async (files: Readonly<Record<string, Table>>): Promise<void> => {
  const narrow = FILES.filter(({ earlierKey }) => earlierKey !== undefined)
  const { vault, events } = office
  await office.hand(files, {
    // An index that is gone by the next import, which reads the log.
    indexPath: `${office.indexPath}.first`,
    events: {
      ...events,
      appendMany: (requests) =>
        events.appendMany(
          requests.map((request) => ({
            ...request,
            drafts: NEA.map((draft: SealedDraft) => (draft.type === 'Positioned' ? { ...draft, schema: 1 } : draft))(request.drafts),
          })),
        ),
    },
    vault: {
      ...vault,
      digest: (...parts) => {
        const [what, , name] = parts
        const def = narrow.find((each) => each.name === name)
        if (what !== 'row key' || def?.earlierKey === undefined) return vault.digest(...parts)
        const { columns } = def.earlierKey
        const kept = def.key.flatMap((column, place) => (columns.includes(column) ? [parts[3 + place] ?? ''] : []))
        return vault.digest(...parts.slice(0, 3), ...kept)
      },
    },
  })
}

const FIRST: Readonly<Record<string, Table>> = {
  pegawai: people,
  pemberhentian: R.pemberhentian(`${BUDI}|pensiun|2025-06-01|K1|2025-04-01`),
  jabatan: posts(`${ANI}|X|X|pelaksana|U1|2020-01-01|SK1|2019-12-01`),
  peta_jabatan: R.petaJabatan('U1|X|X|pelaksana|1|T'),
  program: R.program('P1|Contoh|teknis|20'),
  suksesi: R.suksesi(`U1|X|${ANI}|siap_kini|disetujui|2024-01-01`),
  anggaran: table('tahun|kode_program|tanggal|jenis|rupiah|bukti', '2025|P1|2025-03-01|realisasi|100|KW1'),
}

test('a fact under an earlier key is known by it, corrected by it, and leaves room for what the key kept out', async () => {
  await asOfTheFirst(FIRST)
  const before = (await office.facts()).length
  expect((await office.hand(FIRST)).result.events).toBe(0)
  const more = await office.hand(
    {
      ...FIRST,
      pemberhentian: R.pemberhentian(`${BUDI}|pensiun|2025-06-01|K1|2025-04-02`, `${BUDI}|pensiun|2025-07-01|K2|2025-06-01`),
      // Of the other unit, and dated as the one that is in.
      suksesi: R.suksesi(`U1|X|${ANI}|siap_kini|disetujui|2025-01-01`, `U1|X|${ANI}|3_tahun|disetujui|2024-01-01`),
      jabatan: posts(`${ANI}|X|X|pelaksana|U2|2020-01-01|SK2|2019-12-01`, `${ANI}|X|Y|pelaksana|U1|2020-01-01|SK1|2019-12-01`),
      anggaran: table(
        'tahun|kode_program|tanggal|jenis|rupiah|bukti',
        '2025|P1|2025-03-01|realisasi|100|KW2',
        '2025|P1|2025-03-01|realisasi|100|',
        '2025|P1|2025-03-01|realisasi|90|KW1',
      ),
    },
    { reason: 'letter 1' },
  )
  expect(more.verdicts).toMatchObject({
    'pemberhentian 1': 'correction',
    'suksesi 2': 'correction',
    'anggaran 3': 'correction',
  })
  expect(more.result.events).toBe(9)
  expect((await office.facts()).length).toBe(before + 9)
})

test('who imports and for whom stands in the ground of each event, as codes alone', async () => {
  await office.hand(
    { pegawai: people, golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01')) },
    { actor: 'staff:17', onBehalfOf: 'bkpsdm' },
  )
  const grounds = (await office.log()).flatMap(({ type, meta }) => (type === 'PolicyAdopted' ? [] : [meta.ground]))
  expect(grounds.length).toBeGreaterThan(4)
  for (const ground of grounds) expect(ground).toMatchObject({ actor: 'staff:17', onBehalfOf: 'bkpsdm' })
  for (const options of [{ actor: 'Siti Contoh' }, { onBehalfOf: 'Siti Contoh' }])
    expect(await office.try({ pegawai: people }, options)).toMatchObject({ left: { tag: 'BadRequest' } })
})
