/** Who was invited to a run of a program, and what became of it. Made anew each time it is asked, so nothing is kept. */
import type { AbsenceReason, LocalDate } from '@jejak/core'
import type { Cohort, Participation, Person } from './model.js'
import { type Random, randomOf } from './Random.js'
import { isActive, postOn, unitOn } from './standing.js'

const TRACK_LEVEL: Readonly<Record<string, string>> = { II: 'jpt_pratama', III: 'administrator', IV: 'pengawas' }
const FAMILY_OF: Readonly<Record<string, string>> = { FGR: 'GURU', FKS: 'PERAWAT' }

const isMeant = (cohort: Cohort, person: Person, on: LocalDate): boolean => {
  const { program } = cohort
  const level = postOn(person, on)?.level ?? 'pelaksana'
  if (program.kind === 'kepemimpinan') return level === TRACK_LEVEL[program.track]
  if (program.kind !== 'fungsional') return true
  const family = FAMILY_OF[program.code]
  return person.track === 'functional' && (family === undefined || person.homeUnit.family.code === family)
}

const invite = (random: Random, cohort: Cohort, people: ReadonlyArray<Person>): ReadonlyArray<Person> => {
  const able = (person: Person): boolean =>
    isActive(person, cohort.starts) && isActive(person, cohort.ends) && isMeant(cohort, person, cohort.starts)
  const wanted = Math.max(3, Math.round(cohort.quota * (0.65 + 0.3 * random.next())))
  const chosen = new Set<Person>()
  if (cohort.program.kind === 'kepemimpinan') {
    const managers = people.filter(able)
    for (const person of managers) if (chosen.size < wanted && random.chance(0.35)) chosen.add(person)
    return [...chosen]
  }
  for (let tries = 0; tries < cohort.quota * 30 && chosen.size < wanted; tries++) {
    const person = people[random.int(0, people.length - 1)]
    if (person === undefined || chosen.has(person) || !able(person)) continue
    const readiness = unitOn(person, cohort.starts).appetite * person.appetite * (person.status === 'PPPK' ? 0.55 : 1)
    if (random.chance(readiness / 2.6)) chosen.add(person)
  }
  return [...chosen]
}

const whyNot = (random: Random, support: number, rating: number): AbsenceReason =>
  random.weighted<AbsenceReason>([
    ['waktu', 4],
    ['izin', 10 * (1 - support)],
    ['relevansi', rating < 3.5 ? 4 : 1.5],
    ['minat', 2],
    ['sakit', 1.5],
    ['lain', 0.7],
  ])

const bounded = (value: number): number => Math.max(0, Math.min(100, Math.round(value)))

/** Everyone with a seat in the cohort, in order of invitation. */
export const participantsOf = (seed: number, cohort: Cohort, people: ReadonlyArray<Person>): ReadonlyArray<Participation> => {
  const random = randomOf(seed, 'participants', cohort.code)
  return invite(random, cohort, people).map((person): Participation => {
    const { support } = unitOn(person, cohort.ends)
    if (!random.chance(0.97 - 0.3 * (1 - support)))
      return { person, came: false, withdrew: random.chance(0.25), reason: whyNot(random, support, cohort.program.rating) }
    const { hours } = cohort.program
    const pre = bounded(random.normal(55 + 4 * person.quality, 10))
    const gain = (100 - pre) * (0.1 + 0.09 * (cohort.program.rating + (cohort.version === 2 ? 0.7 : 0) - 2)) + random.normal(0, 4)
    return {
      person,
      came: true,
      hours: random.chance(0.86) ? hours : random.int(Math.ceil(hours / 2), hours),
      pre,
      post: bounded(pre + gain),
    }
  })
}

export interface Rating {
  readonly person: Person
  readonly material: number
  readonly method: number
  readonly instructor: number
  readonly facilities: number
  readonly relevance: number
  readonly comment: string
}

const star = (random: Random, mean: number): number => Math.max(1, Math.min(5, Math.round(random.normal(mean, 0.8))))

const COMMENTS = ['Contoh kasus membantu', 'Waktu terlalu singkat', 'Perlu lebih banyak latihan', 'Materi sesuai pekerjaan'] as const

/** What attendants said; about two of three answer. A second curriculum was made of the ratings of the first, and is liked better. */
export const ratingsOf = (seed: number, cohort: Cohort, people: ReadonlyArray<Person>): ReadonlyArray<Rating> => {
  const random = randomOf(seed, 'ratings', cohort.code)
  const base = cohort.program.rating + (cohort.version === 2 ? 0.75 : 0)
  const teacher = random.normal(3.9, 0.35)
  const room = random.normal(3.7, 0.35)
  return participantsOf(seed, cohort, people).flatMap((seat) => {
    if (!seat.came || !random.chance(0.66)) return []
    const kind = random.normal(0, 0.25)
    return [
      {
        person: seat.person,
        material: star(random, base + kind),
        method: star(random, base - 0.1 + kind),
        instructor: star(random, teacher + kind),
        facilities: star(random, room + kind),
        relevance: star(random, base + 0.1 + kind),
        comment: random.chance(0.06) ? random.pick(COMMENTS) : '',
      },
    ]
  })
}

/** JP attended in courses by person and year, as one array: bounded by people and years, whatever the number of rows. */
export const countCourseHours = (
  seed: number,
  cohorts: ReadonlyArray<Cohort>,
  people: ReadonlyArray<Person>,
  firstYear: number,
  years: number,
): ((person: Person, year: number) => number) => {
  const sums = new Uint16Array(people.length * years)
  for (const cohort of cohorts) {
    const column = Number(cohort.ends.slice(0, 4)) - firstYear
    if (column < 0 || column >= years) continue
    for (const seat of participantsOf(seed, cohort, people))
      if (seat.came) {
        const at = seat.person.index * years + column
        sums[at] = (sums[at] ?? 0) + seat.hours
      }
  }
  return (person, year) => (year < firstYear || year >= firstYear + years ? 0 : (sums[person.index * years + year - firstYear] ?? 0))
}
