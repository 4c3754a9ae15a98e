/** All that a page says is of one position, though others record while it is made. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, must, newFolder, SECOND, THIRD, writeOffice } from '../../test/office.js'
import { importIntoDeployment } from '../answering/importIntoDeployment.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { openStores } from '../stores/openStores.js'
import { openLookups } from './Lookups.js'
import { overview } from './overview.js'
import { personPage } from './person.js'
import { programPage } from './program.js'
import { type Source, sourceOf } from './Source.js'
import { unitPage } from './unit.js'

const RATING = 'kode_angkatan,nip,materi,metode,narasumber,sarana,relevansi,komentar'
/** One more cohort of P-1 which everybody attended and one rated, and somebody who moved in. */
const LATER = {
  angkatan: ['kode_program,kode_angkatan,mulai,selesai', 'P-1,A-3,01-03-2025,05-03-2025'],
  peserta: ['kode_angkatan,nip,status,jam_hadir,alasan', ...[FIRST, SECOND, THIRD].map((nip) => `A-3,${nip},hadir,24,`)],
  rating: [RATING, `A-3,${FIRST},4,3,5,4,4,`],
  kurikulum: [
    'kode_program,versi,tanggal,perubahan,alasan,temuan_dari,oleh',
    'P-1,2,10-03-2025,Lebih banyak latihan,Nilai metode rendah,A-1,BKPSDM',
  ],
}

let dir = ''
let home: DeploymentStores
beforeEach(async () => {
  dir = newFolder()
  home = await must(openStores(join(dir, 'home'), {}))
  await must(importIntoDeployment(home, { dir: writeOffice(join(dir, 'files')), agency: AGENCY }))
  await must(home.readModels.catchUp())
})
afterEach(async () => {
  await home.close()
  rmSync(dir, { recursive: true, force: true })
})

const recordLater = async (): Promise<void> => {
  await must(importIntoDeployment(home, { dir: writeOffice(join(dir, 'later'), { ...LATER, pegawai: [HEAD] }), agency: AGENCY }))
}
const HEAD = 'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id'

/** The home as a page sees it, with something that befalls right after a call of the read models. */
const racing = (
  after: keyof DeploymentStores['readModels'],
  befall: () => Promise<void>,
): { readonly source: Source; readonly befell: () => boolean } => {
  let left = 1
  const readModels = new Proxy(home.readModels, {
    get: (target, name: keyof DeploymentStores['readModels']) => {
      const call: unknown = target[name]
      if (name !== after || typeof call !== 'function') return call
      return (...asked: ReadonlyArray<unknown>) =>
        async () => {
          const answer: unknown = await call(...asked)()
          if (left-- > 0) await befall()
          return answer
        }
    },
  })
  return { source: sourceOf({ ...home, readModels }, true), befell: () => left < 1 }
}
const recordAndBringIn = async (): Promise<void> => {
  await recordLater()
  await must(home.readModels.catchUp())
}
const lookupsOf = (source: Source) => openLookups(source, home.today, home.clock)

describe('a page of one position', () => {
  it('is the overview: its four reports, its programs and cohorts', async () => {
    const before = (await must(home.readModels.health())).position
    const { source, befell } = racing('snapshot', recordAndBringIn)
    const page = await must(() => overview(source, lookupsOf(source), { agency: AGENCY }, 2025))
    expect(befell()).toBe(true)
    expect(page.position).toBe(before)
    expect(Object.values(page.reports).map(({ position }) => position)).toEqual([before, before, before, before])
    expect(page.cohorts.map(({ code }) => code)).not.toContain('A-3')
    const later = await must(() => overview(source, lookupsOf(source), { agency: AGENCY }, 2025))
    expect(later.cohorts.map(({ code }) => code)).toContain('A-3')
  })

  it.each(['without what is kept', 'with what is kept'])('is that of a program: ratings, turnout and curriculum, %s', async (kept) => {
    const { source, befell } = racing('snapshot', recordAndBringIn)
    const lookups = lookupsOf(source)
    const ask = () => must(() => programPage(source, lookups, { code: 'P-1', agency: AGENCY }, 2025))
    if (kept === 'with what is kept') {
      // What is kept is of before; the ratings are of after.
      const quiet = sourceOf(home, true)
      await must(() => programPage(quiet, lookups, { code: 'P-1', agency: AGENCY }, 2025))
      await recordAndBringIn()
      const page = await ask()
      expect(page.cohorts.map(({ code, turnout }) => [code, turnout?.enrolled])).toEqual([
        ['A-1', 3],
        ['A-3', 3],
      ])
      expect(page.curriculum).toHaveLength(1)
      return
    }
    const before = (await must(home.readModels.health())).position
    const page = await ask()
    expect(befell()).toBe(true)
    expect(page.position).toBe(before)
    expect(page.cohorts.map(({ code, turnout }) => [code, turnout?.enrolled])).toEqual([['A-1', 3]])
    expect(page.curriculum).toEqual([])
  })

  it('is that of a person: no entry of a cohort that the catalogue does not hold', async () => {
    const career = home.vault.careerId(FIRST)
    const before = (await must(home.readModels.health())).position
    // Recorded before the stream is read, and not in the read models: nobody follows the log.
    await recordLater()
    const source = sourceOf(home, true)
    const page = await must(() => personPage(source, lookupsOf(source), career, home.today()))
    expect(page.position).toBeLessThanOrEqual(before)
    const attended = page.entries.filter(({ type }) => type === 'Attended')
    expect(attended.map(({ data, effectiveOn }) => [data['cohort'], effectiveOn]).sort()).toEqual([
      ['A-1', '2025-02-05'],
      ['A-2', '2025-05-01'],
    ])
  })

  it('is that of a person: what comes while the catalogue is read is in neither', async () => {
    const career = home.vault.careerId(FIRST)
    const { source, befell } = racing('waitFor', recordAndBringIn)
    const page = await must(() => personPage(source, lookupsOf(source), career, home.today()))
    expect(befell()).toBe(true)
    expect(page.cohorts).not.toHaveProperty('A-3')
    const later = await must(() => personPage(source, lookupsOf(source), career, home.today()))
    expect(later.cohorts).toHaveProperty('A-3')
    expect(later.employments[0]?.hours[0]).toMatchObject({ year: 2025, hours: 56 })
  })

  it('is that of a unit, under the position it names', async () => {
    const before = (await must(home.readModels.health())).position
    const { source, befell } = racing('figure', recordAndBringIn)
    const page = await must(() => unitPage(source, lookupsOf(source), { agency: AGENCY, unit: 'UJI.1' }, home.today()))
    expect(befell()).toBe(true)
    expect([page.position, page.people.length]).toEqual([before, 2])
  })
})
