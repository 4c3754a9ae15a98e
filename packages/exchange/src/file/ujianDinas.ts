/** Service exams that were passed (*ujian dinas*): `ExamPassed`. */
import { ExamLevel, namesOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, type FileDef, required } from './FileDef.js'

export const ujianDinas: FileDef = {
  name: 'ujian_dinas',
  phase: 4,
  columns: [required('nip', nip), required('tingkat', oneOf(...namesOf(ExamLevel))), required('tanggal', date), required('nomor', text)],
  key: ['nip', 'tingkat', 'tanggal'],
  dated: { column: 'tanggal' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => ({ type: 'ExamPassed', data: { level: at(cells, 'tingkat'), number: at(cells, 'nomor') }, personal: null }),
}
