/** History of ranks (*riwayat golongan*): `Promoted`. */
import { namesOf, PromotionKind } from '@jejak/core'
import { date } from '../cell/date.js'
import { grade } from '../cell/grade.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, optional, orNull, required } from './FileDef.js'

export const golongan: FileDef = {
  name: 'golongan',
  phase: 4,
  columns: [
    required('nip', nip),
    required('golongan', grade),
    required('tmt_golongan', date),
    required('nomor_sk', text),
    required('tanggal_sk', date),
    optional('jenis_kp', oneOf(...namesOf(PromotionKind))),
  ],
  key: ['nip', 'tmt_golongan'],
  dated: { column: 'tmt_golongan' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({
    type: 'Promoted',
    data: { grade: at(cells, 'golongan'), kind: orNull(at(cells, 'jenis_kp')), decree: decree(cells) },
    personal: null,
  }),
}
