/** Appraisals: `Appraised`, with the predicate of the matrix (PermenPANRB 6/2022). */
import { type Adopted, AppraisalKind, Expectation, namesOf, Predicate, predicateOf } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { yesNo } from '../cell/lists.js'
import { nip } from '../cell/nip.js'
import { text } from '../cell/text.js'
import { whole, year } from '../cell/whole.js'
import { added, at, type Cells, type FileDef, optional, required } from './FileDef.js'
import { predicateMatrix } from './predicateMatrix.js'

/** By the matrix of the agency; what the source said stands beside it where it said something else. */
const predicatesOf = (
  cells: Cells,
  adopted: Adopted,
): { readonly predicate: Predicate | null; readonly sourcePredicate: string | null } => {
  const result = Number(at(cells, 'hasil_kerja'))
  const behaviour = Number(at(cells, 'perilaku_kerja'))
  if (!Expectation.is(result) || !Expectation.is(behaviour)) return { predicate: null, sourcePredicate: null }
  const predicate = predicateOf(result, behaviour, predicateMatrix(cells, adopted))
  const said = at(cells, 'predikat')
  return { predicate, sourcePredicate: said !== '' && said !== predicate ? said : null }
}

export const penilaian: FileDef = {
  name: 'penilaian',
  phase: 4,
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
    optional('plt', yesNo, 'T'),
    added('penilai', text),
    added('jenis', oneOf(...namesOf(AppraisalKind)), 'tahunan'),
  ],
  key: ['nip', 'jenis', 'periode_awal', 'plt'],
  // The mayor has no number, and is named.
  mayBeEmpty: (_, isWritten) => (isWritten('penilai') ? ['nip_penilai'] : []),
  dated: { column: 'periode_akhir' },
  people: ['nip', 'nip_penilai'],
  subjects: ['nip'],
  heldTo: 'career',
  peopleHere: { column: 'nip_penilai', while: 'nip' },
  spans: [{ start: 'periode_awal', end: 'periode_akhir' }],
  stream: (cells, naming) => naming.careerStream(at(cells, 'nip')),
  toFact: (cells, naming, adopted) => ({
    type: 'Appraised',
    data: {
      year: Number(at(cells, 'tahun')),
      periodStart: at(cells, 'periode_awal'),
      periodEnd: at(cells, 'periode_akhir'),
      result: Number(at(cells, 'hasil_kerja')),
      behaviour: Number(at(cells, 'perilaku_kerja')),
      ...predicatesOf(cells, adopted),
      appraiser: at(cells, 'nip_penilai') === '' ? null : naming.career(at(cells, 'nip_penilai')),
      appraisedOn: at(cells, 'tanggal_dinilai'),
      acting: at(cells, 'plt') === 'Y',
      kind: at(cells, 'jenis'),
    },
    personal: at(cells, 'penilai') === '' ? null : { appraiserName: at(cells, 'penilai') },
  }),
}
