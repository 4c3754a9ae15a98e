import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFact, defineRule, metUnless } from '@jejak/core'
import { exactly, whole } from '@jejak/core/codec'
import { at, cells, defineFile, required } from '@jejak/exchange'
import { defineReport } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, expect, it } from 'vitest'
import { AGENCY, FIRST, must, newFolder, writeOffice } from '../../test/office.js'
import { openDeployment } from '../deployment/openDeployment.js'
import { extension } from './Extension.js'

const dir = newFolder()
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** As one that reads a person and fails says what it read. */
const fails = (): never => {
  throw new RangeError(`no hours of ${FIRST}`)
}

const heldBy = (broken: 'measure' | 'finish' | 'judge' | 'toFact' | 'sums') => {
  const held = defineFact({
    type: 'broken.Held',
    schema: 1,
    data: exactly('a session', { minutes: whole(0, 999) }),
    personal: null,
    dating: 'own',
    title: { id: 'Konseling', en: 'Counselling' },
  })
  return extension({
    name: 'broken',
    version: '1',
    facts: [held],
    files: [
      defineFile({
        name: 'broken.held',
        fact: held,
        columns: [required('nip', cells.nip), required('tanggal', cells.date), required('menit', cells.whole(0, 999))],
        key: ['nip', 'tanggal'],
        person: 'nip',
        day: 'tanggal',
        toFact: broken === 'toFact' ? fails : (row) => ({ data: { minutes: Number(at(row, 'menit')) }, personal: null }),
      }),
    ],
    rules: [
      defineRule({
        code: 'broken.SHORT',
        of: held,
        basis: null,
        mark: null,
        text: { id: 'Terlalu singkat', en: 'Too short' },
        verdict: 'warned',
        judge: broken === 'judge' ? fails : ({ data }) => metUnless(data.minutes < 15),
      }),
    ],
    reports: [
      defineReport({
        kind: 'sums',
        name: 'broken.minutes',
        version: 1,
        title: { id: 'Menit', en: 'Minutes' },
        meaning: { id: 'Menit.', en: 'Minutes.' },
        takes: ['year', 'asOf'],
        reads: [held],
        columns: [{ key: 'minutes', id: 'Menit', en: 'Minutes', as: 'count' }],
        measure: broken === 'measure' ? fails : () => new Map([['all', [broken === 'sums' ? Number.NaN : 1]]]),
        finish: broken === 'finish' ? fails : () => ({ rows: [] }),
      }),
    ],
  })
}

it.each([
  ['measure', 'measure of the report broken.minutes threw RangeError'],
  ['sums', 'measure of the report broken.minutes answered what is none'],
  ['finish', 'finish of the report broken.minutes threw RangeError'],
  ['judge', 'judge of the rule broken.SHORT threw RangeError'],
  ['toFact', 'toFact of the file broken.held threw RangeError'],
] as const)('whose %s fails is named, and what it threw is not repeated', async (broken, said) => {
  const files = join(dir, broken)
  mkdirSync(files)
  writeOffice(files)
  writeFileSync(join(files, 'broken.held.csv'), `nip,tanggal,menit\n${FIRST},17-08-2025,30\n`)
  const deployment = await must(openDeployment({ home: join(dir, `home-${broken}`), extensions: [heldBy(broken)] }))
  const imported = await deployment.importFolder({ dir: files, agency: AGENCY })()
  const answer = E.isLeft(imported) ? imported : await deployment.report({ report: 'broken.minutes', year: 2025 })()
  expect(answer).toMatchObject({ left: { detail: expect.stringContaining(said) } })
  expect(JSON.stringify(answer)).not.toContain(FIRST)
  expect(await deployment.careerByNumber(FIRST)()).toMatchObject({ _tag: 'Right' })
  await deployment.close()
})

it('whose upcaster throws leaves its facts unknown', () => {
  const held = defineFact({
    type: 'broken.Held',
    schema: 2,
    data: exactly('a session', { minutes: whole(0, 999) }),
    personal: null,
    upcasters: [fails],
    dating: 'own',
    title: { id: 'Konseling', en: 'Counselling' },
  })
  expect(held.read({ type: 'broken.Held', schema: 1, data: {} })).toMatchObject({ left: { tag: 'Malformed' } })
})
