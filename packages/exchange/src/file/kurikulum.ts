/** Versions of a curriculum: `CurriculumChanged`. */
import { codes, splitCodes } from '../cell/codes.js'
import { date } from '../cell/date.js'
import { code, text } from '../cell/text.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const kurikulum: FileDef = {
  name: 'kurikulum',
  phase: 1,
  columns: [
    required('kode_program', code),
    required('versi', text),
    required('tanggal', date),
    required('perubahan', text),
    required('alasan', text),
    required('temuan_dari', codes),
    optional('oleh', text),
  ],
  key: ['kode_program', 'versi'],
  dated: { column: 'tanggal' },
  people: [],
  subjects: [],
  refersTo: { kind: 'program', column: 'kode_program' },
  stream: (cells, naming) => naming.programStream(at(cells, 'kode_program')),
  toFact: (cells) => ({
    type: 'CurriculumChanged',
    data: { program: at(cells, 'kode_program'), version: at(cells, 'versi'), findingsFrom: splitCodes(at(cells, 'temuan_dari')) },
    personal: { change: at(cells, 'perubahan'), because: at(cells, 'alasan'), by: orNull(at(cells, 'oleh')) },
  }),
}
