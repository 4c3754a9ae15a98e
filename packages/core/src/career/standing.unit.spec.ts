import { arbitraryCareerAndCatalogues, arbitraryLocalDate, code, day, employeeNumber, fact, happened, historyOf } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { empty } from '../catalogue/Catalogue.js'
import type { EventDraft } from '../event/Envelope.js'
import type { DataOf } from '../fact/Fact.js'
import type { Grade, ServantStatus } from '../fact/values.js'
import type { Employment } from './Employment.js'
import { employments } from './employments.js'
import { isPermanent, positionOn, rankOn, standingOn } from './standing.js'

const employmentOf = (...drafts: ReadonlyArray<EventDraft>): Employment => {
  const [employment] = employments(historyOf(drafts), () => empty)
  return employment ?? expect.fail('no employment')
}
const sk = (date: string) => ({ number: `SK ${date}`, date: day(date) })

const appointed = (n: number, on: string, status: ServantStatus = 'PNS', unit = 'U-1') =>
  happened(
    n,
    on,
    fact(
      'Appointed',
      { status, sex: 'L', education: 'S1', graduationYear: null, unitId: code(unit), unitName: null },
      {
        number: employeeNumber('198504122010031907'),
        name: 'Contoh Uji',
        titleBefore: null,
        titleAfter: null,
        birthDate: day('1985-04-12'),
      },
    ),
  )
const promoted = (n: number, on: string, grade: Grade, signed: string) =>
  happened(n, on, fact('Promoted', { grade, kind: null, decree: sk(signed) }, null))
const positioned = (n: number, on: string, signed: string, parts: Partial<DataOf<'Positioned'>>) =>
  happened(
    n,
    on,
    fact(
      'Positioned',
      {
        positionId: code('J-1'),
        positionName: 'Analis',
        level: 'pengawas',
        unitId: code('U-9'),
        assignment: 'D',
        decree: sk(signed),
        ...parts,
      },
      null,
    ),
  )

describe('standing', () => {
  const left = happened(9, '2024-06-01', fact('Left', { kind: 'mutasi_keluar', decree: sk('2024-05-01') }, null))

  it('is none before the appointment', () => expect(standingOn(employmentOf(appointed(1, '2010-03-01')), day('2010-02-28'))).toBeNull())

  it('is active from the first day to the day before the exit', () => {
    const employment = employmentOf(appointed(1, '2010-03-01'), left)
    const active = ['2010-03-01', '2024-05-31', '2024-06-01', '2030-01-01'].map((on) => standingOn(employment, day(on))?.active)
    expect(active).toEqual([true, true, false, false])
  })

  it('takes the appointment with the latest TMT, not the one recorded last', () => {
    const employment = employmentOf(appointed(1, '2015-01-01', 'PNS', 'U-2'), appointed(2, '2010-03-01', 'CPNS', 'U-1'))
    expect(standingOn(employment, day('2012-01-01'))?.status).toBe('CPNS')
    expect(standingOn(employment, day('2015-01-01'))).toMatchObject({ status: 'PNS', unitId: 'U-2' })
  })

  it('has the unit of the appointment and level pelaksana without a position', () =>
    expect(standingOn(employmentOf(appointed(1, '2010-03-01')), day('2012-01-01'))).toMatchObject({
      level: 'pelaksana',
      unitId: 'U-1',
      position: null,
      rank: null,
    }))

  it('is not changed by acting posts', () => {
    const employment = employmentOf(
      appointed(1, '2010-03-01'),
      positioned(2, '2015-01-01', '2014-12-01', {}),
      positioned(3, '2016-01-01', '2015-12-01', { assignment: 'PLT', unitId: code('U-5'), level: 'administrator' }),
      positioned(4, '2017-01-01', '2016-12-01', { assignment: 'PLH', unitId: code('U-6') }),
    )
    expect(standingOn(employment, day('2018-01-01'))).toMatchObject({ level: 'pengawas', unitId: 'U-9' })
  })

  it('breaks ties of a day by the later decree, then the greater position', () => {
    const ranks = employmentOf(promoted(1, '2020-04-01', 'III/b', '2020-03-02'), promoted(2, '2020-04-01', 'III/a', '2020-03-01'))
    expect(rankOn(ranks, day('2020-04-01'))?.data.grade).toBe('III/b')
    const byDecree = employmentOf(
      positioned(1, '2020-01-01', '2019-12-02', { positionId: code('J-1') }),
      positioned(2, '2020-01-01', '2019-12-01', { positionId: code('J-2') }),
    )
    expect(positionOn(byDecree, day('2020-01-01'))?.data.positionId).toBe('J-1')
    const byId = employmentOf(
      positioned(1, '2020-01-01', '2019-12-01', { positionId: code('J-2') }),
      positioned(2, '2020-01-01', '2019-12-01', { positionId: code('J-1') }),
    )
    expect(positionOn(byId, day('2020-01-01'))?.data.positionId).toBe('J-2')
  })

  it('has a rank and a position effective on the day or before, and none is later', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, on) => {
        for (const employment of employments(career, catalogueOf)) {
          const last = (list: ReadonlyArray<{ readonly on: string | null }>) =>
            list.reduce<string | null>((max, held) => (held.on !== null && held.on <= on && held.on > (max ?? '') ? held.on : max), null)
          expect(rankOn(employment, on)?.on ?? null).toBe(last(employment.ranks))
          expect(positionOn(employment, on)?.on ?? null).toBe(last(employment.positions.filter(({ data }) => data.assignment === 'D')))
          expect(standingOn(employment, on)?.appointment.on ?? null).toBe(last(employment.appointments))
        }
      }),
    )
  })

  it('counts candidates among the permanent', () =>
    expect([isPermanent('PNS'), isPermanent('CPNS'), isPermanent('PPPK')]).toEqual([true, true, false]))
})
