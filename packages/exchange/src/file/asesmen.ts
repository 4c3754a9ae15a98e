/** Results of assessment centres: `CompetenceAssessed`. */
import { COMPETENCES } from '@jejak/core'
import { date } from '../cell/date.js'
import { decimal } from '../cell/decimal.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, numberOrNull, optional, orNull, required } from './FileDef.js'

export const asesmen: FileDef = {
  name: 'asesmen',
  phase: 4,
  columns: [
    required('nip', nip),
    required('kompetensi_id', oneOf('POTENSI', ...COMPETENCES)),
    optional('skor', decimal(0, 100)),
    optional('level', whole(1, 5)),
    required('tanggal', date),
    optional('asesor', text),
  ],
  key: ['nip', 'kompetensi_id', 'tanggal'],
  alsoRequired: (cells) => {
    const competence = at(cells, 'kompetensi_id')
    return competence === 'POTENSI' ? ['skor'] : competence === '' ? [] : ['level']
  },
  dated: { column: 'tanggal' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => ({
    type: 'CompetenceAssessed',
    data: {
      competence: at(cells, 'kompetensi_id'),
      score: numberOrNull(at(cells, 'skor')),
      level: numberOrNull(at(cells, 'level')),
    },
    personal: { assessor: orNull(at(cells, 'asesor')) },
  }),
}
