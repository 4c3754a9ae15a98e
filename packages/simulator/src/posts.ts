/**
 * The structural posts and who holds them: filled in batches, as cities do, each
 * two a year; holders move after two to five years, and leave a vacancy behind.
 */
import { addDays, addYears, GRADES, type LocalDate } from '@jejak/core'
import { day } from './dates.js'
import type { Person, Post, Unit } from './model.js'
import type { Window } from './people.js'
import { type Random, randomOf } from './Random.js'
import { isActive, managerRank, pensionOf, postOn } from './standing.js'

/** About 6% of the people: one head a unit, then administrators and supervisors about 1 to 3. */
export const simulatePosts = (people: number, units: ReadonlyArray<Unit>): ReadonlyArray<Post> => {
  const weights = units.reduce((sum, { weight }) => sum + weight, 0)
  return units.flatMap((unit) => {
    const share = (0.06 * people * unit.weight) / weights
    const administrators = Math.max(1, Math.min(6, Math.round(share * 0.24)))
    const supervisors = Math.max(1, Math.min(40, Math.round(share * 0.72)))
    const posts: Post[] = [
      { unit, positionId: 'KEPALA', positionName: `Kepala ${unit.name}`, level: 'jpt_pratama', key: true },
      { unit, positionId: 'SEKRETARIS', positionName: `Sekretaris ${unit.name}`, level: 'administrator', key: true },
    ]
    for (let i = 1; i < administrators; i++)
      posts.push({ unit, positionId: `KABID-${i}`, positionName: `Kepala Bidang ${i} ${unit.name}`, level: 'administrator', key: i === 1 })
    for (let i = 1; i <= supervisors; i++)
      posts.push({ unit, positionId: `KASUB-${i}`, positionName: `Kepala Subbagian ${i} ${unit.name}`, level: 'pengawas', key: false })
    return posts
  })
}

const batches = (random: Random, window: Window): ReadonlyArray<LocalDate> => {
  const days: LocalDate[] = []
  for (let year = window.firstYear - 4; year <= window.lastYear; year++)
    for (const month of [3, 9]) days.push(day(year, month, random.int(5, 25)))
  return days.filter((on) => on <= window.until)
}

const rankIndex = (person: Person, on: LocalDate): number => {
  const step = person.ranks.filter((rank) => rank.on <= on).at(-1)
  return step === undefined ? -1 : GRADES.indexOf(step.grade)
}

const FLOOR = { jpt_pratama: GRADES.indexOf('III/d'), administrator: GRADES.indexOf('III/c'), pengawas: GRADES.indexOf('III/a') } as const
const EXPERIENCE = { jpt_pratama: 10, administrator: 7, pengawas: 4 } as const

const gone = (person: Person, on: LocalDate): boolean => {
  return !isActive(person, on) || pensionOf(person, postOn(person, on)) <= on
}

/** Someone who may be placed in a batch, as things stand on its day. */
interface Candidate {
  readonly person: Person
  readonly grade: number
  /** 0 none, 1 supervisor, 2 administrator, 3 head; grows when the batch places the person. */
  manager: number
  unit: Unit
}

/** Fills the posts of the city from four years before the window on; adds to the positions of the people. */
export const fillPosts = (window: Window, people: ReadonlyArray<Person>, posts: ReadonlyArray<Post>): void => {
  const random = randomOf(window.seed, 'posts')
  const holders = new Map<Post, { readonly person: Person; readonly since: LocalDate }>()
  const held = new Map<Person, Post>()
  const permanent = people.filter(({ status }) => status !== 'PPPK')
  let pool = new Map<Person, Candidate>()

  const free = (post: Post): void => {
    const holder = holders.get(post)
    if (holder !== undefined && held.get(holder.person) === post) held.delete(holder.person)
    holders.delete(post)
  }

  const place = (person: Person, post: Post, on: LocalDate): void => {
    const before = held.get(person)
    if (before !== undefined && holders.get(before)?.person === person) holders.delete(before)
    holders.set(post, { person, since: on })
    held.set(person, post)
    const { positionId, positionName, level, unit } = post
    person.positions = [...person.positions.filter((step) => step.on < on), { positionId, positionName, level, unit, on, assignment: 'D' }]
    const candidate = pool.get(person)
    if (candidate !== undefined) {
      candidate.manager = managerRank(level)
      candidate.unit = unit
    }
  }

  /** Everyone who could be placed somewhere on the day: looked up once a batch, so that a large city stays quick. */
  const poolOn = (on: LocalDate): Map<Person, Candidate> => {
    const able = new Map<Person, Candidate>()
    for (const person of permanent) {
      if (addYears(person.entry, EXPERIENCE.pengawas) > on || addYears(person.birth, 55) < on || gone(person, on)) continue
      const grade = rankIndex(person, on)
      if (grade < FLOOR.pengawas) continue
      const post = postOn(person, on)
      able.set(person, { person, grade, manager: managerRank(post?.level ?? ''), unit: post?.unit ?? person.homeUnit })
    }
    return able
  }

  const candidates = (post: Post, on: LocalDate): ReadonlyArray<Person> => {
    const wanted = managerRank(post.level) - 1
    const experienced = addYears(on, -EXPERIENCE[post.level])
    const fits = [...pool.values()].filter(
      ({ person, grade, manager }) => manager <= wanted && grade >= FLOOR[post.level] && person.entry <= experienced,
    )
    const below = fits.filter(({ manager }) => manager === wanted)
    const near = below.filter(({ unit }) => unit === post.unit)
    return (near.length > 0 ? near : below.length > 0 ? below : fits).map(({ person }) => person)
  }

  const rotate = (on: LocalDate): void => {
    for (const level of ['jpt_pratama', 'administrator', 'pengawas'] as const) {
      const moving = [...holders].filter(([post, { since }]) => post.level === level && addYears(since, 2) <= on && random.chance(0.28))
      if (moving.length < 2) continue
      const [first] = moving
      moving.forEach(([, { person }], i) => {
        const target = moving[i + 1] ?? first
        if (target !== undefined) place(person, target[0], on)
      })
    }
  }

  batches(random, window).forEach((on, batch) => {
    for (const [post, { person }] of [...holders]) if (gone(person, on)) free(post)
    pool = poolOn(on)
    if (batch > 0) rotate(on)
    for (const post of posts) {
      if (holders.has(post) || (batch > 0 && random.chance(0.2))) continue
      const able = candidates(post, on)
      const best = [...able].sort((a, b) => b.quality - a.quality || a.index - b.index).slice(0, 4)
      const [first, ...rest] = best
      if (first !== undefined) place(random.pick([first, ...rest]), post, on)
    }
    for (const post of posts) {
      if (holders.has(post) || !random.chance(0.5)) continue
      const stand = posts.find((other) => other.unit === post.unit && other.level !== 'jpt_pratama' && holders.has(other))
      const acting = stand === undefined ? undefined : holders.get(stand)?.person
      if (acting === undefined) continue
      const { positionId, positionName, level, unit } = post
      const from = addDays(on, 7)
      if (from <= window.until)
        acting.positions = [...acting.positions, { positionId, positionName, level, unit, on: from, assignment: 'PLT' }]
    }
  })
}

/** Ends the careers of permanent servants whose pension falls due by the end of the window, and drops what would come after an exit. */
export const retire = (window: Window, people: ReadonlyArray<Person>): void => {
  for (const person of people) {
    if (person.status !== 'PPPK')
      for (const level of ['pelaksana', 'ahli_madya', 'ahli_utama'] as const) {
        const on = pensionOf(person, { level, positionId: '' })
        const held = postOn(person, addDays(on, -1))
        if (on > window.until || pensionOf(person, held) > on || (person.exit !== null && person.exit.on <= on)) continue
        person.exit = { kind: 'pensiun', on }
        break
      }
    const { exit } = person
    if (exit !== null) person.positions = person.positions.filter((step) => step.on < exit.on)
  }
}
