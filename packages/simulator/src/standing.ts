/** What holds of a simulated person on a day, by the definitions of the reports. */
import { addYears, firstDayOfNextMonth, type LocalDate } from '@jejak/core'
import type { Person, PositionStep, Unit, World } from './model.js'

export const isActive = (person: Person, on: LocalDate): boolean => person.entry <= on && (person.exit === null || on < person.exit.on)

/** Whether a post is one of a teacher. */
export const isTeaching = ({ positionId }: Pick<PositionStep, 'positionId'>): boolean => positionId.startsWith('GURU-')

/** The definitive post with the latest TMT up to a day. */
export const postOn = (person: Person, on: LocalDate): PositionStep | null => {
  let best: PositionStep | null = null
  for (const step of person.positions) if (step.assignment === 'D' && step.on <= on && (best === null || step.on >= best.on)) best = step
  return best
}

export const unitOn = (person: Person, on: LocalDate): Unit => postOn(person, on)?.unit ?? person.homeUnit

/** What of a post decides when its holder is pensioned off. */
type PensionPost = Pick<PositionStep, 'level' | 'positionId'>

const pensionAge = ({ level, ...post }: PensionPost): number => {
  if (level === 'ahli_utama') return 65
  return level.startsWith('jpt_') || level === 'ahli_madya' || isTeaching(post) ? 60 : 58
}

/** TMT of the pension of a PNS who holds a post, or none (PP 11/2017 Ps 239, UU 20/2023 Ps 55, UU 14/2005): at 58, 60 or 65 years. */
export const pensionOf = (person: Person, post: PensionPost | null): LocalDate =>
  firstDayOfNextMonth(addYears(person.birth, pensionAge(post ?? { level: 'pelaksana', positionId: '' })))

const MANAGERS: Readonly<Record<string, number>> = { jpt_pratama: 3, administrator: 2, pengawas: 1 }

/** How high a manager stands: 3 head of a unit, 2 administrator, 1 supervisor, 0 none. */
export const managerRank = (level: string): number => MANAGERS[level] ?? 0

/** Managers by unit, as they were on a day. */
export const managersOn = (world: World, on: LocalDate): ReadonlyMap<string, ReadonlyArray<Person>> => {
  const byUnit = new Map<string, Person[]>()
  for (const person of world.people) {
    const post = postOn(person, on)
    if (post === null || managerRank(post.level) === 0 || !isActive(person, on)) continue
    const list = byUnit.get(post.unit.id)
    if (list === undefined) byUnit.set(post.unit.id, [person])
    else list.push(person)
  }
  return byUnit
}
