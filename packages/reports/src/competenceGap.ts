/** `competence-gap`: what positions ask for, against what was assessed. */
import { COMPETENCES, type Competence, LAW, policyOn, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, CellOfSums, SumReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { latestAssessment } from './shared/assessment.js'
import { namedCells, underPart } from './shared/cells.js'
import { addTo, at, keyOf, partsOf, sorted } from './shared/key.js'
import { ratio } from './shared/round.js'

/** Those below the level that their position asks for. */
const below = (competence: Competence): CellOfSums => ({
  columns: [
    { key: 'required', id: 'Disyaratkan', en: 'Required', as: 'count' },
    { key: 'assessed', id: 'Hasil asesmen', en: 'Assessed', as: 'count' },
  ],
  adds: underPart(1, competence, 1),
  rows: ({ employment }, catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing === null) return []
    const { parameters } = policyOn(catalogue, 'competence-standard', args.asOf)
    const assessed = latestAssessment(employment, competence, args.asOf, parameters.assessmentYears.value)?.data.level ?? null
    return [{ unitId: standing.unitId, required: parameters.required.value[standing.level], assessed }]
  },
})

export const competenceGap: SumReport = {
  kind: 'sums',
  name: 'competence-gap',
  version: 1,
  title: { id: 'Kesenjangan kompetensi', en: 'Competence gap' },
  meaning: {
    id: `Tingkat yang disyaratkan jabatan dikurangi tingkat hasil asesmen terakhir dalam {years:word} tahun, dari pegawai yang aktif (${LAW.competenceStandard}). Rata-rata atas semua yang diases; negatif berarti di atas syarat.`,
    en: `Level the position asks for minus the last assessed level of {years:word} years, of those active (${LAW.competenceStandard}). Mean over all assessed; negative means above the standard.`,
  },
  thresholds: (policies, day) => ({ years: policyOn(policies, 'competence-standard', day).parameters.assessmentYears.value }),
  takes: ['asOf', 'unit'],
  policy: 'competence-standard',
  reads: [...STANDING_TYPES, 'CompetenceAssessed'],
  columns: [
    { key: 'competence', id: 'Kompetensi', en: 'Competence', as: 'text' },
    { key: 'assessed', id: 'Diases', en: 'Assessed', as: 'count' },
    { key: 'below', id: 'Di bawah syarat', en: 'Below standard', as: 'count' },
    { key: 'meanGap', id: 'Rata-rata selisih', en: 'Mean gap', as: 'mean' },
  ],
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    if (employment.assessments.length === 0) return Sums.empty
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true) return Sums.empty
    const { parameters } = policyOn(catalogue, 'competence-standard', args.asOf)
    const required = parameters.required.value[standing.level]
    const sums = new Sums.SumsBuilder()
    let any = false
    for (const competence of COMPETENCES) {
      const level = latestAssessment(employment, competence, args.asOf, parameters.assessmentYears.value)?.data.level ?? null
      if (level === null) continue
      any = true
      sums.add(keyOf(standing.unitId, competence), [1, level < required ? 1 : 0, required - level])
    }
    if (any) sums.add(keyOf(standing.unitId), [1])
    return sums.build()
  },
  cells: namedCells(Object.fromEntries(COMPETENCES.map((competence) => [competence, below(competence)]))),
  finish: (sums, { args }): Body => {
    const competences = new Map<string, number[]>()
    let people = 0
    for (const [key, vector] of sums) {
      const [unit, competence] = partsOf(key)
      if (args.unit !== null && unit !== args.unit) continue
      if (competence === undefined) people += at(vector, 0)
      else addTo(competences, competence, vector)
    }
    return {
      base: { people },
      rows: sorted(competences).map(([competence, v]) => ({
        competence,
        assessed: at(v, 0),
        below: at(v, 1),
        meanGap: ratio(at(v, 2), at(v, 0)),
      })),
    }
  },
}
