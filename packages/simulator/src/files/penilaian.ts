/** The yearly appraisal. Good people are also keener on training, so the crude association says more than training does. */
import {
  addDays,
  type Expectation,
  earlier,
  firstDayOfYear,
  type LocalDate,
  lastDayOfYear,
  later,
  POLICIES,
  predicateOf,
} from '@jejak/core'
import { day } from '../dates.js'
import type { Person, Unit } from '../model.js'
import { careerBegan } from '../moves.js'
import { type Random, randomOf } from '../Random.js'
import { isActive, managerRank, managersOn, postOn, unitOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

/** The matrix of a made-up agency that adopted no other. */
const NATIONAL_MATRIX = POLICIES['performance-predicate'].versions['national-1']

const judge = (random: Random, latent: number): readonly [Expectation, Expectation] => {
  const result = latent + random.normal(0, 0.8)
  const behaviour = 0.5 * latent + random.normal(0, 0.9)
  return [result > 1.1 ? 1 : result < -2.2 ? 3 : 2, behaviour > 0 ? 1 : behaviour < -2.1 ? 3 : 2]
}

const MAYOR = 'Wali Kota Simulasi'

/** How high the head of a unit stands. */
const HEAD = managerRank('jpt_pratama')

export const penilaian: SimulatedFile = {
  name: 'penilaian',
  columns: [
    'nip',
    'tahun',
    'periode_awal',
    'periode_akhir',
    'hasil_kerja',
    'perilaku_kerja',
    'predikat',
    'nip_penilai',
    'tanggal_dinilai',
    'plt',
    'penilai',
    'jenis',
  ],
  rows: function* (world) {
    for (let year = world.firstYear; year <= world.lastYear; year++) {
      const ends = lastDayOfYear(year)
      if (ends > world.until) continue
      const managers = managersOn(world, ends)
      const rankOf = (person: Person): number => managerRank(postOn(person, ends)?.level ?? '')
      const ofUnit = (unit: Unit): ReadonlyArray<Person> => managers.get(unit.id) ?? []
      const heads = [...managers.values()].flat().filter((p) => rankOf(p) === HEAD)
      // The secretariat stands above the other units; its head is appraised by its secretary, who stands in for him.
      const [top] = world.units
      const isTop = (person: Person, on: LocalDate): boolean => unitOn(person, on) === top && rankOf(person) === HEAD
      const isDeputy = (person: Person): boolean => postOn(person, ends)?.positionId === 'SEKRETARIS'
      const appraiserOf = (person: Person, random: Random): Person | undefined => {
        const mine = rankOf(person)
        const choices = [
          ofUnit(unitOn(person, ends)).filter((p) => rankOf(p) > mine),
          ofUnit(top).filter((p) => rankOf(p) === HEAD),
          ofUnit(top).filter(isDeputy),
          heads,
        ].map((people) => people.filter((p) => p !== person))
        const [first, ...rest] = choices.find((people) => people.length > 0) ?? []
        return first === undefined ? undefined : random.pick([first, ...rest])
      }
      for (const person of world.people) {
        if (person.entry > day(year, 6, 30) || !isActive(person, ends)) continue
        const random = randomOf(world.seed, 'penilaian', year, person.index)
        const unit = unitOn(person, ends)
        if (random.chance(unit.missing)) continue
        const appraiser = appraiserOf(person, random)
        if (appraiser === undefined) continue
        const trained = world.courseHours(person, year - 1) >= 20 ? 0.35 : 0
        const [result, behaviour] = judge(random, person.quality + unit.performance + trained)
        const on = earlier(addDays(ends, random.int(3, 30)), later(world.until, ends))
        const starts = later(firstDayOfYear(year), careerBegan(world, person))
        yield [
          person.number,
          year,
          starts,
          ends,
          result,
          behaviour,
          predicateOf(result, behaviour, NATIONAL_MATRIX),
          appraiser.number,
          on,
          'T',
          '',
          '',
        ]
        // The mayor, who has no number, looks at the head of the secretariat every quarter of the last year.
        if (year !== world.lastYear || !isTop(person, ends)) continue
        for (const month of [1, 4, 7, 10]) {
          const [from, to] = [later(day(year, month, 1), person.entry), day(year, month + 2, 31)]
          const seen = earlier(addDays(to, 10), later(world.until, to))
          if (from <= to)
            yield [
              person.number,
              year,
              from,
              to,
              result,
              behaviour,
              predicateOf(result, behaviour, NATIONAL_MATRIX),
              '',
              seen,
              'T',
              MAYOR,
              'triwulan',
            ]
        }
      }
    }
  },
  wrong: ({ people, firstYear }) => {
    const starts = firstDayOfYear(firstYear)
    const ends = lastDayOfYear(firstYear)
    const there = ({ entry, exit }: Person): boolean => entry <= starts && (exit === null || exit.on > ends)
    return people.slice(0, 80).flatMap((person, i) => {
      // Wrong in one thing: somebody else appraises, who was there as well.
      const appraiser = people.find((other) => other !== person && there(other))
      if (!there(person) || appraiser === undefined) return []
      const { number } = person
      return i % 2 === 0
        ? [
            {
              code: 'PREDICATE_DIFFERS',
              cells: [
                number,
                firstYear,
                addDays(starts, 1),
                day(firstYear, 3, 31),
                2,
                2,
                'SB',
                appraiser.number,
                ends,
                'T',
                '',
                'triwulan',
              ],
            },
          ]
        : [{ code: 'ENDS_BEFORE_START', cells: [number, firstYear, ends, starts, 2, 2, 'B', appraiser.number, ends, 'T', '', ''] }]
    })
  },
}
