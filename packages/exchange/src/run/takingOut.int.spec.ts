/** Rows with `batal`, which take the fact of their key out. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const because = { reason: 'surat ralat' }
const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
const withBatal = (table: ReadonlyArray<ReadonlyArray<string>>, ...rows: ReadonlyArray<string>) => [
  [...(table[0] ?? []), 'batal'],
  ...rows.map((row) => row.split('|')),
]
const outRank = (tmt: string, nip = ANI) => `${nip}||${tmt}|||Y`
const ranks = withBatal.bind(null, R.golongan())
const golongan = R.golongan(R.rank(ANI, 'III/a', '2010-03-01'), R.rank(ANI, 'III/b', '2014-04-01'))

test('a row with batal annuls the fact of its key, needs a reason, and is known from then on', async () => {
  await office.hand({ pegawai: people, golongan })
  const out = { pegawai: people, golongan: ranks(outRank('2014-04-01')) }
  expect((await office.hand(out)).verdicts['golongan 1']).toBe('rejected REASON_MISSING nip')
  const dry = await office.hand(out, { ...because, dryRun: true })
  expect([dry.verdicts['golongan 1'], dry.result.events]).toEqual(['withdrawn', 1])
  const { verdicts, result } = await office.hand(out, because)
  expect([verdicts['golongan 1'], result.events, result.files.golongan?.withdrawn]).toEqual(['withdrawn', 1, 1])
  const facts = await office.facts()
  const promoted = facts.find(({ meta }) => meta.effectiveOn === '2014-04-01')
  const annulled = facts.at(-1)
  expect(annulled).toMatchObject({
    type: 'Annulled',
    stream: promoted?.stream,
    data: { root: promoted?.id, saw: promoted?.id },
    meta: { source: { file: 'golongan', row: 1, key: promoted?.meta.source?.key }, ground: { kind: 'imported', actor: 'import:uji' } },
  })
  expect(annulled === undefined ? null : right(office.vault.open(annulled))?.reason).toBe('surat ralat')
  for (const options of [{}, because]) expect((await office.hand(out, options)).verdicts['golongan 1']).toBe('known')
})

test('only the key is read, and only what concerns it is asked', async () => {
  await office.hand({ pegawai: people, golongan })
  const { verdicts } = await office.hand(
    {
      // Nobody's entry is before 2010, and the person of the last row is in no file.
      golongan: ranks(
        `${ANI}|V/x|2014-04-01||gestern|ya`,
        outRank('1999-01-01'),
        `${ANI}|||||Y`,
        outRank('1-1-99'),
        `123||2014-04-01|||Y`,
        `${ANI}|III/a|2010-03-01|SK-1|2010-02-01|mungkin`,
        `${ANI}|III/a|2010-03-01|SK-1|2010-02-01|T`,
        outRank('2014-04-01', R.NOBODY),
      ),
      pegawai: people,
    },
    because,
  )
  expect(verdicts).toMatchObject({
    'golongan 1': 'withdrawn',
    'golongan 2': 'rejected NOTHING_TO_WITHDRAW nip',
    'golongan 3': 'rejected REQUIRED_EMPTY tmt_golongan',
    'golongan 4': 'rejected DATE_INVALID tmt_golongan',
    'golongan 5': 'rejected NIP_INVALID nip',
    'golongan 6': 'rejected VALUE_INVALID batal',
    'golongan 7': 'known',
    'golongan 8': 'rejected NOTHING_TO_WITHDRAW nip',
  })
})

test('of two rows of one key the first stands, whichever of them has batal', async () => {
  await office.hand({ pegawai: people, golongan })
  const row = `${R.rank(ANI, 'III/c', '2014-04-01')}|`
  const first = await office.hand({ pegawai: people, golongan: ranks(outRank('2014-04-01'), row, outRank('2014-04-01')) }, because)
  expect(first.verdicts).toMatchObject({ 'golongan 1': 'withdrawn', 'golongan 2': 'rejected DUPLICATE_IN_FILE nip', 'golongan 3': 'known' })
  const second = await office.hand({ pegawai: people, golongan: ranks(row, outRank('2014-04-01')) }, because)
  expect(second.verdicts).toMatchObject({ 'golongan 1': 'correction', 'golongan 2': 'rejected DUPLICATE_IN_FILE nip' })
})

test('a row of that key brings it back as a correction, and out and in again are ever new events', async () => {
  await office.hand({ pegawai: people, golongan })
  const out = { pegawai: people, golongan: ranks(outRank('2014-04-01')) }
  const back = { pegawai: people, golongan }
  for (let times = 0; times < 2; times++) {
    expect((await office.hand(out, because)).verdicts['golongan 1']).toBe('withdrawn')
    expect((await office.hand(back)).verdicts['golongan 2']).toBe('rejected REASON_MISSING nip')
    expect((await office.hand(back, because)).verdicts['golongan 2']).toBe('correction')
  }
  const about = (await office.facts()).slice(-4)
  expect(about.map(({ type }) => type)).toEqual(['Annulled', 'Corrected', 'Annulled', 'Corrected'])
  expect(new Set(about.map(({ id }) => id)).size).toBe(4)
  expect(about.slice(1).map(({ data }) => data['saw'])).toEqual(about.slice(0, -1).map(({ id }) => id))
})

test('what depends on a fact that leaves in the same import is judged without it', async () => {
  const course = {
    program: R.program('P|Contoh|teknis|20'),
    angkatan: R.angkatan('P|A|2024-06-01|2024-06-03', 'P|B|2024-06-01|2024-06-03'),
  }
  const peserta = R.peserta(`A|${ANI}|hadir|20|`, `A|${BUDI}|hadir|20|`, `B|${BUDI}|hadir|20|`)
  await office.hand({ pegawai: people, ...course, peserta, golongan })
  const { verdicts } = await office.hand(
    {
      pegawai: withBatal(R.pegawai(), `${CICI}||||||||Y`, `${R.person(ANI)}|`, `${R.person(BUDI)}|`),
      angkatan: withBatal(R.angkatan(), '|B|||Y'),
      peserta: withBatal(R.peserta(), `A|${ANI}||||Y`, `B|${ANI}|hadir|20||`, `A|${CICI}|hadir|20||`),
      rating: R.rating(`A|${ANI}|5|4|3|2|1`, `A|${BUDI}|5|4|3|2|1`),
      // Not above III/b, were it still in.
      golongan: ranks(outRank('2014-04-01'), `${R.rank(ANI, 'III/b', '2016-04-01')}|`),
    },
    because,
  )
  expect(verdicts).toEqual({
    'pegawai 1': 'withdrawn',
    'pegawai 2': 'known',
    'pegawai 3': 'known',
    'angkatan 1': 'withdrawn',
    'peserta 1': 'withdrawn',
    'peserta 2': 'rejected REFERENCE_UNKNOWN kode_angkatan',
    'peserta 3': 'rejected PERSON_UNKNOWN nip',
    'rating 1': 'rejected NOT_ATTENDED nip',
    'golongan 1': 'withdrawn',
  })
})

test('a session of two people is taken out by its key, wherever it stands, and may come back with another mentee', async () => {
  const session = (mentee: string) => R.mentoring(`M|${ANI}|${mentee}|2024-01-05|60`)
  await office.hand({ pegawai: people, mentoring: session(BUDI) })
  const out = { pegawai: people, mentoring: withBatal(R.mentoring(), 'M|||2024-01-05||Y') }
  expect((await office.hand(out, because)).verdicts['mentoring 1']).toBe('withdrawn')
  expect((await office.hand(out, because)).verdicts['mentoring 1']).toBe('known')
  const back = await office.hand({ pegawai: people, mentoring: session(CICI) }, because)
  expect([back.verdicts['mentoring 1'], back.result.events]).toEqual(['correction', 1])
  expect((await office.hand({ pegawai: people, mentoring: session(CICI) })).verdicts['mentoring 1']).toBe('known')
  expect((await office.hand(out, because)).verdicts['mentoring 1']).toBe('withdrawn')
  const sessions = Object.values(await office.holding())
    .flat()
    .filter((fact) => fact.startsWith('["Mentored"'))
  expect(sessions).toEqual([])
})

test('every file may have the column, whatever its columns are', async () => {
  const course = {
    pegawai: people,
    program: withBatal(R.program(), 'P|Contoh|teknis|20|T'),
    angkatan: R.angkatan('P|A|2024-06-01|2024-06-03'),
    peta_jabatan: withBatal(R.petaJabatan(), 'U1|J1|Contoh|pengawas|1|Y|'),
  }
  const first = await office.hand(course)
  expect(first.verdicts).toEqual({})
  expect(first.result.files.program).not.toHaveProperty('unknownColumns')
  const { verdicts } = await office.hand(
    {
      pegawai: people,
      program: withBatal(R.program(), 'P||||Y'),
      angkatan: R.angkatan('P|A|2024-06-01|2024-06-03'),
      peta_jabatan: withBatal(R.petaJabatan(), 'U1|J1|||||Y'),
    },
    because,
  )
  expect(verdicts).toMatchObject({
    'program 1': 'withdrawn',
    'angkatan 1': 'rejected REFERENCE_UNKNOWN kode_program',
    'peta_jabatan 1': 'withdrawn',
  })
})
