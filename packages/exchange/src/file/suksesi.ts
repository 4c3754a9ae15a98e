/** Named successors of posts: `Nominated`, in the successor's career. */
import { NominationStatus, namesOf, Readiness } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const suksesi: FileDef = {
  name: 'suksesi',
  phase: 4,
  columns: [
    required('unor_id', code),
    required('jabatan_id', code),
    required('nip', nip),
    required('kesiapan', oneOf(...namesOf(Readiness))),
    required('status', oneOf(...namesOf(NominationStatus))),
    required('tanggal', date),
    optional('dasar', text),
  ],
  key: ['unor_id', 'jabatan_id', 'nip', 'tanggal'],
  earlierKey: {
    columns: ['unor_id', 'jabatan_id', 'nip'],
    widened: 'tanggal',
    saidBy: (fact, on) => (fact.type === 'Nominated' ? on : null),
  },
  dated: { column: 'tanggal' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'agency',
  refersTo: { kind: 'post', column: 'jabatan_id' },
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'dasar'),
  toFact: (cells) => ({
    type: 'Nominated',
    data: {
      unitId: at(cells, 'unor_id'),
      positionId: at(cells, 'jabatan_id'),
      readiness: at(cells, 'kesiapan'),
      status: at(cells, 'status'),
      basis: orNull(at(cells, 'dasar')),
    },
    personal: null,
  }),
}
