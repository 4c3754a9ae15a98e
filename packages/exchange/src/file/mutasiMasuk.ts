/** People who come into this agency from another, or come back: `TransferredIn`. */
import { date } from '../cell/date.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, required } from './FileDef.js'

export const mutasiMasuk: FileDef = {
  name: 'mutasi_masuk',
  phase: 3,
  columns: [required('nip', nip), required('tmt', date), required('asal', text), required('nomor_sk', text), required('tanggal_sk', date)],
  key: ['nip', 'tmt'],
  dated: { column: 'tmt' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'transferIn',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({ type: 'TransferredIn', data: { from: at(cells, 'asal'), decree: decree(cells) }, personal: null }),
}
