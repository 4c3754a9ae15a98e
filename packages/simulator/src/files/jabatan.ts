/** Posts held: definitive, and as a stand-in. */
import { addDays, yearOf } from '@jejak/core'
import type { Person, PositionStep } from '../model.js'
import { returnOf } from '../moves.js'
import { isTeaching } from '../standing.js'
import type { Cells, SimulatedFile } from './SimulatedFile.js'

const cellsOf = ({ number, index }: Person, step: PositionStep): Cells => {
  const { positionId, positionName, level, unit, on, assignment } = step
  const family = isTeaching(step) ? 'guru' : ''
  return [number, positionId, positionName, level, unit.id, on, `SIM/JB/${index}/${yearOf(on)}`, addDays(on, -7), assignment, family]
}

export const jabatan: SimulatedFile = {
  name: 'jabatan',
  columns: ['nip', 'jabatan_id', 'jabatan_nama', 'jenjang', 'unor_id', 'tmt_jabatan', 'nomor_sk', 'tanggal_sk', 'penugasan', 'rumpun'],
  rows: function* (world) {
    for (const person of world.people) {
      for (const step of person.positions) yield cellsOf(person, step)
      const [back, last] = [returnOf(world, person), person.positions.findLast(({ assignment }) => assignment === 'D')]
      if (back !== null && last !== undefined) yield cellsOf(person, { ...last, on: back })
    }
  },
  wrong: ({ people, units: [unit] }) =>
    people.slice(0, 40).flatMap(({ number, entry, index }) => [
      {
        code: 'VALUE_INVALID',
        cells: [number, 'PLK-ADM', 'Pengadministrasi', 'eselon_iv', unit.id, addDays(entry, 400), `SIM/SALAH/JB/${index}`, entry, 'D', ''],
      },
      {
        code: 'REQUIRED_EMPTY',
        cells: [number, 'PLK-ADM', 'Pengadministrasi', 'pelaksana', unit.id, addDays(entry, 500), '', entry, 'D', ''],
      },
    ]),
}
