/** Budget of programs: `BudgetLine`. */
import { BudgetKind, namesOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { rupiah } from '../cell/rupiah.js'
import { code, text } from '../cell/text.js'
import { year } from '../cell/whole.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const anggaran: FileDef = {
  name: 'anggaran',
  phase: 1,
  columns: [
    required('tahun', year),
    required('kode_program', code),
    required('tanggal', date),
    required('jenis', oneOf(...namesOf(BudgetKind))),
    required('rupiah', rupiah),
    optional('bukti', text, ''),
  ],
  key: ['tahun', 'kode_program', 'tanggal', 'jenis', 'bukti'],
  earlierKey: {
    columns: ['tahun', 'kode_program', 'tanggal', 'jenis'],
    widened: 'bukti',
    saidBy: (fact) => (fact.type === 'BudgetLine' ? (fact.data.evidence ?? '') : null),
  },
  forbidden: (cells) =>
    at(cells, 'jenis') !== '' && at(cells, 'jenis') !== 'revisi' && at(cells, 'rupiah').startsWith('-') ? ['rupiah'] : [],
  dated: { column: 'tanggal' },
  people: [],
  subjects: [],
  refersTo: { kind: 'program', column: 'kode_program' },
  stream: (cells, naming) => naming.programStream(at(cells, 'kode_program')),
  toFact: (cells) => ({
    type: 'BudgetLine',
    data: {
      year: Number(at(cells, 'tahun')),
      program: at(cells, 'kode_program'),
      kind: at(cells, 'jenis'),
      rupiah: Number(at(cells, 'rupiah')),
      evidence: orNull(at(cells, 'bukti')),
    },
    personal: null,
  }),
}
