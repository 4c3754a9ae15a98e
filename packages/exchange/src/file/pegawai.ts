/** People and their entry into the agency: `Appointed`. */
import { date } from '../cell/date.js'
import { education, servantStatus, sex } from '../cell/lists.js'
import { nip } from '../cell/nip.js'
import { code, text } from '../cell/text.js'
import { year } from '../cell/whole.js'
import { added, at, type FileDef, numberOrNull, optional, orNull, required } from './FileDef.js'

export const pegawai: FileDef = {
  name: 'pegawai',
  phase: 2,
  columns: [
    required('nip', nip),
    required('nama', text),
    optional('gelar_depan', text),
    optional('gelar_belakang', text),
    required('tanggal_lahir', date),
    required('jenis_kelamin', sex),
    required('jenis_pegawai', servantStatus),
    required('tmt_masuk', date),
    required('pendidikan', education),
    optional('tahun_lulus', year),
    required('unor_id', code),
    optional('unor_nama', text),
    added('nip_lama', nip),
  ],
  key: ['nip'],
  dated: { column: 'tmt_masuk' },
  people: ['nip'],
  // The entry is what service is measured from; it is not itself held against it.
  subjects: [],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells, naming) => ({
    type: 'Appointed',
    data: {
      status: at(cells, 'jenis_pegawai'),
      sex: at(cells, 'jenis_kelamin'),
      education: at(cells, 'pendidikan'),
      graduationYear: numberOrNull(at(cells, 'tahun_lulus')),
      unitId: at(cells, 'unor_id'),
      unitName: orNull(at(cells, 'unor_nama')),
      earlier: at(cells, 'nip_lama') === '' ? null : naming.career(at(cells, 'nip_lama')),
    },
    personal: {
      number: at(cells, 'nip'),
      name: at(cells, 'nama'),
      titleBefore: orNull(at(cells, 'gelar_depan')),
      titleAfter: orNull(at(cells, 'gelar_belakang')),
      birthDate: at(cells, 'tanggal_lahir'),
      ...(at(cells, 'nip_lama') === '' ? {} : { earlierNumber: at(cells, 'nip_lama') }),
    },
  }),
}
