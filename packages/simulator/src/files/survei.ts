/** Satisfaction of the clients of each unit, twice a year, and of its staff, once. */
import { day } from '../dates.js'
import { randomOf } from '../Random.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const survei: SimulatedFile = {
  name: 'survei',
  columns: ['unor_id', 'tanggal', 'responden', 'kepuasan', 'jenis'],
  rows: function* ({ seed, units, firstYear, lastYear, until }) {
    for (let year = firstYear; year <= lastYear; year++)
      for (const unit of units) {
        for (const month of [6, 11]) {
          const random = randomOf(seed, 'survei', unit.id, year, month)
          const on = day(year, month, random.int(1, 28))
          const mean = Math.max(1, Math.min(5, random.normal(unit.satisfaction + 0.05 * (year - firstYear), 0.12)))
          if (on <= until) yield [unit.id, on, random.int(40, 260), mean.toFixed(2), '']
        }
        const random = randomOf(seed, 'survei', unit.id, year, 'pegawai')
        const on = day(year, 10, random.int(1, 28))
        const mean = Math.max(1, Math.min(5, random.normal(unit.satisfaction - 0.1, 0.2)))
        if (on <= until) yield [unit.id, on, random.int(10, 60), mean.toFixed(2), 'pegawai']
      }
  },
  wrong: () => [],
}
