/** What attendants said of material, method, instructor, facilities and relevance. */
import { participantsOf, ratingsOf } from '../participation.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const rating: SimulatedFile = {
  name: 'rating',
  columns: ['kode_angkatan', 'nip', 'materi', 'metode', 'narasumber', 'sarana', 'relevansi', 'komentar'],
  rows: function* ({ seed, cohorts, people }) {
    for (const cohort of cohorts)
      for (const { person, material, method, instructor, facilities, relevance, comment } of ratingsOf(seed, cohort, people))
        yield [cohort.code, person.number, material, method, instructor, facilities, relevance, comment]
  },
  wrong: ({ seed, cohorts, people }) =>
    cohorts.slice(0, 20).flatMap((cohort) => {
      const away = participantsOf(seed, cohort, people).find((seat) => !seat.came)
      return away === undefined ? [] : [{ code: 'NOT_ATTENDED', cells: [cohort.code, away.person.number, 4, 4, 4, 4, 4, ''] }]
    }),
}
