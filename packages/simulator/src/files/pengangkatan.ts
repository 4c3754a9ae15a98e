/** Candidates who became PNS: a year after they entered, or some months later. */
import { addDays, addMonths, addYears, earlier, yearOf } from '@jejak/core'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const pengangkatan: SimulatedFile = {
  name: 'pengangkatan',
  columns: ['nip', 'tmt', 'nomor_sk', 'tanggal_sk'],
  rows: function* ({ seed, people, from, until }) {
    for (const person of people) {
      if (person.status !== 'PNS' || person.entry < from) continue
      const months = randomOf(seed, 'pengangkatan', person.index).int(0, 8)
      const on = earlier(addMonths(addYears(person.entry, 1), months), until)
      if (isActive(person, on)) yield [person.number, on, `SIM/PNS/${person.index}/${yearOf(on)}`, addDays(on, -20)]
    }
  },
  wrong: () => [],
}
