/** Surveys among a unit's clients or its staff: `SurveyTaken`. */
import { namesOf, SurveyKind } from '@jejak/core'
import { date } from '../cell/date.js'
import { hundredths } from '../cell/decimal.js'
import { oneOf } from '../cell/list.js'
import { code } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { added, at, type FileDef, required } from './FileDef.js'

export const survei: FileDef = {
  name: 'survei',
  phase: 1,
  columns: [
    required('unor_id', code),
    required('tanggal', date),
    required('responden', whole()),
    required('kepuasan', hundredths(1, 5)),
    added('jenis', oneOf(...namesOf(SurveyKind)), 'masyarakat'),
  ],
  key: ['unor_id', 'tanggal', 'jenis'],
  dated: { column: 'tanggal' },
  people: [],
  subjects: [],
  stream: (_, naming) => naming.agencyStream(),
  toFact: (cells) => ({
    type: 'SurveyTaken',
    data: {
      unitId: at(cells, 'unor_id'),
      respondents: Number(at(cells, 'responden')),
      satisfactionHundredths: Number(at(cells, 'kepuasan')),
      kind: at(cells, 'jenis'),
    },
    personal: null,
  }),
}
