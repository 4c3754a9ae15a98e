/** `training-hours`: hours of training (JP) of a year, unit by unit. */
import { trainingHours as hoursOf, isPermanent, LAW, policyOn, STANDING_TYPES } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { COLUMNS, cellsByPlace } from './shared/cells.js'
import { at, sorted, total } from './shared/key.js'
import { inPopulation } from './shared/population.js'
import { ratio } from './shared/round.js'
import { hoursInForce } from './shared/thresholds.js'

/** Places: PNS people, reached, hours, zero; PPPK people, hours, over limit; excused PNS, excused PPPK, who are counted nowhere else. */
const figures = (v: ReadonlyArray<number>): OutputRow => ({
  pns: { people: at(v, 0), reached: at(v, 1), share: ratio(at(v, 1), at(v, 0)), hours: at(v, 2), zero: at(v, 3), excused: at(v, 7) },
  pppk: { people: at(v, 4), hours: at(v, 5), overLimit: at(v, 6), excused: at(v, 8) },
})

export const trainingHours: SumReport = {
  kind: 'sums',
  name: 'training-hours',
  version: 2,
  title: { id: 'Jam pelatihan', en: 'Training hours' },
  meaning: {
    id: `JP pelatihan dan mentoring dalam setahun dari pegawai yang aktif pada 31 Desember, menurut unit pada hari itu. PNS berhak atas sedikitnya {floor} JP (${LAW.trainingOfPermanent}); PPPK paling banyak {ceiling} JP (${LAW.trainingOfContract}). Yang cuti di luar tanggungan negara atau diberhentikan sementara pada 31 Desember dihitung tersendiri.`,
    en: `JP of training and mentoring in a year, of those active on 31 December, in their unit of that day. A PNS has a right to at least {floor} JP (${LAW.trainingOfPermanent}); a PPPK has at most {ceiling} JP (${LAW.trainingOfContract}). Those on leave outside state expense or temporarily dismissed on 31 December are counted apart.`,
  },
  thresholds: hoursInForce,
  takes: ['year', 'asOf', 'unit'],
  policy: 'training-hours',
  reads: [...STANDING_TYPES, 'Attended', 'Mentored'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'pns.people', id: 'PNS', en: 'PNS', as: 'count' },
    { key: 'pns.reached', id: 'PNS >= {floor} JP', en: 'PNS >= {floor} JP', as: 'count' },
    { key: 'pns.share', id: 'Bagian tercapai', en: 'Share reached', as: 'share' },
    { key: 'pns.hours', id: 'JP PNS', en: 'JP of PNS', as: 'count' },
    { key: 'pns.zero', id: 'PNS tanpa JP', en: 'PNS without JP', as: 'count' },
    { key: 'pns.excused', id: 'PNS dikecualikan', en: 'PNS excused', as: 'count' },
    { key: 'pppk.people', id: 'PPPK', en: 'PPPK', as: 'count' },
    { key: 'pppk.hours', id: 'JP PPPK', en: 'JP of PPPK', as: 'count' },
    { key: 'pppk.overLimit', id: 'PPPK > {ceiling} JP', en: 'PPPK > {ceiling} JP', as: 'count' },
    { key: 'pppk.excused', id: 'PPPK dikecualikan', en: 'PPPK excused', as: 'count' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null) return Sums.empty
    const permanent = isPermanent(standing.status)
    if (standing.excused) return new Map([[standing.unitId, permanent ? [0, 0, 0, 0, 0, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0, 0, 1]]])
    const hours = hoursOf(employment, catalogue, year)
    const { floorOfPermanent, ceilingOfContract } = policyOn(catalogue, 'training-hours', endOfYear(args)).parameters
    return new Map([
      [
        standing.unitId,
        permanent
          ? [1, hours >= floorOfPermanent.value ? 1 : 0, hours, hours === 0 ? 1 : 0]
          : [0, 0, 0, 0, 1, hours, hours > ceilingOfContract.value ? 1 : 0],
      ],
    ])
  },
  cells: cellsByPlace(
    { people: 0, reached: 1, zero: 3, excused: 7, pppk: 4, overLimit: 6, pppkExcused: 8 },
    {
      columns: [COLUMNS.hours],
      rows: ({ employment }, catalogue, args) => {
        const year = yearOfQuestion(args)
        const standing = inPopulation(employment, year)
        return standing === null ? [] : [{ unitId: standing.unitId, hours: hoursOf(employment, catalogue, year) }]
      },
    },
  ),
  finish: (sums, { args }): Body => {
    const units = sorted(sums).filter(([unit]) => args.unit === null || unit === args.unit)
    const all = total(units.map(([, vector]) => vector))
    return {
      base: { people: at(all, 0) + at(all, 4) + at(all, 7) + at(all, 8) },
      rows: units.map(([unitId, vector]) => ({ unitId, ...figures(vector) })),
      totals: figures(all),
    }
  },
}
