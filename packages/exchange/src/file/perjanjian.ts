/** Agreements of PPPK and their renewals: `Agreement`. `akhir` is the last day. */
import { date } from '../cell/date.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, type FileDef, required } from './FileDef.js'

export const perjanjian: FileDef = {
  name: 'perjanjian',
  phase: 4,
  columns: [required('nip', nip), required('mulai', date), required('akhir', date), required('nomor', text), required('tanggal', date)],
  key: ['nip', 'mulai'],
  dated: { column: 'mulai' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  spans: [{ start: 'mulai', end: 'akhir' }],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor'),
  toFact: (cells) => ({
    type: 'Agreement',
    data: { decree: { number: at(cells, 'nomor'), date: at(cells, 'tanggal') }, endsOn: at(cells, 'akhir') },
    personal: null,
  }),
}
