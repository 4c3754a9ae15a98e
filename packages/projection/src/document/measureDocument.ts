/** From a history to what it adds to every view: one definition for live, rebuilt and as-of figures. */
import {
  type AgencyCode,
  asOf,
  type CareerId,
  type Catalogue,
  type Employment,
  employments,
  type FactType,
  type History,
  type LocalDate,
} from '@jejak/core'
import type { Row, Sums, View } from '@jejak/core/measure'
import type { Measures } from './encode.js'

export type CatalogueOf = (agency: AgencyCode) => Catalogue.Catalogue

/** Which views to measure: all, or those that read one of these types. */
export type Touched = 'all' | ReadonlySet<FactType>

/** What a person's row of a standing table is now. */
export interface MeasuredRow {
  readonly view: number
  readonly agency: AgencyCode
  readonly row: Row | null
}

const isTouched = (view: View, touched: Touched): boolean => {
  if (touched === 'all') return true
  for (const type of touched) if (view.reads.has(type)) return true
  return false
}

const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => a.length === b.length && a.every((x, i) => x === b[i])

/** The employment as of several days, each cut once. */
const cuts = (employment: Employment): ((day: LocalDate) => Employment) => {
  let lastDay: LocalDate | null = null
  let last = employment
  const made = new Map<LocalDate, Employment>()
  return (day) => {
    if (day === lastDay) return last
    let cut = made.get(day)
    if (cut === undefined) {
      cut = asOf(employment, day)
      made.set(day, cut)
    }
    lastDay = day
    last = cut
    return cut
  }
}

/**
 * Measures a career for views. Views not touched keep what `old` says, unless the
 * set of employments changed: then every view is measured.
 */
export const measureDocument = (
  career: CareerId,
  history: History.History,
  views: ReadonlyArray<View>,
  catalogueOf: CatalogueOf,
  old: Measures,
  touched: Touched,
): { readonly measures: Measures; readonly rows: ReadonlyArray<MeasuredRow> } => {
  const held = employments(history, catalogueOf)
  const agencies = held.map(({ agency }) => agency)
  const which: Touched = same(agencies, old.agencies) ? touched : 'all'
  const subjects = held.map((employment) => ({
    cut: cuts(employment),
    catalogue: catalogueOf(employment.agency),
    agency: employment.agency,
  }))
  const rows: MeasuredRow[] = []
  const measured = views.map((view, index): ReadonlyArray<Sums.Sums> | null => {
    if (!isTouched(view, which)) return old.views[index] ?? (view.kind === 'sums' ? [] : null)
    if (view.kind === 'sums') return subjects.map(({ cut, catalogue }) => view.measure({ career, employment: cut(view.asOf) }, catalogue))
    for (const { cut, catalogue, agency } of subjects)
      rows.push({ view: index, agency, row: view.row({ career, employment: cut(view.asOf) }, catalogue) })
    // An employment that is no more leaves no row behind.
    for (const agency of old.agencies) if (!agencies.includes(agency)) rows.push({ view: index, agency, row: null })
    return null
  })
  return { measures: { agencies, views: measured }, rows }
}

/** Types of facts that new entries touch: what they bring, and what stood in their place. */
export const touchedBy = (history: History.History, entries: ReadonlyArray<History.Entry>): ReadonlySet<FactType> => {
  const touched = new Set<FactType>()
  const roots = new Set<string>()
  for (const { id, says } of entries) {
    roots.add(says.kind === 'fact' ? id : says.root)
    if (says.kind !== 'annulled') touched.add(says.fact.type)
  }
  for (const { id, says } of history.values())
    if (says.kind !== 'annulled' && roots.has(says.kind === 'fact' ? id : says.root)) touched.add(says.fact.type)
  return touched
}
