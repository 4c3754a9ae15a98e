/**
 * A second count of a partition, made from the same entries as the first. It builds
 * nothing that is stored: it shares with the builder what was read of the log, the
 * facts of reference and the definitions, and no more.
 */
import { type AgencyCode, asOf, type CareerId, employments, History, type Individual, individualsIn } from '@jejak/core'
import { type PersonRow, type Subject, Sums } from '@jejak/core/measure'
import { encodeMeasures } from '../document/encode.js'
import type { RowForm } from '../document/measureDocument.js'
import { NO_ENTRIES, pack } from '../document/pack.js'
import { type SharedStream, sharedRevision, sharedText } from '../document/SharedDocument.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { EMPTIED } from '../marking/nextShared.js'
import { PEOPLE } from '../store/ReadingStore.js'
import { documentItem, type Item, rowItem, sumsItem } from './partItems.js'

const totalOf = (all: ReadonlyArray<Sums.Sums>): Sums.Sums => {
  const [first] = all
  if (first !== undefined && all.length === 1) return first
  const total = new Sums.SumsBuilder()
  for (const each of all) total.addAll(each)
  return total.build()
}

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

  /** One whole career that shares its document with nobody. */
  add(career: CareerId, entries: ReadonlyArray<History.Entry>): void {
    const history = History.fromEntries(entries)
    const held = employments(history, this.#live.reference.catalogueOf)
    const measures = this.#count(
      career,
      held.map((employment) => ({ career, employment })),
      'one',
    )
    const revision = entries.at(-1)?.revision ?? -1
    this.#onItem(documentItem({ career, revision, snapshot: pack(history.values()), tail: NO_ENTRIES, measures }))
  }

  /** Whole careers that share a document. */
  addShared(document: CareerId, streams: ReadonlyArray<SharedStream>): void {
    const measures = this.#count(document, individualsIn(streams, this.#live.reference.catalogueOf), 'shared')
    const revision = sharedRevision(streams)
    this.#onItem(documentItem({ career: document, revision, snapshot: sharedText(streams), tail: NO_ENTRIES, measures }))
  }

  /** The document of a career that has its events in a shared one. */
  addEmptied(career: CareerId, revision: number): void {
    this.#onItem(documentItem({ career, revision, ...EMPTIED }))
  }

  /** Counts people, and answers what of them stands in their document. */
  readonly #count = (document: CareerId, people: ReadonlyArray<Subject & Pick<Individual, 'tied'>>, form: RowForm): string => {
    const { views, reference } = this.#live
    const agencies = [...new Set(people.map(({ employment }) => employment.agency))]
    const measures = views.map((view) => (view.kind === 'sums' ? agencies.map((): Sums.Sums[] => []) : null))
    const rows = new Map<string, { readonly view: number; readonly agency: AgencyCode; readonly rows: PersonRow[] }>()
    for (const { career, employment, tied } of people) {
      const { agency } = employment
      const place = agencies.indexOf(agency)
      const catalogue = reference.catalogueOf(agency)
      this.#people.set(agency, (this.#people.get(agency) ?? 0) + 1)
      const days = new Map(views.map((view) => [view.asOf, employment]))
      for (const day of days.keys()) days.set(day, asOf(employment, day))
      views.forEach((view, index) => {
        const subject = { career, employment: days.get(view.asOf) ?? employment }
        if (view.kind === 'table') {
          const row = view.row(subject, catalogue)
          const own = rows.get(`${index} ${agency}`) ?? { view: index, agency, rows: [] }
          rows.set(`${index} ${agency}`, own)
          if (row !== null) own.rows.push({ career, row, ...(tied === undefined ? {} : { tied }) })
          return
        }
        const sums = view.measure(subject, catalogue)
        measures[index]?.[place]?.push(sums)
        const totals = this.#totalsOf(agency, index)
        for (const [key, vector] of sums) {
          const total = totals.get(key)
          if (total === undefined) totals.set(key, [...vector])
          else for (const [place, amount] of vector.entries()) total[place] = (total[place] ?? 0) + amount
        }
      })
    }
    for (const { view, agency, rows: own } of rows.values()) {
      const [first] = own
      if (first !== undefined) this.#onItem(rowItem(view, agency, document, JSON.stringify(form === 'shared' ? own : first.row)))
    }
    const counted = agencies.map((agency) => people.filter(({ employment }) => employment.agency === agency).length)
    const totals = measures.map((ofView) => ofView?.map(totalOf) ?? null)
    return encodeMeasures({ agencies, views: totals, ...(counted.every((n) => n === 1) ? {} : { people: counted }) })
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
