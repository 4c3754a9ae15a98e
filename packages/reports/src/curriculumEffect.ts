/** `curriculum-effect`: ratings before a change of a curriculum, and after it. */
import { policyOn, ratingsThatHold } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, FinishInput, OutputRow, SumReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { at, byText, keyOf, total } from './shared/key.js'
import { ratio } from './shared/round.js'
import { fewestInForce } from './shared/thresholds.js'

/** Places: ratings, sum of material and method. The mean is that of (material + method) / 2. */
const mean = (v: ReadonlyArray<number>, fewest: number): number | null => (at(v, 0) < fewest ? null : ratio(at(v, 1), 2 * at(v, 0)))

interface Change {
  readonly program: string
  readonly version: string
  readonly because: ReadonlyArray<string>
  readonly before: ReadonlyArray<number>
  readonly after: ReadonlyArray<number>
}

/** Changes up to the as-of day, with the ratings before and after. */
const changesOf = (sums: Sums.Sums, { catalogue, args }: Pick<FinishInput, 'catalogue' | 'args'>): ReadonlyArray<Change> => {
  const ratings = (cohorts: Iterable<string>): ReadonlyArray<number> => total([...new Set(cohorts)].map((cohort) => sums.get(cohort) ?? []))
  return catalogue.curricula
    .filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= args.asOf)
    .map(({ data: { program, version, findingsFrom } }) => {
      const held = [...catalogue.cohorts.values()].filter((each) => each.program === program && each.curriculumVersion === version)
      return { program, version, because: findingsFrom, before: ratings(findingsFrom), after: ratings(held.map(({ code }) => code)) }
    })
    .sort((a, b) => byText(a.program, b.program) || byText(a.version, b.version))
}

/** Name of what one of the two means rests on. */
const restOf = ({ program, version }: Change, side: 'before' | 'after'): string => keyOf(program, version, side)

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
    { key: 'suppressed', id: 'Disembunyikan', en: 'Suppressed', as: 'flag' },
  ],
  day: dayAsOf,
  check: checked('asOf'),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of ratingsThatHold(employment)) sums.add(data.cohort, [1, data.material + data.method])
    return sums.build()
  },
  rests: (sums, input) =>
    new Map(
      changesOf(sums, input).flatMap((change) =>
        (['before', 'after'] as const).map((side) => [
          restOf(change, side),
          { people: at(change[side], 0), says: String(at(change[side], 1)) },
        ]),
      ),
    ),
  finish: (sums, { catalogue, args, withholding }): Body => {
    const fewest = policyOn(catalogue, 'small-counts', args.asOf).parameters.fewest.value
    const rows = changesOf(sums, { catalogue, args }).map((change): OutputRow => {
      const { program, version, because, before, after } = change
      const withheld = (side: 'before' | 'after') => withholding?.few(restOf(change, side)) === true && mean(change[side], fewest) !== null
      const shown = (side: 'before' | 'after') => (withheld(side) ? null : mean(change[side], fewest))
      return {
        programId: program,
        version,
        because,
        before: shown('before'),
        after: shown('after'),
        nBefore: at(before, 0),
        nAfter: at(after, 0),
        ...(withheld('before') || withheld('after') ? { suppressed: true } : {}),
      }
    })
    return { base: { changes: rows.length }, rows }
  },
}
