/** Files that are the whole list of an agency: what they lack, and what becomes of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RowVerdict } from '../verdict/Verdict.js'
import { csv, type HandOver, makeVault, Office } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const because = { reason: 'surat ralat' }
const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
const years = ['2010-03-01', '2014-04-01', '2018-04-01']
const grades = ['III/a', 'III/b', 'III/c']
const ranksOf = (nip: string, count = 3) => years.slice(0, count).map((tmt, n) => R.rank(nip, grades[n] ?? '', tmt))
const whole = { pegawai: people, golongan: R.golongan(...ranksOf(ANI), ...ranksOf(BUDI)) }

/** What was said of facts without a row. */
const without = async (files: HandOver, options: Parameters<Office['hand']>[1]) => {
  const found: RowVerdict[] = []
  const { result } = await office.hand(files, {
    ...options,
    values: true,
    onVerdict: (verdict) => {
      if (verdict.row === null) found.push(verdict)
    },
  })
  return { result, found: found.map(({ file, verdict, key }) => [file, verdict, key]) }
}

test('what is in no row is missing, listed by its key, and stays in; a rejected row shields its fact', async () => {
  await office.hand(whole)
  const short = {
    pegawai: R.pegawai(R.person(ANI), R.person(BUDI)),
    golongan: R.golongan(
      R.rank(ANI, 'V/x', '2010-03-01'),
      R.rank(ANI, 'III/b', '2014-04-01'),
      R.rank('1.98504E+17', 'III/c', '2018-04-01'),
      ...ranksOf(BUDI, 2),
    ),
  }
  for (const options of [{ dryRun: true }, {}]) {
    const { result, found } = await without(short, { ...options, complete: ['pegawai', 'golongan'] })
    expect(result.files).toMatchObject({ pegawai: { missing: 1, withdrawn: 0 }, golongan: { missing: 2, withdrawn: 0 } })
    expect(result.events).toBe(0)
    expect(found).toHaveLength(3)
    expect(found).toEqual(
      expect.arrayContaining([
        ['pegawai', 'missing', { nip: CICI }],
        ['golongan', 'missing', { nip: ANI, tmt_golongan: '2018-04-01' }],
        ['golongan', 'missing', { nip: BUDI, tmt_golongan: '2018-04-01' }],
      ]),
    )
  }
  expect((await office.hand(short)).result.files.golongan).not.toHaveProperty('missing')
})

test('without values, nothing tells whose fact is missing', async () => {
  await office.hand(whole)
  const found: RowVerdict[] = []
  await office.hand({ pegawai: people, golongan: R.golongan(...ranksOf(ANI)) }, { complete: ['golongan'], onVerdict: (v) => found.push(v) })
  const missing = found.filter(({ verdict }) => verdict === 'missing')
  expect(missing.map(({ row, key }) => [row, key])).toEqual([3, 3, 3].map(() => [null, null]))
})

test('withdraw takes it out with a reason only, never people, and not what no list was asked for', async () => {
  const hukdis = [
    ['nip', 'tingkat', 'nomor_sk', 'tanggal_sk', 'mulai'],
    [BUDI, 'R', 'H1', '2025-06-01', '2025-06-01'],
  ]
  await office.hand({ ...whole, hukdis })
  const short = {
    pegawai: R.pegawai(R.person(ANI)),
    golongan: R.golongan(...ranksOf(ANI)),
    hukdis: [hukdis[0] ?? [], [ANI, 'R', 'H9', '2025-06-01', '2025-06-01']],
  }
  const lists = { complete: ['pegawai', 'golongan'] as const, withdraw: true }
  const unreasoned = await office.hand(short, lists)
  expect(unreasoned.result.files).toMatchObject({ pegawai: { missing: 2, withdrawn: 0 }, golongan: { missing: 3, withdrawn: 0 } })
  const dry = await without(short, { ...lists, ...because, dryRun: true })
  const { result, found } = await without(short, { ...lists, ...because })
  expect(result.files).toMatchObject({ pegawai: { missing: 2, withdrawn: 0 }, golongan: { missing: 3, withdrawn: 3 } })
  expect(result.events).toBe(3)
  expect([dry.result, dry.found]).toEqual([result, found])
  expect(found.filter(([file]) => file === 'golongan').map(([, verdict]) => verdict)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
  const annulled = (await office.facts()).filter(({ type }) => type === 'Annulled')
  expect(annulled.map(({ meta }) => [meta.source?.file, meta.source?.row])).toEqual([3, 3, 3].map(() => ['golongan', undefined]))
  // Gone is gone: what was taken out is missing no more, and a row brings it back as a correction.
  expect((await office.hand(short, { ...lists, ...because })).result.files.golongan).toMatchObject({ missing: 0, withdrawn: 0, known: 3 })
  const back = await office.hand(whole, because)
  expect(back.result.files.golongan).toMatchObject({ correction: 3, known: 3 })
})

test('what a whole list lacks is out for the files after it', async () => {
  const course = { pegawai: people, program: R.program('P|Contoh|teknis|20'), angkatan: R.angkatan('P|A|2024-06-01|2024-06-03') }
  await office.hand({ ...course, peserta: R.peserta(`A|${ANI}|hadir|20|`, `A|${BUDI}|hadir|20|`) })
  const { verdicts } = await office.hand(
    { pegawai: people, peserta: R.peserta(`A|${BUDI}|hadir|20|`), rating: R.rating(`A|${ANI}|5|4|3|2|1`, `A|${BUDI}|5|4|3|2|1`) },
    { ...because, complete: ['peserta'], withdraw: true },
  )
  expect(verdicts).toMatchObject({ 'peserta 1': 'known', 'rating 1': 'rejected NOT_ATTENDED nip' })
})

test('a list that is not there, was refused or is empty stops the run before the first row', async () => {
  const lists: ReadonlyArray<readonly [string, HandOver]> = [
    ['is not in the folder', {}],
    ['has no column tmt_golongan', { golongan: 'nip,golongan,nomor_sk,tanggal_sk\n' }],
    ['could not be read (QUOTE_NOT_CLOSED)', { golongan: `${csv(R.golongan())}"` }],
    ['has no rows', { golongan: R.golongan() }],
  ]
  for (const [why, files] of lists) {
    const stopped = await office.try({ pegawai: people, ...files }, { complete: ['golongan'] })
    expect(stopped).toMatchObject({
      _tag: 'Left',
      left: { tag: 'ListUnusable', reason: expect.stringContaining(`golongan was named as a whole list, but ${why}`) },
    })
  }
  expect(await office.facts()).toEqual([])
})

test('more than 20 facts, if that is more than 1%, are taken out only if their number is named', async () => {
  const dates = (count: number) =>
    Array.from({ length: count }, (_, day) => new Date(Date.UTC(2011, 0, 1 + day)).toISOString().slice(0, 10))
  const golongan = (count: number) => R.golongan(...dates(count).map((tmt) => R.rank(ANI, 'III/a', tmt)))
  await office.hand({ pegawai: people, golongan: golongan(2200) })
  const lists = { complete: ['golongan'] as const, withdraw: true, ...because }
  const short = (count: number) => ({ pegawai: people, golongan: golongan(count) })
  const refused = (n: number) => ({ _tag: 'Left', left: { tag: 'ManyLeaving', reason: expect.stringContaining(`give --expect ${n}`) } })
  // 23 of 2,200 are more than 1%, 22 are not.
  for (const expect_ of [null, 22, 24]) expect(await office.try(short(2177), { ...lists, expect: expect_ })).toMatchObject(refused(23))
  expect(await office.try(short(2177), { ...lists, dryRun: true })).toMatchObject(refused(23))
  expect((await office.hand(short(2177), { ...lists, withdraw: false })).result.files.golongan?.missing).toBe(23)
  expect((await office.facts()).filter(({ type }) => type === 'Annulled')).toEqual([])
  expect((await office.hand(short(2178), lists)).result.files.golongan).toMatchObject({ missing: 22, withdrawn: 22 })
  expect((await office.hand(short(2100), { ...lists, expect: 78 })).result.files.golongan).toMatchObject({ missing: 78, withdrawn: 78 })
})

test('cut off half-way and run again with the same expectation, the rest is taken out, by the same events', async () => {
  const many = R.golongan(
    ...Array.from({ length: 60 }, (_, n) =>
      R.rank(ANI, 'III/a', `20${10 + (n % 12)}-0${1 + Math.floor(n / 12)}-15`).replace('2010-0', '2010-1'),
    ),
  )
  const people1 = { pegawai: people, golongan: many }
  const short = { pegawai: people, golongan: many.slice(0, 11), mentoring: R.mentoring(`M|${ANI}|${BUDI}|2024-01-05|60`) }
  const first = await office.hand({ ...people1, golongan: [...many, ...ranksOf(BUDI).map((row) => row.split('|'))] })
  const lacking = (first.result.files.golongan?.accepted ?? 0) + (first.result.files.golongan?.warned ?? 0) - 10
  const store = office.events
  let appends = 0
  office.events = {
    ...store,
    appendMany: (requests) => {
      // One career of the two is written, and then the process is gone.
      if (++appends > 1) throw new Error('killed')
      return store.appendMany(requests.slice(0, 1))
    },
  }
  const lists = { complete: ['golongan'] as const, withdraw: true, ...because, expect: lacking }
  expect((await office.try(short, lists))._tag).toBe('Left')
  office.events = store
  const half = (await office.facts()).filter(({ type }) => type === 'Annulled').length
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(lacking)
  const { result } = await office.hand(short, lists)
  expect(result.files.golongan?.withdrawn).toBe(lacking - half)
  const annulled = (await office.facts()).filter(({ type }) => type === 'Annulled')
  expect(annulled.length).toBe(lacking)
  expect(new Set(annulled.map(({ data }) => data['root'])).size).toBe(lacking)
})
