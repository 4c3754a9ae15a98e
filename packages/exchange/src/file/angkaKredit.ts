/** Credit towards the next rank (*angka kredit*): `CreditDecided`. */
import { date } from '../cell/date.js'
import { thousandths } from '../cell/decimal.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, type FileDef, required } from './FileDef.js'

export const angkaKredit: FileDef = {
  name: 'angka_kredit',
  phase: 4,
  columns: [required('nip', nip), required('tanggal', date), required('kredit', thousandths(0, 9999)), required('nomor_pak', text)],
  key: ['nip', 'tanggal'],
  dated: { column: 'tanggal' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_pak'),
  toFact: (cells) => ({
    type: 'CreditDecided',
    data: { thousandths: Number(at(cells, 'kredit')), number: at(cells, 'nomor_pak') },
    personal: null,
  }),
}
