/** Assessments: potential of half of the permanent servants, competences of the managers and a few more. */
import { COMPETENCES, type LocalDate } from '@jejak/core'
import { day } from '../dates.js'
import { randomOf } from '../Random.js'
import { isActive, managerRank, postOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

const REQUIRED: Readonly<Record<string, number>> = {
  jpt_pratama: 4,
  administrator: 3,
  pengawas: 2,
  ahli_muda: 3,
  ahli_madya: 4,
  penyelia: 3,
}

export const asesmen: SimulatedFile = {
  name: 'asesmen',
  columns: ['nip', 'kompetensi_id', 'skor', 'level', 'tanggal', 'asesor'],
  rows: function* ({ seed, people, firstYear, lastYear, until }) {
    for (const person of people) {
      if (person.status === 'PPPK') continue
      const random = randomOf(seed, 'asesmen', person.index)
      const on: LocalDate = day(random.int(Math.max(firstYear, lastYear - 2), lastYear), random.int(1, 12), random.int(1, 28))
      if (on > until || !isActive(person, on)) continue
      const level = postOn(person, on)?.level ?? 'pelaksana'
      const manager = managerRank(level) > 0
      if (manager || random.chance(0.5)) {
        const score = Math.max(20, Math.min(99, random.normal(68 + 7 * person.quality, 9)))
        yield [person.number, 'POTENSI', score.toFixed(1), '', on, 'UPT Asesmen Simulasi']
      }
      if (!manager && !random.chance(0.12)) continue
      for (const competence of COMPETENCES) {
        const reached = Math.round((REQUIRED[level] ?? 2) + random.normal(-0.3 + 0.3 * person.quality, 0.8))
        yield [person.number, competence, '', Math.max(1, Math.min(5, reached)), on, 'UPT Asesmen Simulasi']
      }
    }
  },
  wrong: ({ people, until }) =>
    people
      .filter((person) => isActive(person, until))
      .slice(0, 4)
      .map(({ number }) => ({ code: 'VALUE_INVALID', cells: [number, 'POTENSI', 168, '', until, 'UPT Asesmen Simulasi'] })),
}
