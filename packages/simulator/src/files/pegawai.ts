/** The people of the agency. */
import { addDays } from '@jejak/core'
import type { Person } from '../model.js'
import { earlierNumberOf } from '../moves.js'
import { titleOf } from '../names.js'
import type { Cells, SimulatedFile } from './SimulatedFile.js'

const cellsOf = (p: Person, earlierNumber = ''): Cells => [
  p.number,
  p.name,
  '',
  titleOf(p.education),
  p.birth,
  p.sex,
  p.status,
  p.entry,
  p.education,
  p.graduated,
  p.homeUnit.id,
  p.homeUnit.name,
  earlierNumber,
]

export const pegawai: SimulatedFile = {
  name: 'pegawai',
  columns: [
    'nip',
    'nama',
    'gelar_depan',
    'gelar_belakang',
    'tanggal_lahir',
    'jenis_kelamin',
    'jenis_pegawai',
    'tmt_masuk',
    'pendidikan',
    'tahun_lulus',
    'unor_id',
    'unor_nama',
    'nip_lama',
  ],
  rows: function* (world) {
    for (const person of world.people) {
      const earlier = earlierNumberOf(world, person)
      yield cellsOf(person, earlier?.number)
      if (earlier !== null) yield cellsOf({ ...person, ...earlier, status: 'PPPK' })
    }
  },
  wrong: ({ people, units: [unit], until }) => [
    {
      code: 'NIP_INVALID',
      cells: ['198713012010011901', 'Sim Salah Bulan', '', '', '1987-01-30', 'L', 'PNS', '2010-01-01', 'S1', 2009, unit.id, unit.name, ''],
    },
    {
      code: 'NIP_PRECISION_LOST',
      cells: ['1.98701E+17', 'Sim Salah Angka', '', '', '1987-01-30', 'L', 'PNS', '2010-01-01', 'S1', 2009, unit.id, unit.name, ''],
    },
    {
      code: 'DATE_INVALID',
      cells: ['198701302010011902', 'Sim Salah Tahun', '', '', '30-01-87', 'L', 'PNS', '2010-01-01', 'S1', 2009, unit.id, unit.name, ''],
    },
    {
      code: 'BIRTHDATE_DIFFERS',
      cells: [
        '198701302010011903',
        'Sim Beda Lahir',
        '',
        '',
        addDays(until, -14_000),
        'L',
        'PNS',
        '2010-01-01',
        'S1',
        2009,
        unit.id,
        unit.name,
        '',
      ],
    },
    ...people.slice(0, 1).map((person) => ({ code: 'DUPLICATE_IN_FILE', cells: cellsOf({ ...person, name: `${person.name} Ganda` }) })),
  ],
}
