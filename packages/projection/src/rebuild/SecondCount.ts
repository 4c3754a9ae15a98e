/**
 * A second count of a partition, made from the same entries as the first. It builds
 * nothing that is stored: it shares with the builder what was read of the log, the
 * facts of reference and the definitions, and no more.
 */
import { type AgencyCode, asOf, type CareerId, employments, History } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import { encodeMeasures } from '../document/encode.js'
import { NO_ENTRIES, pack } from '../document/pack.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { PEOPLE } from '../store/ReadingStore.js'
import { documentItem, type Item, rowItem, sumsItem } from './partItems.js'

/** Adds up one partition, career by career. */
export class SecondCount {
  readonly #totals = new Map<AgencyCode, Map<string, number[]>[]>()
  readonly #people = new Map<AgencyCode, number>()
  readonly #live: Pick<GenerationView, 'views' | 'reference'>
  readonly #onItem: (item: Item) => void

  /** @param onItem is called with each item that must stand in the part */
  constructor(live: Pick<GenerationView, 'views' | 'reference'>, onItem: (item: Item) => void) {
    this.#live = live
    this.#onItem = onItem
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
          if (row !== null) this.#onItem(rowItem(index, agency, career, JSON.stringify(row)))
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
    this.#onItem(documentItem({ career, revision, snapshot: pack(history.values()), tail: NO_ENTRIES, measures: added }))
  }

  /** Ends with the sums, once all careers were added. */
  end(): void {
    for (const [agency, people] of this.#people) this.#onItem(sumsItem(PEOPLE, agency, new Map([['', [people]]])))
    for (const [agency, ofAgency] of this.#totals)
      ofAgency.forEach((totals, view) => {
        for (const [key, vector] of totals) {
          const end = vector.findLastIndex((amount) => amount !== 0) + 1
          if (end === 0) totals.delete(key)
          else vector.length = end
        }
        if (totals.size > 0) this.#onItem(sumsItem(view, agency, totals))
      })
  }
}
