/** `retirements`: who reaches the pension age in a span of months, and how many key positions that empties. */

import {
  Catalogue,
  isPermanent,
  LAW,
  Level,
  type LocalDate,
  pensionFrom,
  policyOn,
  STANDING_TYPES,
  standingOn,
  yearMonthOf,
} from '@jejak/core'
import type { Row as TableRow } from '@jejak/core/measure'
import type { Arguments, Body, CellOfTable, FinishInput, NamedPerson, TableReport } from './Report.js'
import { checked, dayAsOf, firstOfPeriod } from './shared/arguments.js'
import { COLUMNS } from './shared/cells.js'
import { addTo, at, sorted } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

/** TMT of the pension, by the policy of the as-of day; `null` where the age is not known. */
const pensionOf = ({ level }: TableRow, { birthDate }: NamedPerson, { catalogue, args }: FinishInput): LocalDate | null =>
  Level.is(level) ? pensionFrom(birthDate, level, policyOn(catalogue, 'retirement-age', args.asOf).parameters) : null

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
  version: 1,
  title: { id: 'Proyeksi pensiun', en: 'Retirements' },
  meaning: {
    id: `PNS aktif pada tanggal data yang TMT pensiunnya jatuh dalam rentang itu, per bulan, menurut batas usia pensiun jenjangnya sekarang (${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}).`,
    en: `PNS active on the as-of day whose pension TMT lies in the span, by month, by the retirement age of their present level (${LAW.retirementByLevel}; ${LAW.retirementOfPermanent}).`,
  },
  takes: ['from', 'to', 'asOf', 'unit'],
  policy: 'retirement-age',
  reads: [...STANDING_TYPES],
  columns: [
    { key: 'month', id: 'Bulan', en: 'Month', as: 'text' },
    { key: 'people', id: 'Orang', en: 'People', as: 'count' },
    { key: 'keyPositions', id: 'Jabatan kunci', en: 'Key positions', as: 'count' },
  ],
  day: dayAsOf,
  check: checked('from', 'to', 'asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true || !isPermanent(standing.status)) return null
    const { position, level, unitId, status } = standing
    const post = position === null ? undefined : catalogue.posts.get(Catalogue.postKey(position.data.unitId, position.data.positionId))
    return { unitId, level, key: post?.key === true, status, positionId: position?.data.positionId ?? null }
  },
  cells: {
    names: ['all', 'yyyy-mm'],
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
      if (on === null) base.unknown++
      else if (isAsked(on, args)) addTo(months, yearMonthOf(on), [1, row['key'] === true ? 1 : 0])
    }
    return {
      base: { ...base, ...unnamed.base() },
      rows: sorted(months).map(([month, v]) => ({ month, people: at(v, 0), keyPositions: at(v, 1) })),
    }
  },
}
