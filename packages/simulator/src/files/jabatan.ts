/** Posts held: definitive, and as a stand-in. */
import { addDays, yearOf } from '@jejak/core'
import type { SimulatedFile } from './SimulatedFile.js'

export const jabatan: SimulatedFile = {
  name: 'jabatan',
  columns: ['nip', 'jabatan_id', 'jabatan_nama', 'jenjang', 'unor_id', 'tmt_jabatan', 'nomor_sk', 'tanggal_sk', 'penugasan'],
  rows: function* ({ people }) {
    for (const { number, index, positions } of people)
      for (const { positionId, positionName, level, unit, on, assignment } of positions)
        yield [number, positionId, positionName, level, unit.id, on, `SIM/JB/${index}/${yearOf(on)}`, addDays(on, -7), assignment]
  },
  wrong: ({ people, units: [unit] }) =>
    people.slice(0, 40).flatMap(({ number, entry, index }) => [
      {
        code: 'VALUE_INVALID',
        cells: [number, 'PLK-ADM', 'Pengadministrasi', 'eselon_iv', unit.id, addDays(entry, 400), `SIM/SALAH/JB/${index}`, entry, 'D'],
      },
      { code: 'REQUIRED_EMPTY', cells: [number, 'PLK-ADM', 'Pengadministrasi', 'pelaksana', unit.id, addDays(entry, 500), '', entry, 'D'] },
    ]),
}
