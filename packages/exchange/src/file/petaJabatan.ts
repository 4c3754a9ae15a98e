/** The establishment (*peta jabatan*): `PostDefined`. */
import { LEVELS } from '@jejak/core'
import { date } from '../cell/date.js'
import { oneOf } from '../cell/list.js'
import { yesNo } from '../cell/lists.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { added, at, type FileDef, numberOrNull, orNull, required } from './FileDef.js'

export const petaJabatan: FileDef = {
  name: 'peta_jabatan',
  phase: 0,
  columns: [
    required('unor_id', code),
    required('jabatan_id', code),
    required('jabatan_nama', text),
    required('jenjang', oneOf(...LEVELS)),
    required('kebutuhan', whole()),
    required('kunci', yesNo),
    added('bup', whole(50, 70)),
    added('berlaku', date, ''),
    added('sampai', date),
  ],
  key: ['unor_id', 'jabatan_id', 'berlaku'],
  dated: null,
  people: [],
  subjects: [],
  spans: [{ start: 'berlaku', end: 'sampai' }],
  stream: (cells, naming) => naming.positionStream(at(cells, 'unor_id'), at(cells, 'jabatan_id')),
  toFact: (cells) => ({
    type: 'PostDefined',
    data: {
      unitId: at(cells, 'unor_id'),
      positionId: at(cells, 'jabatan_id'),
      positionName: at(cells, 'jabatan_nama'),
      level: at(cells, 'jenjang'),
      needed: Number(at(cells, 'kebutuhan')),
      key: at(cells, 'kunci') === 'Y',
      retirementAge: numberOrNull(at(cells, 'bup')),
      from: orNull(at(cells, 'berlaku')),
      until: orNull(at(cells, 'sampai')),
    },
    personal: null,
  }),
}
