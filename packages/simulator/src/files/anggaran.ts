/** Budget lines by program and year: a ceiling, sometimes a revision, and what the runs cost. */
import type { LocalDate } from '@jejak/core'
import { day } from '../dates.js'
import { randomOf } from '../Random.js'
import type { SimulatedFile } from './SimulatedFile.js'

const thousands = (rupiah: number): number => Math.round(rupiah / 1000) * 1000

export const anggaran: SimulatedFile = {
  name: 'anggaran',
  columns: ['tahun', 'kode_program', 'tanggal', 'jenis', 'rupiah', 'bukti'],
  rows: function* ({ seed, programs, cohorts, firstYear, lastYear, until }) {
    for (let year = firstYear; year <= lastYear; year++)
      for (const program of programs) {
        const random = randomOf(seed, 'anggaran', year, program.code)
        const proof = `SIM/DPA/${year}/${program.code}`
        const spent = new Map<LocalDate, number>()
        for (const cohort of cohorts)
          if (cohort.program === program && cohort.ends.startsWith(`${year}-`))
            spent.set(
              cohort.ends,
              (spent.get(cohort.ends) ?? 0) + thousands(cohort.quota * program.rupiahPerSeat * (0.8 + 0.3 * random.next())),
            )
        const total = [...spent.values()].reduce((sum, rupiah) => sum + rupiah, 0)
        if (total === 0 || day(year, 1, 5) > until) continue
        yield [year, program.code, day(year, 1, 5), 'pagu', thousands(total * (0.95 + 0.4 * random.next())), proof]
        const revised = day(year, 7, random.int(1, 28))
        if (random.chance(0.3) && revised <= until)
          yield [year, program.code, revised, 'revisi', thousands(total * random.pick([-0.1, -0.05, 0.05, 0.1])), proof]
        for (const [on, rupiah] of [...spent].sort(([a], [b]) => (a < b ? -1 : 1)))
          yield [year, program.code, on, 'realisasi', rupiah, proof]
      }
  },
  wrong: ({ programs: [program], lastYear }) =>
    program === undefined
      ? []
      : [{ code: 'VALUE_INVALID', cells: [lastYear, program.code, day(lastYear, 1, 6), 'realisasi', -1000, 'SIM/SALAH'] }],
}
