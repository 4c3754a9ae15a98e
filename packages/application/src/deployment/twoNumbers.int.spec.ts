/** A person who got another number is found by either, on one page. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, must, newFolder, openOffice, SECOND, writeOffice } from '../../test/office.js'
import type { Deployment } from './Deployment.js'

const dir = newFolder()
let deployment: Deployment
beforeAll(async () => {
  deployment = await openOffice(dir)
  const files = writeOffice(join(dir, 'later'), {
    pegawai: [
      'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id,nip_lama',
      `${SECOND},Contoh Dua,15-06-1990,P,PNS,01-03-2015,S1,UJI.1,${FIRST}`,
    ],
  })
  await must(deployment.importFolder({ dir: files, agency: AGENCY, reason: 'Nomor baru' }))
})
afterAll(async () => {
  await deployment.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('a person with two numbers', () => {
  it('is counted under the greater of two that were given on one day, whatever their careers are called', async () => {
    const head = 'nip,nama,tanggal_lahir,jenis_kelamin,jenis_pegawai,tmt_masuk,pendidikan,unor_id,nip_lama'
    const numbers = ['01', '02', '03', '04', '05'].map((day) => {
      const of = (from: string, serial: number) => `199203${day}${from}1${serial}`
      return { earlier: of('202021', 951), lesser: of('202403', 952), greater: of('202403', 953) }
    })
    const files = writeOffice(join(dir, 'ties'), {
      pegawai: [
        head,
        ...numbers.flatMap(({ earlier, lesser, greater }) => [
          `${earlier},Contoh Lama,01-03-1992,L,PPPK,01-01-2020,S1,UJI.9,`,
          `${greater},Contoh Besar,01-03-1992,L,CPNS,01-03-2024,S1,UJI.9,${earlier}`,
          `${lesser},Contoh Kecil,01-03-1992,L,CPNS,01-03-2024,S1,UJI.9,${earlier}`,
        ]),
      ],
    })
    await must(deployment.importFolder({ dir: files, agency: AGENCY }))
    const list = await must(deployment.report({ report: 'staff-list', agency: AGENCY }))
    const there = list.rows?.filter(({ unitId }) => unitId === 'UJI.9')
    expect(there?.map(({ nip, name }) => [nip, name])).toEqual(numbers.map(({ greater }) => [greater, 'Contoh Besar']))
  })

  it('is found by either, and has one page, under the newest, with the facts of both', async () => {
    const [old, present] = [await must(deployment.careerByNumber(FIRST)), await must(deployment.careerByNumber(SECOND))]
    expect(old).not.toBe(present)
    const page = await must(deployment.person(present))
    expect(page).toMatchObject({ career: present, person: { number: SECOND, name: 'Contoh Dua' } })
    expect(page.entries.map(({ type }) => type).sort()).toEqual(['Absent', 'Appointed', 'Appointed', 'Appointed', 'Attended', 'Attended'])
    expect(page.employments).toMatchObject([{ agency: AGENCY, active: true, since: '2015-03-01', status: 'PNS' }])
    expect(page.employments[0]?.hours.at(0)).toEqual({ year: 2025, hours: 32 })
    expect(await must(deployment.person(old))).toEqual(page)
  })
})
