/** History of positions (*riwayat jabatan*): `Positioned`. */
import { Assignment, LEVELS, namesOf, PositionFamily } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { added, at, decree, type FileDef, optional, required } from './FileDef.js'

export const jabatan: FileDef = {
  name: 'jabatan',
  phase: 4,
  columns: [
    required('nip', nip),
    required('jabatan_id', code),
    required('jabatan_nama', text),
    required('jenjang', oneOf(...LEVELS)),
    required('unor_id', code),
    required('tmt_jabatan', date),
    required('nomor_sk', text),
    required('tanggal_sk', date),
    optional('penugasan', oneOf(...namesOf(Assignment)), 'D'),
    added('rumpun', oneOf(...namesOf(PositionFamily)), 'lain'),
  ],
  key: ['nip', 'unor_id', 'jabatan_id', 'tmt_jabatan'],
  earlierKey: {
    columns: ['nip', 'jabatan_id', 'tmt_jabatan'],
    widened: 'unor_id',
    // Positions are many; those of the second version have a schema of their own, and no earlier key.
    saidBy: (fact, _, schema) => (fact.type === 'Positioned' && schema === 1 ? fact.data.unitId : null),
  },
  dated: { column: 'tmt_jabatan' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({
    type: 'Positioned',
    data: {
      positionId: at(cells, 'jabatan_id'),
      positionName: at(cells, 'jabatan_nama'),
      level: at(cells, 'jenjang'),
      unitId: at(cells, 'unor_id'),
      assignment: at(cells, 'penugasan'),
      decree: decree(cells),
      family: at(cells, 'rumpun'),
    },
    personal: null,
  }),
}
