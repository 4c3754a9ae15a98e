/** Forums with citizens, staff or participants: `ForumHeld`. */
import { ForumKind, namesOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { added, at, type FileDef, required } from './FileDef.js'

export const forum: FileDef = {
  name: 'forum',
  phase: 1,
  columns: [
    required('kode_forum', code),
    required('tanggal', date),
    required('topik', text),
    required('hadir', whole()),
    required('masukan', whole()),
    required('ditindaklanjuti', whole()),
    added('jenis', oneOf(...namesOf(ForumKind)), 'warga'),
  ],
  key: ['kode_forum'],
  dated: { column: 'tanggal' },
  people: [],
  subjects: [],
  stream: (_, naming) => naming.agencyStream(),
  toFact: (cells) => ({
    type: 'ForumHeld',
    data: {
      code: at(cells, 'kode_forum'),
      topic: at(cells, 'topik'),
      attended: Number(at(cells, 'hadir')),
      inputs: Number(at(cells, 'masukan')),
      followedUp: Number(at(cells, 'ditindaklanjuti')),
      kind: at(cells, 'jenis'),
    },
    personal: null,
  }),
}
