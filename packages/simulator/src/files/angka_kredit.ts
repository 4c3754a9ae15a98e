/** Credit of functional officials: decided before each promotion, and once at the end of the years. */
import { addDays, daysBetween, firstDayOfMonth, type Level, type LocalDate, yearOf } from '@jejak/core'
import type { Person } from '../model.js'
import { randomOf } from '../Random.js'
import { isActive, postOn } from '../standing.js'
import type { Cells, SimulatedFile } from './SimulatedFile.js'

/** Credit of a year that is as expected (PermenPANRB 1/2023). */
const A_YEAR: Partial<Readonly<Record<Level, number>>> = {
  terampil: 5,
  mahir: 12.5,
  penyelia: 25,
  ahli_pertama: 12.5,
  ahli_muda: 25,
  ahli_madya: 37.5,
  ahli_utama: 50,
}

/** What the time since the last grade earned by a day, more for those who do better. */
const decided = (person: Person, since: LocalDate, on: LocalDate): Cells | null => {
  const aYear = A_YEAR[postOn(person, on)?.level ?? 'pelaksana']
  if (aYear === undefined || !isActive(person, on) || on <= since) return null
  const share = Math.min(1.5, Math.max(0.5, 1 + 0.2 * person.quality))
  return [person.number, on, ((aYear * share * daysBetween(since, on)) / 365).toFixed(3), `SIM/PAK/${person.index}/${yearOf(on)}`]
}

export const angkaKredit: SimulatedFile = {
  name: 'angka_kredit',
  columns: ['nip', 'tanggal', 'kredit', 'nomor_pak'],
  rows: function* ({ seed, people, from, until }) {
    for (const person of people) {
      if (person.track !== 'functional') continue
      let since = person.entry
      for (const { on, kind } of person.ranks) {
        const day = addDays(on, -60)
        const cells = kind === 'jf' && day >= from ? decided(person, since, day) : null
        if (cells !== null) yield cells
        since = on
      }
      const last = addDays(firstDayOfMonth(until), -1)
      const cells =
        person.ranks.length > 0 && last > from && randomOf(seed, 'angka_kredit', person.index).chance(0.3)
          ? decided(person, since, last)
          : null
      if (cells !== null) yield cells
    }
  },
  wrong: () => [],
}
