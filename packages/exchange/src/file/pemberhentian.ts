/** End of service: `Retired` for a pension, else `Left`. */
import { LeavingKind, namesOf, RetirementKind } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { at, decree, type FileDef, required } from './FileDef.js'

const PENSIONS: ReadonlySet<string> = new Set(['pensiun', 'pensiun_dini'])

export const pemberhentian: FileDef = {
  name: 'pemberhentian',
  phase: 3,
  columns: [
    required('nip', nip),
    required('jenis', oneOf(...namesOf(RetirementKind), ...namesOf(LeavingKind))),
    required('tmt', date),
    required('nomor_sk', text),
    required('tanggal_sk', date),
  ],
  key: ['nip', 'nomor_sk'],
  earlierKey: {
    columns: ['nip'],
    widened: 'nomor_sk',
    saidBy: (fact) => (fact.type === 'Retired' || fact.type === 'Left' ? fact.data.decree.number : null),
  },
  dated: { column: 'tmt' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'exit',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  basis: (cells) => at(cells, 'nomor_sk'),
  toFact: (cells) => ({
    type: PENSIONS.has(at(cells, 'jenis')) ? 'Retired' : 'Left',
    data: { kind: at(cells, 'jenis'), decree: decree(cells) },
    personal: null,
  }),
}
