/** `retirements`: who reaches the pension age in a span of months, and how many key positions that empties. */

import { Catalogue, isPermanent, LAW, Level, pensionFrom, policyOn, standingOn, yearMonthOf } from '@jejak/core'
import type { Body, TableReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { addTo, at, sorted } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

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
  reads: ['Appointed', 'Retired', 'Left', 'Positioned'],
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
    const { position, level, unitId } = standing
    const post = position === null ? undefined : catalogue.posts.get(Catalogue.postKey(position.data.unitId, position.data.positionId))
    return { unitId, level, key: post?.key === true }
  },
  finish: (rows, { catalogue, personOf, args }): Body => {
    const { parameters } = policyOn(catalogue, 'retirement-age', args.asOf)
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
      const level = row['level']
      const on = Level.is(level) ? pensionFrom(person.birthDate, level, parameters) : null
      if (on === null) base.unknown++
      else if ((args.from === null || on >= args.from) && (args.to === null || on <= args.to))
        addTo(months, yearMonthOf(on), [1, row['key'] === true ? 1 : 0])
    }
    return {
      base: { ...base, ...unnamed.base() },
      rows: sorted(months).map(([month, v]) => ({ month, people: at(v, 0), keyPositions: at(v, 1) })),
    }
  },
}
