/** Those who left, and why. */
import { addDays, yearOf } from '@jejak/core'
import type { SimulatedFile } from './SimulatedFile.js'

export const pemberhentian: SimulatedFile = {
  name: 'pemberhentian',
  columns: ['nip', 'jenis', 'tmt', 'nomor_sk', 'tanggal_sk'],
  rows: function* ({ people }) {
    for (const { number, exit, index } of people)
      if (exit !== null) yield [number, exit.kind, exit.on, `SIM/PB/${index}/${yearOf(exit.on)}`, addDays(exit.on, -30)]
  },
  wrong: ({ until }) => [{ code: 'PERSON_UNKNOWN', cells: ['196501011990031999', 'pensiun', until, 'SIM/SALAH/PB', until] }],
}
