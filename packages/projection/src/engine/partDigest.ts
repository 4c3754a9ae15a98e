/**
 * The digest of a part, twice: of what stands in the store, and of a second count
 * made from the same entries. The second count builds nothing that is stored: it
 * shares with the builder what was read of the log, the facts of reference and the
 * definitions, and no more. All that stands is in it, to the letter.
 */
import { type AgencyCode, asOf, type CareerId, employments, History } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { encodeMeasures } from '../document/encode.js'
import { NO_ENTRIES, pack } from '../document/pack.js'
import { PEOPLE, type StoredDocument } from '../store/ViewStore.js'
import { Digest } from './Digest.js'
import type { Live, Options, Outcome } from './Live.js'

const PAGE = 200

/** A document, whole: its entries, and what was added for it. */
const documentItem = ({ career, revision, snapshot, tail, measures }: Omit<StoredDocument, 'catalogue'>): string =>
  `${career} ${revision} ${snapshot} ${tail} ${measures}`
/** All sums of a view in an agency. */
const sumsItem = (view: number, agency: AgencyCode, sums: Sums.Sums): string => {
  let item = `${view} ${agency}`
  for (const key of [...sums.keys()].sort()) item += `\n${key} ${sums.get(key)?.join(',')}`
  return item
}
const rowItem = (view: number, agency: AgencyCode, career: CareerId, row: string): string => `${view} ${agency} ${career} ${row}`

/** Of what stands in the store. */
export const storedDigest = async ({ views }: Pick<Options, 'views'>, { generation }: Live, partition: number): Outcome<string> => {
  const digest = new Digest()
  for (let after: CareerId | null = null; ; ) {
    const page = await views.documents(generation.number, partition, after, PAGE)()
    if (E.isLeft(page)) return page
    for (const stored of page.right) digest.add(documentItem(stored))
    after = page.right.at(-1)?.career ?? null
    if (page.right.length < PAGE) break
  }
  const contents = await views.contents(generation.number, partition)()
  if (E.isLeft(contents)) return contents
  for (const { view, agency, sums } of contents.right.sums) if (sums.size > 0) digest.add(sumsItem(view, agency, sums))
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

  /** One whole career. */
  add(career: CareerId, entries: ReadonlyArray<History.Entry>): void {
    const { views, reference } = this.#live
    const history = History.fromEntries(entries)
    const held = employments(history, reference.catalogueOf)
    const measures = views.map((view): Sums.Sums[] | null => (view.kind === 'sums' ? [] : null))
    for (const employment of held) {
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
        const sums = view.measure(subject, catalogue)
        measures[index]?.push(sums)
        const totals = this.#totalsOf(agency, index)
        for (const [key, vector] of sums) {
          const total = totals.get(key)
          if (total === undefined) totals.set(key, [...vector])
          else for (const [place, amount] of vector.entries()) total[place] = (total[place] ?? 0) + amount
        }
      })
    }
    const revision = entries.at(-1)?.revision ?? -1
    const added = encodeMeasures({ agencies: held.map(({ agency }) => agency), views: measures })
    this.#digest.add(documentItem({ career, revision, snapshot: pack(history.values()), tail: NO_ENTRIES, measures: added }))
  }

  /** The digest of all that was added. */
  text(): string {
    for (const [agency, people] of this.#people) this.#digest.add(sumsItem(PEOPLE, agency, new Map([['', [people]]])))
    for (const [agency, ofAgency] of this.#totals)
      ofAgency.forEach((totals, view) => {
        for (const [key, vector] of totals) {
          const end = vector.findLastIndex((amount) => amount !== 0) + 1
          if (end === 0) totals.delete(key)
          else vector.length = end
        }
        if (totals.size > 0) this.#digest.add(sumsItem(view, agency, totals))
      })
    return this.#digest.text()
  }
}
