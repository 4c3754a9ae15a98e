/**
 * What every program under measure can do, in its own way: take events, and make
 * one read model of all of them anew.
 */
import type { SealedDraft } from '@jejak/core'
import * as t from 'io-ts'
import { EVENTS_A_CAREER, syntheticCareer, syntheticEvent } from '../syntheticLog.js'

/** The next events of one person; `from` of that person's events come before them. */
export interface Chunk {
  readonly person: number
  readonly stream: string
  readonly from: number
  readonly drafts: ReadonlyArray<SealedDraft>
}

/** The read model that all make: attendances and hours of training by cohort, here added up. Equal for all, or a program counted wrongly. */
export const Totals = t.readonly(t.strict({ cohorts: t.number, attended: t.number, hours: t.number }))
export type Totals = t.TypeOf<typeof Totals>

export interface Subject {
  /** Appends to one stream; durable on return if the program is. */
  readonly append: (chunk: Chunk) => Promise<void>
  /** Fills an empty log with about so many events, in the way of the program that is meant for many. */
  readonly fill: (total: number) => Promise<void>
  /** Makes the read model of the whole log anew. */
  readonly rebuild: () => Promise<void>
  /** What the read model says after it. */
  readonly totals: () => Promise<Totals>
  readonly close: () => Promise<void>
}

/** Opens a program on a folder; `server` is the address of one where the program needs one. */
export type OpenSubject = (dir: string, server: string) => Promise<Subject>

/** Events of one append. */
export const A_ROUND = 8

/** The eight events of one person that follow so many. */
export const chunkOf = (person: number, from: number): Chunk => ({
  person,
  stream: `career-${syntheticCareer(person)}`,
  from,
  drafts: Array.from({ length: A_ROUND }, (_, i) => syntheticEvent(person, from + i)),
})

/** The synthetic log in order: round after round, eight events of each person in turn, so that careers lie interleaved. */
export function* chunksOf(total: number): Generator<Chunk> {
  const people = Math.ceil(total / EVENTS_A_CAREER)
  for (let from = 0; from < EVENTS_A_CAREER; from += A_ROUND) for (let person = 0; person < people; person++) yield chunkOf(person, from)
}

/** An attendance as all programs find it in the data of an event. */
const Attended = t.type({ cohort: t.string, hours: t.number })

/** The read model in memory, for programs that leave keeping it to the user. */
export class HoursByCohort {
  readonly #cohorts = new Map<string, { attended: number; hours: number }>()

  add(data: unknown): void {
    if (!Attended.is(data)) return
    const present = this.#cohorts.get(data.cohort) ?? { attended: 0, hours: 0 }
    this.#cohorts.set(data.cohort, { attended: present.attended + 1, hours: present.hours + data.hours })
  }

  clear(): void {
    this.#cohorts.clear()
  }

  totals(): Totals {
    return totalsOf([...this.#cohorts.values()])
  }
}

export const totalsOf = (rows: ReadonlyArray<{ readonly attended: number; readonly hours: number }>): Totals => ({
  cohorts: rows.length,
  attended: rows.reduce((sum, { attended }) => sum + attended, 0),
  hours: rows.reduce((sum, { hours }) => sum + hours, 0),
})
