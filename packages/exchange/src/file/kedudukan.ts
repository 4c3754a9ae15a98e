/** Statuses of duty (*kedudukan*): `DutyStatus`. `akhir` is the first day after it. */
import { DutyKind, namesOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, optional, orNull, required } from './FileDef.js'

export const kedudukan: FileDef = {
  name: 'kedudukan',
  phase: 4,
  columns: [
    required('nip', nip),
    required('kedudukan', oneOf(...namesOf(DutyKind))),
    required('mulai', date),
    optional('akhir', date),
    required('nomor_sk', text),
    required('tanggal_sk', date),
  ],
  key: ['nip', 'nomor_sk'],
  dated: { column: 'mulai' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  spans: [{ start: 'mulai', end: 'akhir' }],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({
    type: 'DutyStatus',
    data: { kind: at(cells, 'kedudukan'), endsOn: orNull(at(cells, 'akhir')), decree: decree(cells) },
    personal: null,
  }),
}
