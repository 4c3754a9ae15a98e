/** Participants' ratings of a cohort: `Rated`. */
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

const star = whole(1, 5)

export const rating: FileDef = {
  name: 'rating',
  phase: 4,
  columns: [
    required('kode_angkatan', code),
    required('nip', nip),
    required('materi', star),
    required('metode', star),
    required('narasumber', star),
    required('sarana', star),
    required('relevansi', star),
    optional('komentar', text),
  ],
  key: ['kode_angkatan', 'nip'],
  dated: 'cohort',
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'agency',
  refersTo: { kind: 'cohort', column: 'kode_angkatan' },
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => ({
    type: 'Rated',
    data: {
      cohort: at(cells, 'kode_angkatan'),
      material: Number(at(cells, 'materi')),
      method: Number(at(cells, 'metode')),
      instructor: Number(at(cells, 'narasumber')),
      facilities: Number(at(cells, 'sarana')),
      relevance: Number(at(cells, 'relevansi')),
    },
    personal: { comment: orNull(at(cells, 'komentar')) },
  }),
}
