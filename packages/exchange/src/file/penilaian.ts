/** Appraisals: `Appraised`, with the predicate of the matrix (PermenPANRB 6/2022). */
import { Expectation, namesOf, Predicate, predicateOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { nip } from '../cell/nip.js'
import { whole, year } from '../cell/whole.js'
import { at, type Cells, type FileDef, optional, required } from './FileDef.js'

const byMatrix = (cells: Cells): Predicate | null => {
  const result = Number(at(cells, 'hasil_kerja'))
  const behaviour = Number(at(cells, 'perilaku_kerja'))
  return Expectation.is(result) && Expectation.is(behaviour) ? predicateOf(result, behaviour) : null
}

/** What the source said, where it said something else than the matrix. */
const sourceOf = (cells: Cells): string | null => {
  const said = at(cells, 'predikat')
  return said !== '' && said !== byMatrix(cells) ? said : null
}

export const penilaian: FileDef = {
  name: 'penilaian',
  phase: 3,
  columns: [
    required('nip', nip),
    required('tahun', year),
    required('periode_awal', date),
    required('periode_akhir', date),
    required('hasil_kerja', whole(1, 3)),
    required('perilaku_kerja', whole(1, 3)),
    optional('predikat', oneOf(...namesOf(Predicate))),
    required('nip_penilai', nip),
    required('tanggal_dinilai', date),
    optional('plt', oneOf('Y', 'T'), 'T'),
  ],
  key: ['nip', 'periode_awal', 'plt'],
  dated: { column: 'periode_akhir' },
  people: ['nip', 'nip_penilai'],
  subjects: ['nip'],
  spans: [{ start: 'periode_awal', end: 'periode_akhir' }],
  warnings: (cells) => (sourceOf(cells) === null ? [] : [{ code: 'PREDICATE_DIFFERS', column: 'predikat' }]),
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells, naming) => ({
    type: 'Appraised',
    data: {
      year: Number(at(cells, 'tahun')),
      periodStart: at(cells, 'periode_awal'),
      periodEnd: at(cells, 'periode_akhir'),
      result: Number(at(cells, 'hasil_kerja')),
      behaviour: Number(at(cells, 'perilaku_kerja')),
      predicate: byMatrix(cells),
      sourcePredicate: sourceOf(cells),
      appraiser: naming.career(at(cells, 'nip_penilai')),
      appraisedOn: at(cells, 'tanggal_dinilai'),
      acting: at(cells, 'plt') === 'Y',
    },
    personal: null,
  }),
}
