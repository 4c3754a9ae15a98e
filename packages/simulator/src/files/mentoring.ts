/** Pairs of an experienced and a newer colleague of one unit, and their meetings. */
import { addDays, addMonths } from '@jejak/core'
import { day } from '../dates.js'
import { careerBegan } from '../moves.js'
import { randomOf } from '../Random.js'
import { isActive, unitOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

const TOPICS = ['rencana karier', 'penyusunan program', 'pelayanan', 'orientasi pegawai baru', 'komunikasi'] as const
const ACTIONS = ['mengikuti pelatihan', 'menyusun rencana', 'membaca pedoman', ''] as const

export const mentoring: SimulatedFile = {
  name: 'mentoring',
  columns: ['pasangan_id', 'nip_mentor', 'nip_mentee', 'tanggal', 'menit', 'topik', 'tindak_lanjut', 'sesi'],
  rows: function* (world) {
    const { seed, people, firstYear, lastYear, until } = world
    for (let year = firstYear; year <= lastYear; year++)
      for (let n = 1; n <= Math.ceil(people.length / 40); n++) {
        const pair = `SIM-${year}-${String(n).padStart(4, '0')}`
        const random = randomOf(seed, 'mentoring', pair)
        const begins = day(year, random.int(1, 11), random.int(1, 28))
        const draw = () => people[random.int(0, people.length - 1)]
        let mentee = draw()
        for (let tries = 0; tries < 30 && mentee !== undefined; tries++) {
          if (isActive(mentee, begins) && mentee.entry > addMonths(begins, -96)) break
          mentee = draw()
        }
        if (mentee === undefined || !isActive(mentee, begins)) continue
        const unit = unitOn(mentee, begins)
        let mentor = draw()
        for (let tries = 0; tries < 400 && mentor !== undefined; tries++) {
          if (mentor.entry < addMonths(mentee.entry, -36) && isActive(mentor, begins) && unitOn(mentor, begins) === unit) break
          mentor = draw()
        }
        if (mentor === undefined || mentor.entry >= careerBegan(world, mentee)) continue
        const meetings = random.chance(0.25) ? random.int(1, 3) : random.int(5, 15)
        for (let m = 0; m < meetings; m++) {
          const on = addDays(addMonths(begins, m), random.int(0, 9))
          if (on > until || !isActive(mentee, on) || !isActive(mentor, on)) break
          const [minutes, topic, action] = [random.pick([30, 45, 60, 60, 90]), random.pick(TOPICS), random.pick(ACTIONS)]
          yield [pair, mentor.number, mentee.number, on, minutes, topic, action, '']
          if (randomOf(seed, 'sesi', pair, m).chance(0.02)) yield [pair, mentor.number, mentee.number, on, 45, topic, '', 2]
        }
      }
  },
  wrong: ({ people, until }) =>
    people
      .filter((person) => isActive(person, until))
      .slice(0, 3)
      .map(({ number }, i) => ({
        code: 'SELF_MENTORING',
        cells: [`SIM-SALAH-${i}`, number, number, until, 60, 'rencana karier', '', ''],
      })),
}
