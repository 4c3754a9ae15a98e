/** Who was invited to a cohort and what came of it: `Attended`, `Absent` or `Withdrew`. */
import { AbsenceReason, namesOf } from '@jejak/core'
import { decimal } from '../cell/decimal.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, numberOrNull, optional, orNull, required } from './FileDef.js'

export const peserta: FileDef = {
  name: 'peserta',
  phase: 4,
  columns: [
    required('kode_angkatan', code),
    required('nip', nip),
    required('status', oneOf('hadir', 'tidak_hadir', 'mundur')),
    optional('jam_hadir', whole()),
    optional('nilai_pre', decimal(0, 100)),
    optional('nilai_post', decimal(0, 100)),
    optional('nomor_sertifikat', text),
    optional('alasan', oneOf(...namesOf(AbsenceReason))),
  ],
  key: ['kode_angkatan', 'nip'],
  alsoRequired: (cells) => {
    const status = at(cells, 'status')
    return status === 'hadir' ? ['jam_hadir'] : status === '' ? [] : ['alasan']
  },
  dated: 'cohort',
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'agency',
  refersTo: { kind: 'cohort', column: 'kode_angkatan' },
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => {
    const cohort = at(cells, 'kode_angkatan')
    if (at(cells, 'status') === 'hadir')
      return {
        type: 'Attended',
        data: {
          cohort,
          hours: Number(at(cells, 'jam_hadir')),
          preScore: numberOrNull(at(cells, 'nilai_pre')),
          postScore: numberOrNull(at(cells, 'nilai_post')),
          certificate: orNull(at(cells, 'nomor_sertifikat')),
        },
        personal: null,
      }
    return {
      type: at(cells, 'status') === 'mundur' ? 'Withdrew' : 'Absent',
      data: { cohort, reason: at(cells, 'alasan') },
      personal: null,
    }
  },
}
