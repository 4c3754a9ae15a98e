/** Ranks of permanent servants; contract servants have none. */
import { addDays, addYears, yearOf } from '@jejak/core'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const golongan: SimulatedFile = {
  name: 'golongan',
  columns: ['nip', 'golongan', 'tmt_golongan', 'nomor_sk', 'tanggal_sk', 'jenis_kp', 'batal'],
  rows: function* ({ people }) {
    for (const person of people)
      for (const { grade, on, kind } of person.ranks)
        if (isActive(person, on)) yield [person.number, grade, on, `SIM/KP/${person.index}/${yearOf(on)}`, addDays(on, -45), kind, '']
  },
  wrong: ({ people }) =>
    people.slice(0, 400).flatMap(({ number, entry, ranks, index }) => {
      const [first] = ranks
      if (first === undefined || index % 4 !== 0) return []
      return [
        {
          code: 'BEFORE_APPOINTMENT',
          cells: [number, first.grade, addYears(entry, -1), `SIM/SALAH/KP/${index}`, addYears(entry, -1), 'awal', ''],
        },
        { code: 'VALUE_INVALID', cells: [number, 'V/a', addDays(entry, 90), `SIM/SALAH/KP/${index}`, addDays(entry, 60), 'reguler', ''] },
        { code: 'NOTHING_TO_WITHDRAW', cells: [number, '', addDays(entry, 91), '', '', '', 'Y'] },
      ]
    }),
}
