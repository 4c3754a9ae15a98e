/** Candidates who become PNS (*pengangkatan*): `Confirmed`. */
import { date } from '../cell/date.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, required } from './FileDef.js'

export const pengangkatan: FileDef = {
  name: 'pengangkatan',
  phase: 4,
  columns: [required('nip', nip), required('tmt', date), required('nomor_sk', text), required('tanggal_sk', date)],
  key: ['nip'],
  dated: { column: 'tmt' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({ type: 'Confirmed', data: { decree: decree(cells) }, personal: null }),
}
