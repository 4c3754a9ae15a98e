import { arbitraryCareerAndCatalogues, arbitraryLocalDate, code, day, employeeNumber, fact, happened, historyOf } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { empty } from '../catalogue/Catalogue.js'
import type { EventDraft } from '../event/Envelope.js'
import type { DataOf } from '../fact/Fact.js'
import type { Grade, ServantStatus } from '../fact/values.js'
import { asOf, type Employment } from './Employment.js'
import { employments } from './employments.js'
import { lastPositionOn, levelSince, positionOn } from './position.js'
import { rankOn, standingOn } from './standing.js'
import { isPermanent } from './status.js'

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
      appointed(9, '2010-03-01'),
      positioned(1, '2020-01-01', '2019-12-02', { positionId: code('J-1') }),
      positioned(2, '2020-01-01', '2019-12-01', { positionId: code('J-2') }),
    )
    expect(positionOn(byDecree, day('2020-01-01'))?.data.positionId).toBe('J-1')
    const byId = employmentOf(
      appointed(9, '2010-03-01'),
      positioned(1, '2020-01-01', '2019-12-01', { positionId: code('J-2') }),
      positioned(2, '2020-01-01', '2019-12-01', { positionId: code('J-1') }),
    )
    expect(positionOn(byId, day('2020-01-01'))?.data.positionId).toBe('J-2')
    const byUnit = employmentOf(
      appointed(9, '2010-03-01'),
      positioned(1, '2020-01-01', '2019-12-01', { unitId: code('U-2') }),
      positioned(2, '2020-01-01', '2019-12-01', { unitId: code('U-1') }),
    )
    expect(positionOn(byUnit, day('2020-01-01'))?.data.unitId).toBe('U-2')
  })

  it('has a rank and a position effective on the day or before, and none is later', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDate, ({ career, catalogueOf }, on) => {
        for (const employment of employments(career, catalogueOf)) {
          const last = (list: ReadonlyArray<{ readonly on: string | null }>) =>
            list.reduce<string | null>((max, held) => (held.on !== null && held.on <= on && held.on > (max ?? '') ? held.on : max), null)
          expect(rankOn(employment, on)?.on ?? null).toBe(last(employment.ranks))
          const definitive = employment.positions.filter(({ data }) => data.assignment === 'D')
          expect(lastPositionOn(employment, on)?.on ?? null).toBe(last(definitive))
          expect([null, lastPositionOn(employment, on)]).toContain(positionOn(employment, on))
          expect(standingOn(employment, on)?.appointment.on ?? null).toBe(last(employment.appointments))
        }
      }),
    )
  })

  it('takes level and family, but neither post nor unit, from a position of before the present spell of service', () => {
    const teacher = positioned(2, '2012-01-01', '2011-12-01', { level: 'ahli_muda', family: 'guru' })
    const back = happened(10, '2025-01-01', fact('TransferredIn', { from: 'Kabupaten Contoh', decree: sk('2024-12-01') }, null))
    const returned = employmentOf(appointed(1, '2010-03-01'), teacher, left, back)
    expect(standingOn(returned, day('2024-05-31'))).toMatchObject({ active: true, unitId: 'U-9', position: { data: { unitId: 'U-9' } } })
    expect(standingOn(returned, day('2025-01-01'))).toMatchObject({
      active: true,
      servesSince: '2025-01-01',
      level: 'ahli_muda',
      family: 'guru',
      unitId: 'U-1',
      position: null,
    })
    const again = employmentOf(appointed(1, '2010-03-01'), teacher, left, back, positioned(3, '2025-03-01', '2025-02-01', {}))
    expect(standingOn(again, day('2025-03-01'))).toMatchObject({ level: 'pengawas', family: 'lain', unitId: 'U-9' })
  })

  it('is CPNS before the confirmation and PNS from it, whatever the appointment says; a PPPK stays one', () => {
    const confirmed = happened(5, '2025-02-01', fact('Confirmed', { decree: sk('2025-01-20') }, null))
    for (const said of ['PNS', 'CPNS'] as const) {
      const employment = employmentOf(appointed(1, '2023-12-01', said), confirmed)
      expect(['2024-12-31', '2025-01-31', '2025-02-01'].map((on) => standingOn(employment, day(on))?.status)).toEqual([
        'CPNS',
        'CPNS',
        'PNS',
      ])
      // A report cuts what is not effective yet: the confirmation still says what somebody was before.
      expect(standingOn(asOf(employment, day('2024-12-31')), day('2024-12-31'))?.status).toBe('CPNS')
    }
    expect(standingOn(employmentOf(appointed(1, '2023-12-01', 'CPNS')), day('2030-01-01'))?.status).toBe('CPNS')
    expect(standingOn(employmentOf(appointed(1, '2023-12-01', 'PPPK'), confirmed), day('2026-01-01'))?.status).toBe('PPPK')
  })

  it('is excused on leave outside state expense and while dismissed for a time, not on study duty', () => {
    const duty = (n: number, on: string, kind: DataOf<'DutyStatus'>['kind'], ends: string | null) =>
      happened(n, on, fact('DutyStatus', { kind, endsOn: ends === null ? null : day(ends), decree: sk(on) }, null))
    const employment = employmentOf(
      appointed(1, '2010-03-01'),
      duty(2, '2020-01-01', 'cltn', '2021-01-01'),
      duty(3, '2022-01-01', 'tugas_belajar', null),
      duty(4, '2024-01-01', 'diberhentikan_sementara', null),
    )
    const days = ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01', '2022-06-01', '2023-12-31', '2024-01-01', '2030-01-01']
    expect(days.map((on) => standingOn(employment, day(on))?.excused)).toEqual([false, true, true, false, false, false, true, true])
  })

  it('has the level since the first position of it without a break', () => {
    const employment = employmentOf(
      appointed(1, '2010-03-01'),
      positioned(2, '2012-01-01', '2011-12-01', { level: 'ahli_muda' }),
      positioned(3, '2014-01-01', '2013-12-01', { level: 'pengawas' }),
      positioned(4, '2016-01-01', '2015-12-01', { level: 'ahli_muda' }),
      positioned(5, '2018-01-01', '2017-12-01', { level: 'ahli_muda', unitId: code('U-3') }),
      positioned(6, '2019-01-01', '2018-12-01', { level: 'administrator', assignment: 'PLT' }),
    )
    expect(['2011-12-31', '2013-06-01', '2015-06-01', '2020-01-01'].map((on) => levelSince(employment, day(on)))).toEqual([
      null,
      '2012-01-01',
      '2014-01-01',
      '2016-01-01',
    ])
  })

  it('counts candidates among the permanent', () =>
    expect([isPermanent('PNS'), isPermanent('CPNS'), isPermanent('PPPK')]).toEqual([true, true, false]))
})
