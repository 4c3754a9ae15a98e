/** Cohorts, the runs of a program: `CohortScheduled`. */
import { date } from '../cell/date.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, numberOrNull, optional, orNull, required } from './FileDef.js'

export const angkatan: FileDef = {
  name: 'angkatan',
  phase: 1,
  columns: [
    required('kode_program', code),
    required('kode_angkatan', code),
    required('mulai', date),
    required('selesai', date),
    optional('kuota', whole()),
    optional('lokasi', text),
    optional('narasumber', text),
    optional('versi_kurikulum', text),
  ],
  key: ['kode_angkatan'],
  dated: { column: 'mulai' },
  people: [],
  subjects: [],
  refersTo: { kind: 'program', column: 'kode_program' },
  spans: [{ start: 'mulai', end: 'selesai' }],
  stream: (cells, naming) => naming.cohortStream(at(cells, 'kode_angkatan')),
  toFact: (cells) => ({
    type: 'CohortScheduled',
    data: {
      program: at(cells, 'kode_program'),
      code: at(cells, 'kode_angkatan'),
      starts: at(cells, 'mulai'),
      ends: at(cells, 'selesai'),
      quota: numberOrNull(at(cells, 'kuota')),
      curriculumVersion: orNull(at(cells, 'versi_kurikulum')),
    },
    personal: { location: orNull(at(cells, 'lokasi')), instructor: orNull(at(cells, 'narasumber')) },
  }),
}
