/** Awards: a file says who got one, a report counts them, and an agency may let them shorten the years in rank. */
import { extension } from '@jejak/application'
import { addMonths, addYears, defineFact, definePolicy, defineRule, RANK_PROMOTION_RULES, standingOn, unknown, yearOf } from '@jejak/core'
import { exactly, parameter, whole } from '@jejak/core/codec'
import { Sums } from '@jejak/core/measure'
import { at, cells, defineFile, required } from '@jejak/exchange'
import { defineReport } from '@jejak/reports'

const given = defineFact({
  type: 'awards.Given',
  schema: 1,
  data: exactly('an award', { degree: whole(1, 3) }),
  personal: null,
  dating: 'own',
  title: { id: 'Penghargaan', en: 'Award' },
})

const file = defineFile({
  name: 'awards.given',
  fact: given,
  columns: [required('nip', cells.nip), required('tanggal', cells.date), required('tingkat', cells.whole(1, 3))],
  key: ['nip', 'tanggal'],
  person: 'nip',
  day: 'tanggal',
  toFact: (row) => ({ data: { degree: Number(at(row, 'tingkat')) }, personal: null }),
})

const policy = definePolicy({
  name: 'awards.rank',
  about: 'months that an award of the last two years takes off the years in rank',
  basis: 'Perwali 3/2026',
  parameters: exactly('parameters of awards.rank', { months: parameter(whole(1, 24)) }),
  versions: {},
})

const yearsInRank = RANK_PROMOTION_RULES.find(({ code }) => code === 'YEARS_IN_RANK')
const shortened = defineRule({
  code: 'awards.YEARS_IN_RANK',
  policy,
  inPlaceOf: 'YEARS_IN_RANK',
  reads: [given],
  basis: 'Perwali 3/2026',
  mark: 'open',
  text: { id: 'Masa kerja golongan belum cukup, juga dengan penghargaan', en: 'Too few years in the rank, awards included' },
  judge: (facts, { months }) => {
    const isRecent = (on: string | null) => on !== null && on <= facts.day && on > addYears(facts.day, -2)
    const isAwarded = given.heldOf(facts.employment).some(({ on }) => isRecent(on))
    const day = isAwarded ? addMonths(facts.day, months.value) : facts.day
    return yearsInRank?.judge({ ...facts, day }) ?? unknown('YEARS_IN_RANK')
  },
})

const report = defineReport({
  kind: 'sums',
  name: 'awards.people',
  version: 1,
  title: { id: 'Penghargaan', en: 'Awards' },
  meaning: { id: 'Penghargaan tahun itu menurut unit.', en: 'Awards of the year by unit.' },
  takes: ['year', 'asOf'],
  reads: ['Appointed', 'Positioned', given],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'awards', id: 'Jumlah', en: 'Awards', as: 'count' },
  ],
  measure: ({ employment }, _catalogue, { year, asOf }) => {
    const held = given.heldOf(employment).filter(({ on }) => on !== null && on <= asOf && yearOf(on) === year).length
    return held === 0 ? Sums.empty : new Map([[standingOn(employment, asOf)?.unitId ?? '', [held]]])
  },
  finish: (sums) => ({ rows: [...sums].map(([unitId, [awards = 0]]) => ({ unitId, awards })) }),
})

export default extension({
  name: 'awards',
  version: '1',
  facts: [given],
  policies: [policy],
  rules: [shortened],
  reports: [report],
  files: [file],
})
