/**
 * The digest of a part, twice: of what stands in the store, and of a second count
 * made from the same events. The second count builds nothing that is stored: it
 * shares with the builder what was read of the log, the facts of reference and the
 * definitions, and no more.
 */
import { type AgencyCode, asOf, type CareerId, careerOf, employments, History, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { historyOf } from '../document/Document.js'
import { PEOPLE } from '../store/ViewStore.js'
import { Digest } from './Digest.js'
import type { Live, Options, Outcome } from './Live.js'
import { readableOf } from './read.js'

const PAGE = 200

/** A document by the entries it holds; what they say is in the sums and rows. */
const documentItem = (career: CareerId, revision: number, history: History.History): string => {
  let item = `${career} ${revision}`
  for (const { id, revision: at, position } of history.values()) item += ` ${id} ${at} ${position}`
  return item
}
const sumItem = (view: number, agency: AgencyCode, key: string, vector: ReadonlyArray<number>): string =>
  JSON.stringify([view, agency, key, vector])
const rowItem = (view: number, agency: AgencyCode, career: CareerId, row: string): string => `${view} ${agency} ${career} ${row}`

/** Of what stands in the store. */
export const storedDigest = async ({ views }: Pick<Options, 'views'>, { generation }: Live, partition: number): Outcome<string> => {
  const digest = new Digest()
  for (let after: CareerId | null = null; ; ) {
    const page = await views.documents(generation.number, partition, after, PAGE)()
    if (E.isLeft(page)) return page
    for (const stored of page.right) digest.add(documentItem(stored.career, stored.revision, historyOf(stored)))
    after = page.right.at(-1)?.career ?? null
    if (page.right.length < PAGE) break
  }
  const contents = await views.contents(generation.number, partition)()
  if (E.isLeft(contents)) return contents
  for (const { view, agency, sums } of contents.right.sums) for (const [key, vector] of sums) digest.add(sumItem(view, agency, key, vector))
  for (const { view, agency, career, row } of contents.right.rows) digest.add(rowItem(view, agency, career, row))
  return E.right(digest.text())
}

/** Adds up one partition, career by career. */
export class SecondCount {
  readonly #digest = new Digest()
  readonly #totals = new Map<AgencyCode, Map<string, number[]>[]>()
  readonly #people = new Map<AgencyCode, number>()
  readonly #live: Live

  constructor(live: Live) {
    this.#live = live
  }

  readonly #totalsOf = (agency: AgencyCode, view: number): Map<string, number[]> => {
    const ofAgency = this.#totals.get(agency) ?? this.#live.views.map(() => new Map<string, number[]>())
    this.#totals.set(agency, ofAgency)
    return ofAgency[view] ?? new Map<string, number[]>()
  }

  /** One whole career, event by event. */
  add(events: ReadonlyArray<RecordedEvent>): void {
    const { entries } = readableOf(events)
    const stream = events[0]?.stream
    const career = stream === undefined ? null : careerOf(stream)
    const last = entries.at(-1)
    if (career === null || last === undefined) return
    const { views, reference } = this.#live
    const history = History.fromEntries(entries)
    this.#digest.add(documentItem(career, last.revision, history))
    for (const employment of employments(history, reference.catalogueOf)) {
      const { agency } = employment
      const catalogue = reference.catalogueOf(agency)
      this.#people.set(agency, (this.#people.get(agency) ?? 0) + 1)
      const days = new Map(views.map((view) => [view.asOf, employment]))
      for (const day of days.keys()) days.set(day, asOf(employment, day))
      views.forEach((view, index) => {
        const subject = { career, employment: days.get(view.asOf) ?? employment }
        if (view.kind === 'table') {
          const row = view.row(subject, catalogue)
          if (row !== null) this.#digest.add(rowItem(index, agency, career, JSON.stringify(row)))
          return
        }
        const totals = this.#totalsOf(agency, index)
        for (const [key, vector] of view.measure(subject, catalogue)) {
          const total = totals.get(key)
          if (total === undefined) totals.set(key, [...vector])
          else for (const [place, amount] of vector.entries()) total[place] = (total[place] ?? 0) + amount
        }
      })
    }
  }

  /** The digest of all that was added. */
  text(): string {
    for (const [agency, people] of this.#people) this.#digest.add(sumItem(PEOPLE, agency, '', [people]))
    for (const [agency, ofAgency] of this.#totals)
      ofAgency.forEach((totals, view) => {
        for (const [key, vector] of totals) {
          const end = vector.findLastIndex((amount) => amount !== 0) + 1
          if (end > 0) this.#digest.add(sumItem(view, agency, key, vector.slice(0, end)))
        }
      })
    return this.#digest.text()
  }
}
