/** `leader-support`: what superiors answered to requests for study time, and how fast. */
import { daysBetween, type RefusalReason, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, Column, OutputRow, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { addTo, at, keyOf, partsOf, sorted } from './shared/key.js'
import { medianOf } from './shared/median.js'
import { inYear } from './shared/population.js'

const REASONS: ReadonlyArray<RefusalReason> = ['waktu', 'relevansi', 'anggaran', 'lain']
const WORDS: Readonly<Record<RefusalReason, string>> = { waktu: 'No time', relevansi: 'Not relevant', anggaran: 'No budget', lain: 'Other' }

/** Places: requested, approved, rejected, then the reasons in their order. */
const FIRST_REASON = 3

const figures = (v: ReadonlyArray<number>, days: ReadonlyMap<number, number>): OutputRow => ({
  requested: at(v, 0),
  approved: at(v, 1),
  rejected: at(v, 2),
  reasons: Object.fromEntries(REASONS.map((reason, i) => [reason, at(v, FIRST_REASON + i)])),
  medianDays: medianOf(days),
})

export const leaderSupport: SumReport = {
  kind: 'sums',
  name: 'leader-support',
  version: 2,
  title: { id: 'Dukungan pimpinan', en: 'Support of leaders' },
  meaning: {
    id: 'Permohonan waktu belajar menurut unit pemohon pada hari pengajuan: disetujui, ditolak dengan alasannya, dan median hari sampai putusan.',
    en: 'Requests for study time by the unit of the day of the request: approved, rejected with the reason, and median days to the answer.',
  },
  takes: ['year', 'asOf', 'unit'],
  policy: null,
  reads: [...STANDING_TYPES, 'StudyTimeAnswered'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'requested', id: 'Diajukan', en: 'Requested', as: 'count' },
    { key: 'approved', id: 'Disetujui', en: 'Approved', as: 'count' },
    { key: 'rejected', id: 'Ditolak', en: 'Rejected', as: 'count' },
    ...REASONS.map(
      (reason): Column => ({ key: `reasons.${reason}`, id: `Alasan: ${reason}`, en: `Reason: ${WORDS[reason]}`, as: 'count' }),
    ),
    { key: 'medianDays', id: 'Median hari', en: 'Median days', as: 'number' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    for (const { on, data } of employment.studyTimes) {
      // A request has a day of its own; it counts while there is a cohort that it is for.
      if (on === null || !inYear(on, year) || !catalogue.cohorts.has(data.cohort)) continue
      const unit = standingOn(employment, on)?.unitId
      if (unit === undefined) continue
      const vector = [1, data.approved ? 1 : 0, data.approved ? 0 : 1, 0, 0, 0, 0]
      if (!data.approved && data.reason !== null) vector[FIRST_REASON + REASONS.indexOf(data.reason)] = 1
      sums.add(keyOf(unit), vector).add(keyOf(unit, String(daysBetween(on, data.answeredOn))), [1])
    }
    return sums.build()
  },
  finish: (sums, { args }): Body => {
    const units = new Map<string, number[]>()
    const days = new Map<string, Map<number, number>>()
    for (const [key, vector] of sums) {
      const [unit, day] = partsOf(key)
      if (unit === undefined || (args.unit !== null && unit !== args.unit)) continue
      if (day === undefined) addTo(units, unit, vector)
      else {
        const multiset = days.get(unit) ?? new Map<number, number>()
        multiset.set(Number(day), at(vector, 0))
        days.set(unit, multiset)
      }
    }
    const rows = sorted(units).map(([unitId, v]) => ({ unitId, ...figures(v, days.get(unitId) ?? new Map()) }))
    return { base: { requests: [...units.values()].reduce((sum, v) => sum + at(v, 0), 0) }, rows }
  },
}
