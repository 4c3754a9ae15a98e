/** Sessions of a mentor with a mentee: `Mentored`, in the mentee's career. */
import { date } from '../cell/date.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { added, at, type FileDef, optional, orNull, required } from './FileDef.js'

export const mentoring: FileDef = {
  name: 'mentoring',
  phase: 5,
  columns: [
    required('pasangan_id', code),
    required('nip_mentor', nip),
    required('nip_mentee', nip),
    required('tanggal', date),
    required('menit', whole(1)),
    optional('topik', text),
    optional('tindak_lanjut', text),
    added('sesi', whole(1, 9), '1'),
  ],
  key: ['pasangan_id', 'tanggal', 'sesi'],
  dated: { column: 'tanggal' },
  people: ['nip_mentor', 'nip_mentee'],
  subjects: ['nip_mentor', 'nip_mentee'],
  heldTo: 'agency',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip_mentee')),
  toFact: (cells, naming) => ({
    type: 'Mentored',
    data: {
      pair: at(cells, 'pasangan_id'),
      mentor: naming.career(at(cells, 'nip_mentor')),
      minutes: Number(at(cells, 'menit')),
      session: Number(at(cells, 'sesi')),
    },
    personal: { topic: orNull(at(cells, 'topik')), followUp: orNull(at(cells, 'tindak_lanjut')) },
  }),
}
