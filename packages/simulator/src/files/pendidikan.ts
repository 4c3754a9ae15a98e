/** Degrees that people took while they served. */
import { addMonths, addYears, type Education, yearOf } from '@jejak/core'
import { someDay } from '../dates.js'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

const NEXT: Partial<Readonly<Record<Education, Education>>> = { SLTA: 'S1', D3: 'S1', D4: 'S2', S1: 'S2', S2: 'S3' }

export const pendidikan: SimulatedFile = {
  name: 'pendidikan',
  columns: ['nip', 'tingkat', 'tahun_lulus', 'tanggal', 'nomor_ijazah'],
  rows: function* ({ seed, people, firstYear, lastYear, until }) {
    for (const person of people) {
      const random = randomOf(seed, 'pendidikan', person.index)
      const level = NEXT[person.education]
      if (level === undefined || !random.chance(level === 'S3' ? 0.01 : 0.03)) continue
      const on = someDay(random, random.int(firstYear, lastYear))
      if (on > until || on < addYears(person.entry, 2) || !isActive(person, on)) continue
      yield [person.number, level, yearOf(addMonths(on, -random.int(2, 8))), on, `SIM/IJZ/${person.index}`]
    }
  },
  wrong: () => [],
}
