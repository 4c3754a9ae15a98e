/** Surveys among a unit's clients: `SurveyTaken`. */
import { date } from '../cell/date.js'
import { hundredths } from '../cell/decimal.js'
import { code } from '../cell/text.js'
import { whole } from '../cell/whole.js'
import { at, type FileDef, required } from './FileDef.js'

export const survei: FileDef = {
  name: 'survei',
  phase: 1,
  columns: [required('unor_id', code), required('tanggal', date), required('responden', whole()), required('kepuasan', hundredths(1, 5))],
  key: ['unor_id', 'tanggal'],
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
      kind: 'masyarakat',
    },
    personal: null,
  }),
}
