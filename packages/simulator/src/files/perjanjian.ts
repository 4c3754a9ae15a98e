/** Agreements of contract servants: of up to five years, each renewed the day after it ended. */
import { addDays, addYears, type LocalDate, yearOf } from '@jejak/core'
import type { Person } from '../model.js'
import { earlierNumberOf } from '../moves.js'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { Cells, SimulatedFile } from './SimulatedFile.js'

const cellsOf = (number: string, { index }: Person, begins: LocalDate, ends: LocalDate): Cells => [
  number,
  begins,
  ends,
  `SIM/PK/${index}/${yearOf(begins)}`,
  addDays(begins, -14),
]

export const perjanjian: SimulatedFile = {
  name: 'perjanjian',
  columns: ['nip', 'mulai', 'akhir', 'nomor', 'tanggal'],
  rows: function* (world) {
    for (const person of world.people) {
      const earlier = earlierNumberOf(world, person)
      if (earlier !== null) yield cellsOf(earlier.number, person, earlier.entry, addDays(person.entry, -1))
      if (person.status !== 'PPPK') continue
      const years = randomOf(world.seed, 'perjanjian', person.index).pick([1, 3, 5, 5])
      for (let begins = person.entry; begins <= world.until && isActive(person, begins); begins = addYears(begins, years))
        yield cellsOf(person.number, person, begins, addDays(addYears(begins, years), -1))
    }
  },
  wrong: () => [],
}
