/** Sanctions: below one in a hundred permanent servants a year. */
import { addDays, addMonths, type Severity } from '@jejak/core'
import { someDay } from '../dates.js'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const hukdis: SimulatedFile = {
  name: 'hukdis',
  columns: ['nip', 'tingkat', 'nomor_sk', 'tanggal_sk', 'mulai', 'akhir'],
  rows: function* ({ seed, people, firstYear, lastYear, until }) {
    for (let year = firstYear; year <= lastYear; year++)
      for (const person of people) {
        const random = randomOf(seed, 'hukdis', year, person.index)
        if (person.status === 'PPPK' || !random.chance(0.007 * Math.max(0.2, 1 - 0.6 * person.quality))) continue
        const on = someDay(random, year)
        const severity = random.weighted<Severity>([
          ['R', 6],
          ['S', 3],
          ['B', 1],
        ])
        if (on > until || !isActive(person, on)) continue
        const ends = severity === 'R' ? '' : addMonths(on, severity === 'B' ? 12 : random.pick([6, 9, 12]))
        yield [person.number, severity, `SIM/HD/${person.index}/${year}`, addDays(on, -15), on, ends]
      }
  },
  wrong: () => [],
}
