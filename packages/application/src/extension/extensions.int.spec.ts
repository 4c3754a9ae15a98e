/** Extensions that are right, and all the ways in which they are not. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFact, defineRule, localDate, metUnless } from '@jejak/core'
import { exactly, whole } from '@jejak/core/codec'
import { at, cells, defineFile, optional, orNull, required } from '@jejak/exchange'
import { defineReport } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { afterAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, must, newFolder, SECOND, writeOffice } from '../../test/office.js'
import { openDeployment } from '../index.js'
import { type Extension, extension, extensionFaults } from './Extension.js'
import { standingWith } from './index.js'
import { loadExtensions } from './loadExtensions.js'

const dir = newFolder()
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const joined = defineFact({
  type: 'clubs.Joined',
  schema: 1,
  data: exactly('a club', { hours: whole(0, 999) }),
  personal: t.strict({ note: t.string }),
  dating: 'own',
  title: { id: 'Klub', en: 'Club' },
})
const clubs = extension({
  name: 'clubs',
  version: '1',
  facts: [joined],
  rules: [
    defineRule({
      code: 'clubs.NO_HOURS',
      of: joined,
      basis: null,
      mark: null,
      text: { id: 'Tanpa jam', en: 'No hours' },
      verdict: 'warned',
      judge: ({ data }) => metUnless(data.hours === 0),
    }),
    defineRule({
      code: 'clubs.MANY_HOURS',
      of: joined,
      basis: null,
      mark: null,
      text: { id: 'Jam terlalu banyak', en: 'Too many hours' },
      verdict: 'rejected',
      judge: ({ data }) => metUnless(data.hours > 900),
    }),
  ],
  files: [
    defineFile({
      name: 'clubs.joined',
      fact: joined,
      columns: [
        required('nip', cells.nip),
        required('tanggal', cells.date),
        required('jam', cells.whole(0, 999)),
        optional('catatan', cells.text),
      ],
      key: ['nip', 'tanggal'],
      person: 'nip',
      day: 'tanggal',
      blame: { 'clubs.NO_HOURS': 'jam' },
      toFact: (row) => {
        const note = orNull(at(row, 'catatan'))
        return { data: { hours: Number(at(row, 'jam')) }, personal: note === null ? null : { note } }
      },
    }),
  ],
  reports: [
    defineReport({
      kind: 'sums',
      name: 'clubs.hours',
      version: 1,
      title: { id: 'Jam', en: 'Hours' },
      meaning: { id: 'Jam.', en: 'Hours.' },
      takes: ['asOf'],
      reads: [joined],
      columns: [{ key: 'hours', id: 'Jam', en: 'Hours', as: 'count' }],
      measure: ({ employment }) => new Map([['hours', [joined.heldOf(employment).reduce((sum, { data }) => sum + data.hours, 0)]]]),
      finish: (sums) => ({ rows: [{ hours: sums.get('hours')?.[0] ?? 0 }] }),
    }),
  ],
})

const FILES = {
  pegawai: [
    'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id',
    `${FIRST},Contoh Satu,12-04-1985,L,PNS,01-03-2010,S1,UJI.1`,
    `${SECOND},Contoh Dua,15-06-1990,P,PNS,01-03-2015,S1,UJI.1`,
  ],
  'clubs.joined': [
    'nip,tanggal,jam,catatan',
    `${FIRST},01-02-2025,10,rahasia`,
    `${SECOND},01-02-2025,0,`,
    `${SECOND},01-03-2025,950,`,
    `${SECOND},01-03-2014,5,`,
  ],
}
const home = join(dir, 'home')
const opened = (extensions: ReadonlyArray<Extension>, more = {}) => openDeployment({ home, extensions, ...more })
const faultOf = async (extensions: ReadonlyArray<Extension>, more = {}) => {
  const result = await opened(extensions, more)()
  if (E.isRight(result)) await result.right.close()
  return E.isLeft(result) ? result.left : null
}

describe('an extension', () => {
  it('gives rows verdicts, known and corrections as every file, facts to the timeline under its own words, and figures', async () => {
    const deployment = await must(opened([clubs]))
    const files = writeOffice(join(dir, 'files'), FILES)
    const first = await must(deployment.importFolder({ dir: files, agency: AGENCY }))
    expect(first.files['clubs.joined']).toMatchObject({ accepted: 1, warned: 1, rejected: 2 })
    expect(first.files['clubs.joined']?.codes).toEqual({ 'clubs.NO_HOURS': 1, 'clubs.MANY_HOURS': 1, BEFORE_APPOINTMENT: 1 })
    const again = await must(deployment.importFolder({ dir: files, agency: AGENCY }))
    expect(again.files['clubs.joined']).toMatchObject({ known: 2 })
    const hours = async () => (await must(deployment.report({ report: 'clubs.hours' }))).rows
    expect(await hours()).toEqual([{ hours: 10 }])
    const later = writeOffice(join(dir, 'later'), {
      pegawai: FILES.pegawai,
      'clubs.joined': ['nip,tanggal,jam,catatan', `${FIRST},01-02-2025,12,rahasia`],
    })
    const corrected = await must(deployment.importFolder({ dir: later, agency: AGENCY, reason: 'letter' }))
    expect(corrected.files['clubs.joined']).toMatchObject({ correction: 1 })
    expect(await hours()).toEqual([{ hours: 12 }])
    const page = await must(deployment.person(await must(deployment.careerByNumber(FIRST))))
    expect(
      page.entries.filter(({ type }) => type === 'clubs.Joined').map(({ title, data, personal }) => ({ title, data, personal })),
    ).toEqual([
      { title: { id: 'Klub', en: 'Club' }, data: { hours: 10 }, personal: { note: 'rahasia' } },
      { title: { id: 'Klub', en: 'Club' }, data: { hours: 12 }, personal: { note: 'rahasia' } },
    ])
    const found: string[] = []
    await must(deployment.examine({ onFinding: ({ code }) => void found.push(code) }))
    expect(found).toContain('clubs.NO_HOURS')
    expect(found).not.toContain('unknownFacts')
    expect((await must(deployment.report({ report: 'staff-list' }))).base).not.toHaveProperty('unknownFacts')
    await deployment.close()
  })

  it('is recorded with the first event: another set is refused for whoever opens, and the line names both', async () => {
    const line = (here: string) => ({
      code: 'otherExtensions',
      detail: expect.stringMatching(new RegExp(`this process has ${here}, the deployment is used with clubs@1: .*extensions set`)),
    })
    expect(await faultOf([])).toMatchObject(line('no extensions'))
    expect(await faultOf([], { readOnly: true })).toMatchObject(line('no extensions'))
    expect(await faultOf([extension({ ...clubs, version: '2' })])).toMatchObject(line('clubs@2'))
    expect(await faultOf([clubs], { readOnly: true })).toBeNull()
  })

  it('is taken out on purpose: its facts are counted as unknown, its report is gone; and put back', async () => {
    const change = async (extensions: ReadonlyArray<Extension>) => {
      const deployment = await must(opened(extensions, { anyExtensions: true }))
      const before = await must(deployment.setExtensions)
      await deployment.close()
      return before
    }
    expect(await change([])).toEqual(['clubs@1'])
    const without = await must(opened([]))
    expect(await without.report({ report: 'clubs.hours' })()).toMatchObject(E.left({ tag: 'Unknown', code: 'report' }))
    expect((await must(without.report({ report: 'staff-list' }))).base).toMatchObject({ unknownFacts: 2 })
    await without.close()
    expect(await change([clubs])).toEqual([])
    expect(await change([clubs])).toEqual(['clubs@1'])
  })

  it('that is not named in a deployment with events and no record is refused until somebody says so', async () => {
    const plain = await must(openDeployment({ home: join(dir, 'plain') }))
    await must(plain.importFolder({ dir: writeOffice(join(dir, 'plain-files'), { pegawai: FILES.pegawai }), agency: AGENCY }))
    expect(await must(plain.extensions)).toBeNull()
    await plain.close()
    const result = await openDeployment({ home: join(dir, 'plain'), extensions: [clubs] })()
    expect(result).toMatchObject(E.left({ code: 'otherExtensions', detail: expect.stringContaining('used with no extensions') }))
  })
})

describe('a bad extension', () => {
  it('tells all that is wrong with it at once, and nothing is opened', async () => {
    const bad = extension({
      name: 'bad',
      version: '',
      facts: [{ ...joined, schema: 3 }],
      rules: clubs.rules,
      files: clubs.files,
      reports: [...clubs.reports, ...clubs.reports],
    })
    const faults = extensionFaults(bad)
    expect(faults.length).toBeGreaterThan(6)
    expect(faults).toContain('the type clubs.Joined must begin with bad.')
    expect(faults).toContain('the report clubs.hours is defined twice')
    expect(await faultOf([bad, clubs, clubs], { home: join(dir, 'nothing') })).toMatchObject({
      tag: 'BadRequest',
      code: 'extensions',
      detail: expect.stringMatching(/bad: its version.*clubs: two extensions have this name/),
    })
    expect(readdirSync(dir)).not.toContain('nothing')
  })

  it('that cannot be loaded is told in one line, with the others', async () => {
    mkdirSync(join(dir, 'modules'))
    const module = (name: string, text: string): string => {
      writeFileSync(join(dir, 'modules', name), text)
      return `modules/${name}`
    }
    const paths = [
      module('throws.mjs', 'throw new Error("no\\nway")'),
      module('other.mjs', 'export default 7'),
      module('syntax.mjs', 'export default {'),
      'modules/absent.mjs',
    ]
    const loaded = await loadExtensions(paths, dir)()
    const detail = E.isLeft(loaded) ? loaded.left.detail : ''
    expect(detail).toMatch(
      /throws\.mjs cannot be loaded: no way; .*other\.mjs does not export.*syntax\.mjs cannot.*absent\.mjs cannot be loaded: no such file/,
    )
    expect(detail).not.toContain('\n')
    expect(await standingWith(paths)).toContain('cannot be loaded')
  })
})

it('a thread of a rebuild has the same views as who started it', async () => {
  const module = new URL('../../../../examples/awards/dist/awards.js', import.meta.url).href
  const registry = await must(loadExtensions([module], '.'))
  const today = localDate('2026-01-31')
  const standing = await standingWith([module])
  if (typeof standing === 'string' || E.isLeft(today)) return expect.fail('no views')
  const keys = standing(today.right).map(({ key }) => key)
  expect(keys).toEqual(registry.reports.standing(today.right).map(({ key }) => key))
  expect(keys).toContain('awards.people?year=2025&asOf=2026-01-31')
  expect(keys.at(-1)).toBe('unknown-facts?asOf=2026-01-31&extensions=awards@1')
})
