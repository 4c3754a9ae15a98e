/** From a history to what it adds to every view: one definition for live, rebuilt and as-of figures. */
import {
  type AgencyCode,
  asOf,
  type CareerId,
  type Catalogue,
  type Employment,
  type FactType,
  type History,
  type Individual,
  individualsIn,
  type LocalDate,
} from '@jejak/core'
import { type PersonRow, type Row, Sums, type SumView, type TableView, type View } from '@jejak/core/measure'
import type { Measures } from './encode.js'

export type CatalogueOf = (agency: AgencyCode) => Catalogue.Catalogue

/** Which views to measure: all, or those that read one of these types. */
export type Touched = 'all' | ReadonlySet<FactType>

/** A person's row as it is stored; rows of people who share a document stand in one. */
export type StoredRow = Row | ReadonlyArray<PersonRow>

/** Whether a row is of people who share a document. */
export const isSharedRow = (row: StoredRow): row is ReadonlyArray<PersonRow> => Array.isArray(row)

/** What the row of a standing table is now. */
export interface MeasuredRow {
  readonly view: number
  readonly agency: AgencyCode
  readonly row: StoredRow | null
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

/** What people come to in one agency. */
interface Measured {
  readonly agency: AgencyCode
  readonly catalogue: Catalogue.Catalogue
  readonly people: ReadonlyArray<Pick<Individual, 'career' | 'tied'> & { readonly cut: (day: LocalDate) => Employment }>
}

const byAgency = (subjects: ReadonlyArray<Individual>, catalogueOf: CatalogueOf): ReadonlyArray<Measured> => {
  const made: (Omit<Measured, 'people'> & { readonly people: Measured['people'][number][] })[] = []
  for (const { career, employment, tied } of subjects) {
    const { agency } = employment
    const person = { career, cut: cuts(employment), ...(tied === undefined ? {} : { tied }) }
    const last = made.at(-1)
    if (last?.agency === agency) last.people.push(person)
    else made.push({ agency, catalogue: catalogueOf(agency), people: [person] })
  }
  return made
}

/** How the rows of a document stand in the store. */
export type RowForm = 'one' | 'shared'

const sumOf = ({ people, catalogue }: Measured, { asOf: day, measure }: SumView): Sums.Sums => {
  const sums = people.map(({ career, cut }) => measure({ career, employment: cut(day) }, catalogue))
  const [only] = sums
  return only !== undefined && sums.length === 1 ? only : sums.reduce((all, each) => all.addAll(each), new Sums.SumsBuilder()).build()
}

/** The person's row; of people who share a document those who have one, each with whose it is, all in one. */
const rowOf = ({ people, catalogue }: Measured, { asOf: day, row }: TableView, form: RowForm): StoredRow | null => {
  const rows = people.flatMap(({ career, cut, tied }): ReadonlyArray<PersonRow> => {
    const own = row({ career, employment: cut(day) }, catalogue)
    return own === null ? [] : [{ career, row: own, ...(tied === undefined ? {} : { tied }) }]
  })
  return rows.length === 0 ? null : form === 'shared' ? rows : (rows[0]?.row ?? null)
}

/**
 * Measures people for views. Views not touched keep what `old` says, unless the
 * set of employments changed: then every view is measured.
 */
export const measureSubjects = (
  subjects: ReadonlyArray<Individual>,
  form: RowForm,
  views: ReadonlyArray<View>,
  catalogueOf: CatalogueOf,
  old: Measures,
  touched: Touched,
): { readonly measures: Measures; readonly rows: ReadonlyArray<MeasuredRow> } => {
  const held = byAgency(subjects, catalogueOf)
  const agencies = held.map(({ agency }) => agency)
  const which: Touched = same(agencies, old.agencies) ? touched : 'all'
  const rows: MeasuredRow[] = []
  const measured = views.map((view, index): ReadonlyArray<Sums.Sums> | null => {
    if (!isTouched(view, which)) return old.views[index] ?? (view.kind === 'sums' ? [] : null)
    if (view.kind === 'sums') return held.map((each) => sumOf(each, view))
    for (const each of held) rows.push({ view: index, agency: each.agency, row: rowOf(each, view, form) })
    // An employment that is no more leaves no row behind.
    for (const agency of old.agencies) if (!agencies.includes(agency)) rows.push({ view: index, agency, row: null })
    return null
  })
  const people = held.map((each) => each.people.length)
  return { measures: { agencies, views: measured, ...(people.every((n) => n === 1) ? {} : { people }) }, rows }
}

/** Measures a career that nobody else shares. */
export const measureDocument = (
  career: CareerId,
  history: History.History,
  views: ReadonlyArray<View>,
  catalogueOf: CatalogueOf,
  old: Measures,
  touched: Touched,
): { readonly measures: Measures; readonly rows: ReadonlyArray<MeasuredRow> } =>
  measureSubjects(individualsIn([{ career, history }], catalogueOf), 'one', views, catalogueOf, old, touched)

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
