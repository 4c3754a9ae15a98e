/** Requests for study time and what superiors answered. */
import { addDays, earlier, type LocalDate, type RefusalReason } from '@jejak/core'
import { participantsOf } from '../participation.js'
import { type Random, randomOf } from '../Random.js'
import { isActive, unitOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

const answerDay = (random: Random, asked: LocalDate, usual: number, latest: LocalDate): LocalDate =>
  earlier(addDays(asked, Math.max(0, Math.round(random.normal(usual, usual / 2)))), latest)

export const izin: SimulatedFile = {
  name: 'izin',
  columns: ['kode_angkatan', 'nip', 'tanggal_ajukan', 'putusan', 'tanggal_putus', 'alasan'],
  rows: function* ({ seed, cohorts, people }) {
    for (const cohort of cohorts) {
      const random = randomOf(seed, 'izin', cohort.code)
      const seats = participantsOf(seed, cohort, people)
      const asked = new Set(seats.map(({ person }) => person))
      for (const { person } of seats) {
        const on = addDays(cohort.starts, -random.int(14, 45))
        if (!random.chance(0.5) || !isActive(person, on)) continue
        const answered = answerDay(random, on, unitOn(person, on).answerDays, cohort.starts)
        yield [cohort.code, person.number, on, 'disetujui', answered, '']
      }
      for (let i = 0; i < seats.length; i++) {
        const person = people[random.int(0, people.length - 1)]
        const on = addDays(cohort.starts, -random.int(14, 45))
        if (person === undefined || asked.has(person) || !isActive(person, on)) continue
        const unit = unitOn(person, on)
        if (!random.chance((1 - unit.support) * 0.8)) continue
        asked.add(person)
        const reason = random.weighted<RefusalReason>([
          ['waktu', 5],
          ['relevansi', cohort.program.rating < 3.5 ? 3 : 1.5],
          ['anggaran', 2],
          ['lain', 0.6],
        ])
        yield [cohort.code, person.number, on, 'ditolak', answerDay(random, on, unit.answerDays + 2, cohort.starts), reason]
      }
    }
  },
  wrong: ({ cohorts, people }) =>
    cohorts.slice(0, 6).flatMap(({ code, starts }, i) =>
      people.slice(i, i + 1).map(({ number }) => ({
        code: 'REQUIRED_EMPTY',
        cells: [code, number, addDays(starts, -20), 'ditolak', addDays(starts, -10), ''],
      })),
    ),
}
