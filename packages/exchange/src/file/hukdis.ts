/** Disciplinary sanctions (*hukuman disiplin*, PP 94/2021): `Sanctioned`. */
import { namesOf, Severity } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, optional, orNull, required } from './FileDef.js'

export const hukdis: FileDef = {
  name: 'hukdis',
  phase: 4,
  columns: [
    required('nip', nip),
    required('tingkat', oneOf(...namesOf(Severity))),
    required('nomor_sk', text),
    required('tanggal_sk', date),
    required('mulai', date),
    optional('akhir', date),
  ],
  key: ['nip', 'nomor_sk'],
  alsoRequired: (cells) => (at(cells, 'tingkat') === 'S' || at(cells, 'tingkat') === 'B' ? ['akhir'] : []),
  dated: { column: 'mulai' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  spans: [{ start: 'mulai', end: 'akhir' }],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({
    type: 'Sanctioned',
    data: { severity: at(cells, 'tingkat'), decree: decree(cells), endsOn: orNull(at(cells, 'akhir')) },
    personal: null,
  }),
}
