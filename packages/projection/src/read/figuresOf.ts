/**
 * Figures: from the standing sums where a view is kept, else by the same
 * definition over the documents, partition by partition, keeping nothing.
 */
import { type AgencyCode, asOf, History, type Individual, individualsIn, type LogPosition, PARTITIONS } from '@jejak/core'
import type { Figure, PersonRow, View } from '@jejak/core/measure'
import { Sums } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { isSharedRow, type StoredRow } from '../document/measureDocument.js'
import { streamsOf } from '../document/SharedDocument.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { nextTurn } from '../generation/pause.js'
import { positionOf } from '../store/ReadingStore.js'
import { unsafeBrand, unsafeParse } from '../unsafe.js'
import type { AsKnownAt } from './Figures.js'
import type { ReadingOptions } from './ReadingOptions.js'

const PAGE = 200

/** The last position a cut of the log can speak of. */
export const upTo = (position: LogPosition, known: AsKnownAt | undefined): LogPosition =>
  known !== undefined && known.before - 1 < position ? unsafeBrand(Math.max(0, known.before - 1)) : position

/** The latest appointment under the number, dated ones before undated. */
const appointmentIn = ({ career, employment }: Individual): Pick<PersonRow, 'appointment'> => {
  const appointments = employment.appointments.filter(({ under }) => under === undefined || under === career)
  const last = appointments.findLast(({ on }) => on !== null) ?? appointments.at(-1)
  return last === undefined ? {} : { appointment: last.revision }
}

const inOrder = (rows: PersonRow[]): ReadonlyArray<PersonRow> => rows.sort((a, b) => (a.career < b.career ? -1 : 1))

/** Figures of views that are kept: one look at the sums. */
const standing = async (
  { views: store }: ReadingOptions,
  live: GenerationView,
  places: ReadonlyArray<{ readonly view: View; readonly place: number }>,
  agency: AgencyCode,
): Outcome<ReadonlyMap<View, Figure>> => {
  const figures = new Map<View, Figure>()
  const number = live.generation.number
  const sums = places.filter(({ view }) => view.kind === 'sums')
  if (sums.length > 0) {
    const found = await store.sums(
      number,
      sums.map(({ place }) => place),
      agency,
    )()
    if (E.isLeft(found)) return found
    const { people, status } = found.right
    sums.forEach(({ view }, index) => {
      figures.set(view, {
        kind: 'sums',
        sums: found.right.sums[index] ?? new Map(),
        position: positionOf(status),
        people,
        parked: status.parked,
      })
    })
  }
  for (const { view, place } of places) {
    if (view.kind !== 'table') continue
    const found = await store.rows(number, place, agency)()
    if (E.isLeft(found)) return found
    const { people, status } = found.right
    const rows = found.right.rows.flatMap(({ career, row }): ReadonlyArray<PersonRow> => {
      const stored = unsafeParse<StoredRow>(row)
      return isSharedRow(stored) ? stored : [{ career, row: stored }]
    })
    figures.set(view, { kind: 'table', rows: inOrder(rows), position: positionOf(status), people, parked: status.parked })
  }
  return E.right(figures)
}

/** Figures of any views from the documents, in one pass. */
const computed = async (
  { views: store }: ReadingOptions,
  live: GenerationView,
  views: ReadonlyArray<View>,
  agency: AgencyCode,
  known: AsKnownAt | undefined,
): Outcome<ReadonlyMap<View, Figure>> => {
  const number = live.generation.number
  // 1. The position first: what is read after it holds at least all up to there.
  const status = await store.status(number)()
  if (E.isLeft(status)) return status
  const refreshed = await live.refresh()
  if (E.isLeft(refreshed)) return refreshed
  const catalogue = known === undefined ? live.reference.catalogueOf(agency) : live.reference.catalogueBefore(agency, known.before)
  const catalogueOf = () => catalogue
  // 2. Person by person.
  const sums = views.map(() => new Sums.SumsBuilder())
  const rows = views.map((): PersonRow[] => [])
  let people = 0
  for (let partition = 0; partition < PARTITIONS; partition++) {
    let after: PersonRow['career'] | null = null
    for (;;) {
      const page = await store.documents(number, partition, after, PAGE)()
      if (E.isLeft(page)) return page
      for (const stored of page.right) {
        const streams = streamsOf(stored).map(({ career, history }) => ({
          career,
          history: known === undefined ? history : History.knownBefore(history, known.before),
        }))
        for (const person of individualsIn(streams, catalogueOf)) {
          const { career, employment, tied } = person
          if (employment.agency !== agency) continue
          people++
          let day: View['asOf'] | null = null
          let cut = employment
          views.forEach((view, index) => {
            if (view.asOf !== day) {
              day = view.asOf
              cut = asOf(employment, day)
            }
            const subject = { career, employment: cut }
            if (view.kind === 'sums') sums[index]?.addAll(view.measure(subject, catalogue))
            else {
              const row = view.row(subject, catalogue)
              if (row !== null) rows[index]?.push({ career, row, ...appointmentIn(person), ...(tied === undefined ? {} : { tied }) })
            }
          })
        }
      }
      // Also between partitions of few people: there are many of them.
      await nextTurn()
      const last = page.right.at(-1)
      if (page.right.length < PAGE || last === undefined) break
      after = last.career
    }
  }
  const position = upTo(positionOf(status.right), known)
  const { parked } = status.right
  return E.right(
    new Map(
      views.map((view, index): readonly [View, Figure] => [
        view,
        view.kind === 'sums'
          ? { kind: 'sums', sums: sums[index]?.build() ?? new Map(), position, people, parked }
          : { kind: 'table', rows: inOrder(rows[index] ?? []), position, people, parked },
      ]),
    ),
  )
}

/** Figures of one agency for several views, in the order asked. */
export const figuresOf = async (
  options: ReadingOptions,
  live: GenerationView,
  views: ReadonlyArray<View>,
  agency: AgencyCode,
  known: AsKnownAt | undefined,
): Outcome<ReadonlyArray<Figure>> => {
  const kept: { readonly view: View; readonly place: number }[] = []
  const others: View[] = []
  for (const view of views) {
    const place = known === undefined ? live.placeOf(view) : null
    if (place === null) others.push(view)
    else kept.push({ view, place })
  }
  const standingFigures = await standing(options, live, kept, agency)
  if (E.isLeft(standingFigures)) return standingFigures
  const otherFigures = others.length === 0 ? E.right(new Map<View, Figure>()) : await computed(options, live, others, agency, known)
  if (E.isLeft(otherFigures)) return otherFigures
  return E.right(
    views.flatMap((view) => {
      const figure = standingFigures.right.get(view) ?? otherFigures.right.get(view)
      return figure === undefined ? [] : [figure]
    }),
  )
}
