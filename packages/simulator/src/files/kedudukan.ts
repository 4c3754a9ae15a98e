/** Times in which somebody serves without doing the duty: leave at own expense, study, suspension, the year before the pension. */
import { addDays, addMonths, addYears, type DutyKind, type LocalDate, yearOf } from '@jejak/core'
import { someDay } from '../dates.js'
import type { Person } from '../model.js'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { Cells, SimulatedFile } from './SimulatedFile.js'

/** Months that each takes, at least and at most; the last runs to the pension. */
const MONTHS = { cltn: [12, 36], tugas_belajar: [18, 36], diberhentikan_sementara: [3, 9] } as const

const cellsOf = ({ number, index }: Person, kind: DutyKind, on: LocalDate, ends: LocalDate): Cells => [
  number,
  kind,
  on,
  ends,
  `SIM/KD/${index}/${yearOf(on)}/${kind}`,
  addDays(on, -21),
]

export const kedudukan: SimulatedFile = {
  name: 'kedudukan',
  columns: ['nip', 'kedudukan', 'mulai', 'akhir', 'nomor_sk', 'tanggal_sk'],
  rows: function* ({ seed, people, from, until, firstYear, lastYear }) {
    for (const person of people) {
      if (person.status === 'PPPK') continue
      const random = randomOf(seed, 'kedudukan', person.index)
      const { exit } = person
      const rests = exit?.kind === 'pensiun' ? addYears(exit.on, -1) : null
      if (exit !== null && rests !== null && rests >= from && random.chance(0.15)) yield cellsOf(person, 'mpp', rests, exit.on)
      if (!random.chance(0.012)) continue
      const kind = random.weighted<keyof typeof MONTHS>([
        ['cltn', 2],
        ['tugas_belajar', 6],
        ['diberhentikan_sementara', 1],
      ])
      const on = someDay(random, random.int(firstYear, lastYear))
      const [least, most] = MONTHS[kind]
      const ends = addMonths(on, random.int(least, most))
      const rested = rests === null || ends <= rests
      if (on <= until && on >= addYears(person.entry, 2) && isActive(person, on) && rested) yield cellsOf(person, kind, on, ends)
    }
  },
  wrong: () => [],
}
