/** Who came, who did not, and why. */
import { participantsOf } from '../participation.js'
import { randomOf } from '../Random.js'
import { isActive } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const peserta: SimulatedFile = {
  name: 'peserta',
  columns: ['kode_angkatan', 'nip', 'status', 'jam_hadir', 'nilai_pre', 'nilai_post', 'nomor_sertifikat', 'alasan'],
  rows: function* ({ seed, cohorts, people }) {
    for (const cohort of cohorts) {
      const tested = cohort.program.hours >= 10 && randomOf(seed, 'tests', cohort.code).chance(0.8)
      let certificate = 0
      for (const seat of participantsOf(seed, cohort, people)) {
        const { number } = seat.person
        if (!seat.came) yield [cohort.code, number, seat.withdrew ? 'mundur' : 'tidak_hadir', '', '', '', '', seat.reason]
        else {
          certificate++
          const full = seat.hours === cohort.program.hours
          yield [
            cohort.code,
            number,
            'hadir',
            seat.hours,
            tested ? seat.pre : '',
            tested ? seat.post : '',
            full ? `SIM/${cohort.code}/${certificate}` : '',
            '',
          ]
        }
      }
    }
  },
  wrong: ({ seed, cohorts, people }) =>
    cohorts.slice(0, 40).flatMap((cohort, i) => {
      const seated = new Set(participantsOf(seed, cohort, people).map(({ person }) => person))
      const free = people.find((person) => person.index > i && !seated.has(person) && isActive(person, cohort.ends))
      if (free === undefined) return []
      return i % 2 === 0
        ? [{ code: 'HOURS_ABOVE_PROGRAM', cells: [cohort.code, free.number, 'hadir', cohort.program.hours + 50, '', '', 'SIM/SALAH', ''] }]
        : [{ code: 'PERSON_UNKNOWN', cells: [cohort.code, '197001011995031998', 'hadir', 1, '', '', 'SIM/SALAH', ''] }]
    }),
}
