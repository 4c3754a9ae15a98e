/** Curricula: where ratings of material and method were low, a second version, made of the cohorts that said so. */
import { revisionDay } from '../programs.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const kurikulum: SimulatedFile = {
  name: 'kurikulum',
  columns: ['kode_program', 'versi', 'tanggal', 'perubahan', 'alasan', 'temuan_dari', 'oleh'],
  rows: function* ({ programs, cohorts, firstYear, until }) {
    for (const program of programs) {
      const on = revisionDay(program, firstYear)
      if (on === null || on > until) continue
      const findings = cohorts.filter((cohort) => cohort.program === program && cohort.ends < on).slice(-4)
      if (findings.length > 0)
        yield [
          program.code,
          '2',
          on,
          'Lebih banyak latihan dan contoh kasus',
          'Nilai materi dan metode rendah',
          findings.map(({ code }) => code).join(';'),
          'BKPSDM Kota Simulasi',
        ]
    }
  },
  wrong: () => [],
}
