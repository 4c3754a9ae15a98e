/** History of positions (*riwayat jabatan*): `Positioned`. */
import { Assignment, LEVELS, namesOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { at, decree, type FileDef, optional, required } from './FileDef.js'

export const jabatan: FileDef = {
  name: 'jabatan',
  phase: 3,
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
  ],
  key: ['nip', 'jabatan_id', 'tmt_jabatan'],
  dated: { column: 'tmt_jabatan' },
  people: ['nip'],
  subjects: ['nip'],
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
      family: 'lain',
    },
    personal: null,
  }),
}
