/**
 * People who may be one: two numbers with one name, birth date and sex that no row joins.
 * Names and birth dates are opened, compared in memory and forgotten; no digest of them
 * is kept anywhere, and what is found names streams alone.
 */
import { type AgencyCode, type CareerId, careerOf, History, type RecordedEvent, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, note } from './Finding.js'

/** How many groups of streams are named. */
const NAMED = 5

interface Person {
  readonly career: CareerId
  readonly stream: StreamName
  readonly earlier: CareerId | null
}

interface Appointment extends Person {
  readonly agency: AgencyCode
  readonly sex: string
  readonly event: RecordedEvent
}

/** Whether a row joins all numbers of a group, directly or by way of others. */
const areJoined = (group: ReadonlyArray<Person>): boolean => {
  const [first] = group
  if (first === undefined) return true
  const reached = new Set<CareerId>([first.career])
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const { career, earlier } of group) {
      if (earlier === null) continue
      if (reached.has(career)) reached.add(earlier)
      else if (reached.has(earlier)) reached.add(career)
    }
  }
  return group.every(({ career }) => reached.has(career))
}

export class NumbersAlike {
  readonly #home: Pick<DeploymentStores, 'vault'>
  readonly #alike = new Map<string, Person[]>()
  #waiting: Appointment[] = []

  constructor(home: Pick<DeploymentStores, 'vault'>) {
    this.#home = home
  }

  add(stream: StreamName, history: History.History, events: ReadonlyArray<RecordedEvent>): void {
    const career = careerOf(stream)
    if (career === null) return
    for (const { fact, entry } of History.holding(history)) {
      const event = fact.type === 'Appointed' ? events.find(({ id }) => id === entry.id) : undefined
      if (fact.type !== 'Appointed' || event === undefined) continue
      this.#waiting.push({ career, stream, earlier: fact.data.earlier, agency: entry.agency, sex: fact.data.sex, event })
    }
  }

  /** Opens those that were added; somebody erased, or whose key is damaged, is nobody's like. */
  async open(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const loaded = await this.#home.vault.load([...new Set(waiting.map(({ stream }) => stream))])()
    if (E.isLeft(loaded)) return
    for (const { agency, sex, event, ...person } of waiting) {
      const opened = this.#home.vault.open(event)
      const { name, birthDate } = E.isRight(opened) ? { ...opened.right?.personal } : {}
      if (typeof name !== 'string' || typeof birthDate !== 'string') continue
      const likeness = JSON.stringify([agency, name.toLowerCase(), birthDate, sex])
      const present = this.#alike.get(likeness)
      if (present === undefined) this.#alike.set(likeness, [person])
      else if (present.every(({ career }) => career !== person.career)) present.push(person)
    }
  }

  findings(): ReadonlyArray<Finding> {
    const groups = [...this.#alike.values()].filter((group) => group.length > 1 && !areJoined(group))
    if (groups.length === 0) return []
    const first = groups.slice(0, NAMED).map((group) => group.map(({ stream }) => stream).join(' and '))
    return [
      note(
        `${groups.length} ${groups.length === 1 ? 'person has' : 'people have'} two numbers, it seems: one name, birth date and sex`,
        'if they are one person, name the earlier number in pegawai (nip_lama); if not, nothing is to do',
        { code: 'numbersAlike', where: `${first.join(', ')}${groups.length > NAMED ? ', ...' : ''}` },
      ),
    ]
  }
}
