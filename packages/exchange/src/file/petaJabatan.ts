/** The establishment (*peta jabatan*): `PostDefined`. */
import { LEVELS } from '@jejak/core'
import { oneOf } from '../cell/list.js'
import { yesNo } from '../cell/lists.js'
import { code, text } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, required } from './FileDef.js'

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
  ],
  key: ['unor_id', 'jabatan_id'],
  dated: null,
  people: [],
  subjects: [],
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
      retirementAge: null,
      from: null,
      until: null,
    },
    personal: null,
  }),
}
