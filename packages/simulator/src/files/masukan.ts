/** What was said in the forums, and what units answered; the file holds the first few of each. */
import { addDays } from '@jejak/core'
import { randomOf } from '../Random.js'
import { forumsOf } from './forum.js'
import type { SimulatedFile } from './SimulatedFile.js'

const INPUTS = ['Antrean loket terlalu lama', 'Jadwal layanan perlu diumumkan', 'Petugas sudah ramah', 'Formulir sulit diisi'] as const
const ANSWERS = ['Loket ditambah satu', 'Jadwal dimuat di laman', 'Terima kasih, kami teruskan', 'Formulir disederhanakan'] as const

export const masukan: SimulatedFile = {
  name: 'masukan',
  columns: ['kode_forum', 'nomor', 'isi', 'unor_id', 'tanggal_jawab', 'jawaban'],
  rows: function* (world) {
    for (const { code, on } of forumsOf(world)) {
      const random = randomOf(world.seed, 'masukan', code)
      const inputs = random.int(1, 4)
      for (let n = 1; n <= inputs; n++) {
        const [unit, said, answered] = [random.pick(world.units), random.pick(INPUTS), addDays(on, random.int(3, 60))]
        const answer = random.chance(0.7) && answered <= world.until
        yield [code, n, said, random.chance(0.9) ? unit.id : '', answer ? answered : '', answer ? random.pick(ANSWERS) : '']
      }
    }
  },
  wrong: () => [],
}
