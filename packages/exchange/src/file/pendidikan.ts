/** Educations attained: `EducationAttained`, from the day on which they count in service. */
import { date } from '../cell/date.js'
import { education } from '../cell/lists.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { year } from '../cell/whole.js'
import { at, type FileDef, optional, orNull, required } from './FileDef.js'

export const pendidikan: FileDef = {
  name: 'pendidikan',
  phase: 4,
  columns: [
    required('nip', nip),
    required('tingkat', education),
    required('tahun_lulus', year),
    required('tanggal', date),
    optional('nomor_ijazah', text),
  ],
  key: ['nip', 'tingkat', 'tanggal'],
  dated: { column: 'tanggal' },
  people: ['nip'],
  subjects: ['nip'],
  heldTo: 'career',
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells) => ({
    type: 'EducationAttained',
    data: {
      level: at(cells, 'tingkat'),
      graduationYear: Number(at(cells, 'tahun_lulus')),
      diploma: orNull(at(cells, 'nomor_ijazah')),
    },
    personal: null,
  }),
}
