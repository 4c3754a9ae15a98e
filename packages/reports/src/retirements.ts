/** `retirements`: who reaches the pension age in a span of months, and how many key positions that empties. */

import { LAW, type LocalDate, STANDING_TYPES, standingOn, yearMonthOf } from '@jejak/core'
import type { Arguments, Body, CellOfTable, TableReport } from './Report.js'
import { checked, dayAsOf, firstOfPeriod } from './shared/arguments.js'
import { isKeyPost } from './shared/bench.js'
import { COLUMNS, monthsOf } from './shared/cells.js'
import { addTo, at, sorted } from './shared/key.js'
import { pensionGrounds, pensionOf } from './shared/pension.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

const isAsked = (on: LocalDate, { from, to }: Arguments): boolean => (from === null || on >= from) && (to === null || on <= to)

/** Those whose pension begins in a month (`yyyy-mm`), or in any of the span. */
const retiringIn = (month: string | null): CellOfTable => ({
  columns: [
    { key: 'pensionOn', id: 'TMT pensiun', en: 'Pension from', as: 'date' },
    COLUMNS.status,
    { key: 'positionId', id: 'Jabatan', en: 'Position', as: 'text' },
  ],
  stands: () => true,
  line: (row, person, input) => {
    const on = pensionOf(row, person, input)
    if (on === null || !isAsked(on, input.args) || (month !== null && yearMonthOf(on) !== month)) return null
    const { unitId = null, status = null, positionId = null } = row
    return { unitId, pensionOn: on, status, positionId }
  },
})

export const retirements: TableReport = {
  kind: 'table',
  name: 'retirements',
  version: 2,
  title: { id: 'Proyeksi pensiun', en: 'Retirements' },
  meaning: {
    id: `Pegawai aktif pada tanggal data yang TMT pensiunnya jatuh dalam rentang itu, per bulan, menurut batas usia pensiun jabatannya, rumpunnya, atau jenjangnya sekarang (${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}).`,
    en: `Staff active on the as-of day whose pension TMT lies in the span, by month, by the retirement age of their present post, family of positions, or level (${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}).`,
  },
  takes: ['from', 'to', 'asOf', 'unit'],
  policy: 'retirement-age',
  reads: [...STANDING_TYPES],
  columns: [
    { key: 'month', id: 'Bulan', en: 'Month', as: 'text' },
    { key: 'people', id: 'PNS', en: 'PNS', as: 'count' },
    { key: 'pppk', id: 'PPPK', en: 'PPPK', as: 'count' },
    { key: 'keyPositions', id: 'Jabatan kunci', en: 'Key positions', as: 'count' },
  ],
  day: dayAsOf,
  check: checked('from', 'to', 'asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true) return null
    const { position, unitId, status } = standing
    return {
      unitId,
      key: position !== null && isKeyPost(catalogue, position.data, args.asOf),
      status,
      positionId: position?.data.positionId ?? null,
      ...pensionGrounds(standing, catalogue, args.asOf),
    }
  },
  cells: {
    names: ['all', 'yyyy-mm'],
    there: (args) => ['all', ...monthsOf(args)],
    at: (name) => (name === 'all' || firstOfPeriod(name) !== null ? retiringIn(name === 'all' ? null : name) : null),
  },
  finish: (rows, input): Body => {
    const { personOf, args } = input
    const months = new Map<string, number[]>()
    const unnamed = new Unnamed()
    const base = { people: 0, unknown: 0 }
    for (const { career, row } of rows) {
      if (args.unit !== null && row['unitId'] !== args.unit) continue
      const person = personOf(career)
      if (!isNamed(person)) {
        unnamed.add(person)
        continue
      }
      base.people++
      const on = pensionOf(row, person, input)
      const isKey = row['key'] === true ? 1 : 0
      if (on === null) base.unknown++
      else if (isAsked(on, args)) addTo(months, yearMonthOf(on), row['status'] === 'PPPK' ? [0, 1, isKey] : [1, 0, isKey])
    }
    return {
      base: { ...base, ...unnamed.base() },
      rows: sorted(months).map(([month, v]) => ({ month, people: at(v, 0), pppk: at(v, 1), keyPositions: at(v, 2) })),
    }
  },
}
