/** Programs of learning: `ProgramOffered`. */
import { LeadershipTrack, namesOf, ProgramKind } from '@jejak/core'
import { oneOf } from '../cell/list.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const program: FileDef = {
  name: 'program',
  phase: 0,
  columns: [
    required('kode_program', code),
    required('nama', text),
    required('jenis', oneOf(...namesOf(ProgramKind))),
    optional('tingkat', oneOf(...namesOf(LeadershipTrack))),
    required('jp', whole(1)),
    optional('penyelenggara', text),
    optional('topik', text),
  ],
  key: ['kode_program'],
  forbidden: (cells) => (at(cells, 'jenis') !== '' && at(cells, 'jenis') !== 'kepemimpinan' ? ['tingkat'] : []),
  dated: null,
  people: [],
  subjects: [],
  stream: (cells, naming) => naming.programStream(at(cells, 'kode_program')),
  toFact: (cells) => ({
    type: 'ProgramOffered',
    data: {
      code: at(cells, 'kode_program'),
      name: at(cells, 'nama'),
      kind: at(cells, 'jenis'),
      track: orNull(at(cells, 'tingkat')),
      hours: Number(at(cells, 'jp')),
      organiser: orNull(at(cells, 'penyelenggara')),
      topic: orNull(at(cells, 'topik')),
    },
    personal: null,
  }),
}
