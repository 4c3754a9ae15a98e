/** Service exams: the first before grade III/a, the second before IV/a, of those who rise by regular promotion. */
import { addDays } from '@jejak/core'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const ujianDinas: SimulatedFile = {
  name: 'ujian_dinas',
  columns: ['nip', 'tingkat', 'tanggal', 'nomor'],
  rows: function* ({ seed, people, from, until }) {
    for (const person of people)
      for (const { grade, on, kind } of person.ranks) {
        if (kind !== 'reguler' || (grade !== 'III/a' && grade !== 'IV/a')) continue
        const sat = addDays(on, -randomOf(seed, 'ujian_dinas', person.index, grade).int(90, 300))
        const level = grade === 'III/a' ? 'I' : 'II'
        if (sat >= from && sat <= until && sat > person.entry && isActive(person, sat))
          yield [person.number, level, sat, `SIM/UD/${level}/${person.index}`]
      }
  },
  wrong: () => [],
}
