/** Those who came from another agency, or came back from one. */
import { addDays, yearOf } from '@jejak/core'
import { returnOf, transferOf } from '../moves.js'
import { randomOf } from '../Random.js'
import type { SimulatedFile } from './SimulatedFile.js'

const ELSEWHERE = ['Kabupaten Simulasi', 'Kota Simulasi Lama', 'Provinsi Simulasi', 'Kementerian Simulasi'] as const

export const mutasiMasuk: SimulatedFile = {
  name: 'mutasi_masuk',
  columns: ['nip', 'tmt', 'asal', 'nomor_sk', 'tanggal_sk'],
  rows: function* (world) {
    for (const person of world.people)
      for (const on of [transferOf(world, person), returnOf(world, person)])
        if (on !== null) {
          const from = randomOf(world.seed, 'asal', person.index, on).pick(ELSEWHERE)
          yield [person.number, on, from, `SIM/MM/${person.index}/${yearOf(on)}`, addDays(on, -30)]
        }
  },
  wrong: () => [],
}
