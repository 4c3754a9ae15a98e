/** `curriculum-effect`: ratings before a change of a curriculum, and after it. */
import { policyOn, ratingsThatHold } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, OutputRow, SumReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { at, byText, total } from './shared/key.js'
import { ratio } from './shared/round.js'
import { fewestInForce } from './shared/thresholds.js'

/** Places: ratings, sum of material and method. The mean is that of (material + method) / 2. */
const mean = (v: ReadonlyArray<number>, fewest: number): number | null => (at(v, 0) < fewest ? null : ratio(at(v, 1), 2 * at(v, 0)))

export const curriculumEffect: SumReport = {
  kind: 'sums',
  name: 'curriculum-effect',
  version: 2,
  title: { id: 'Dampak perubahan kurikulum', en: 'Effect of curriculum changes' },
  meaning: {
    id: 'Rata-rata nilai materi dan metode dari angkatan yang temuannya menjadi alasan perubahan, dan dari angkatan yang memakai versi barunya. Kurang dari {fewest} penilaian: tidak ditampilkan. Hubungan, bukan sebab-akibat.',
    en: 'Mean of material and method over the cohorts whose findings led to the change, and over the cohorts held with the new version. Below {fewest} ratings no mean is shown. Association, not cause.',
  },
  thresholds: fewestInForce,
  takes: ['asOf'],
  policy: 'small-counts',
  reads: ['Attended', 'Rated'],
  columns: [
    { key: 'programId', id: 'Program', en: 'Program', as: 'text' },
    { key: 'version', id: 'Versi', en: 'Version', as: 'text' },
    { key: 'because', id: 'Karena temuan', en: 'Because of', as: 'text' },
    { key: 'before', id: 'Sebelum', en: 'Before', as: 'mean' },
    { key: 'after', id: 'Sesudah', en: 'After', as: 'mean' },
    { key: 'nBefore', id: 'n sebelum', en: 'n before', as: 'count' },
    { key: 'nAfter', id: 'n sesudah', en: 'n after', as: 'count' },
  ],
  day: dayAsOf,
  check: checked('asOf'),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of ratingsThatHold(employment)) sums.add(data.cohort, [1, data.material + data.method])
    return sums.build()
  },
  finish: (sums, { catalogue, args }): Body => {
    const fewest = policyOn(catalogue, 'small-counts', args.asOf).parameters.fewest.value
    const ratings = (cohorts: Iterable<string>): ReadonlyArray<number> =>
      total([...new Set(cohorts)].map((cohort) => sums.get(cohort) ?? []))
    const rows: { readonly order: readonly [string, string]; readonly row: OutputRow }[] = []
    for (const { effectiveOn, data } of catalogue.curricula) {
      if (effectiveOn !== null && effectiveOn > args.asOf) continue
      const before = ratings(data.findingsFrom)
      const held = [...catalogue.cohorts.values()].filter(
        ({ program, curriculumVersion }) => program === data.program && curriculumVersion === data.version,
      )
      const after = ratings(held.map(({ code }) => code))
      rows.push({
        order: [data.program, data.version],
        row: {
          programId: data.program,
          version: data.version,
          because: data.findingsFrom,
          before: mean(before, fewest),
          after: mean(after, fewest),
          nBefore: at(before, 0),
          nAfter: at(after, 0),
        },
      })
    }
    rows.sort((a, b) => byText(a.order[0], b.order[0]) || byText(a.order[1], b.order[1]))
    return { base: { changes: rows.length }, rows: rows.map(({ row }) => row) }
  },
}
