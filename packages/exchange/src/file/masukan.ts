/** What somebody said in a forum: `InputReceived`, with its answer `InputAnswered`. */
import { date } from '../cell/date.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const masukan: FileDef = {
  name: 'masukan',
  phase: 4,
  columns: [
    required('kode_forum', code),
    required('nomor', whole(1)),
    required('isi', text),
    optional('unor_id', code),
    optional('tanggal_jawab', date),
    optional('jawaban', text),
  ],
  key: ['kode_forum', 'nomor'],
  alsoRequired: (_, isWritten) => [...(isWritten('jawaban') ? ['tanggal_jawab'] : []), ...(isWritten('tanggal_jawab') ? ['jawaban'] : [])],
  dated: 'forum',
  people: [],
  subjects: [],
  refersTo: { kind: 'forum', column: 'kode_forum' },
  spans: [{ start: 'dated', end: 'tanggal_jawab' }],
  stream: (_, naming) => naming.agencyStream(),
  toFact: (cells) => {
    const input = { forum: at(cells, 'kode_forum'), number: Number(at(cells, 'nomor')), unitId: orNull(at(cells, 'unor_id')) }
    const said = at(cells, 'isi')
    return at(cells, 'tanggal_jawab') === ''
      ? { type: 'InputReceived', data: input, personal: { text: said } }
      : {
          type: 'InputAnswered',
          data: { ...input, answeredOn: at(cells, 'tanggal_jawab') },
          personal: { text: said, answer: at(cells, 'jawaban') },
        }
  },
}
