/** Dialogues with citizens. */
import { day } from '../dates.js'
import { randomOf } from '../Random.js'
import type { SimulatedFile } from './SimulatedFile.js'

const TOPICS = ['Pelayanan kependudukan', 'Kebersihan kota', 'Pendidikan', 'Transparansi pelayanan', 'Kesehatan'] as const

export const forum: SimulatedFile = {
  name: 'forum',
  columns: ['kode_forum', 'tanggal', 'topik', 'hadir', 'masukan', 'ditindaklanjuti'],
  rows: function* ({ seed, firstYear, lastYear, until }) {
    for (let year = firstYear; year <= lastYear; year++)
      for (let n = 1; n <= 8; n++) {
        const code = `SIM-FRM-${year}-${String(n).padStart(2, '0')}`
        const random = randomOf(seed, 'forum', code)
        const on = day(year, n + 2, random.int(1, 28))
        const inputs = random.int(5, 45)
        if (on <= until) yield [code, on, random.pick(TOPICS), random.int(40, 300), inputs, random.int(0, inputs)]
      }
  },
  wrong: () => [],
}
