/** Superiors' answers to requests for study time: `StudyTimeAnswered`. */
import { namesOf, RefusalReason } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { code } from '../cell/text.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const izin: FileDef = {
  name: 'izin',
  phase: 4,
  columns: [
    required('kode_angkatan', code),
    required('nip', nip),
    required('tanggal_ajukan', date),
    required('putusan', oneOf('disetujui', 'ditolak')),
    required('tanggal_putus', date),
    optional('alasan', oneOf(...namesOf(RefusalReason))),
  ],
  key: ['kode_angkatan', 'nip'],
  alsoRequired: (cells) => (at(cells, 'putusan') === 'ditolak' ? ['alasan'] : []),
  dated: { column: 'tanggal_ajukan' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'agency',
  refersTo: { kind: 'cohort', column: 'kode_angkatan' },
  spans: [{ start: 'tanggal_ajukan', end: 'tanggal_putus' }],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => ({
    type: 'StudyTimeAnswered',
    data: {
      cohort: at(cells, 'kode_angkatan'),
      answeredOn: at(cells, 'tanggal_putus'),
      approved: at(cells, 'putusan') === 'disetujui',
      reason: orNull(at(cells, 'alasan')),
    },
    personal: null,
  }),
}
