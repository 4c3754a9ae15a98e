/**
 * The anatomy of a report: what is measured of every employment, and how the sum
 * is finished into rows. Both are pure; a report never sees a store.
 */

import type { AgencyCode, CareerId, Catalogue, EmployeeNumber, FactType, LocalDate } from '@jejak/core'
import type { AgencyFact, Figure, PersonRow, Subject, Sums, Row as TableRow } from '@jejak/projection'
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'

/** Arguments as a caller gives them; each report says which it takes. */
export interface Arguments {
  readonly agency: AgencyCode
  /** Day of the question; defaults to today. */
  readonly asOf: LocalDate
  readonly year: number | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** `yyyy-mm` */
  readonly period: string | null
  /** Only this unit's rows and people. */
  readonly unit: string | null
}

export type ArgumentName = 'year' | 'from' | 'to' | 'period' | 'unit' | 'asOf'

/** An argument that is missing or makes no sense, said to the caller. */
export interface ArgumentFault {
  readonly argument: ArgumentName
  readonly message: string
}

/** A person as reports may name them; erased people keep only their bare id. */
export type Person = { readonly number: EmployeeNumber; readonly name: string; readonly birthDate: LocalDate } | 'erased'

export type Cell = string | number | boolean | null | ReadonlyArray<Cell> | { readonly [key: string]: Cell }
export type OutputRow = Readonly<Record<string, Cell>>

/** A report's answer without its heading: rows in their order, and whatever stands beside them. */
export interface Body {
  readonly rows?: ReadonlyArray<OutputRow>
  readonly totals?: OutputRow
  /** Further parts by name (`byLevel`, `boxes`, `base` counts...). */
  readonly more?: Readonly<Record<string, Cell>>
  /** Who was not counted, and why: shown as the base of the figures. */
  readonly base?: Readonly<Record<string, number>>
}

export interface FinishInput {
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
  readonly people: ReadonlyMap<CareerId, Person>
  readonly args: Arguments
}

/** How a column is called and shown: `key` is a path into the row (`pns.people`). */
export interface Column {
  readonly key: string
  readonly id: string
  readonly en: string
  readonly as: 'text' | 'count' | 'share' | 'mean' | 'date' | 'number' | 'flag'
}

interface ReportOf {
  readonly name: string
  readonly version: number
  readonly title: { readonly id: string; readonly en: string }
  /** One sentence: what the figures mean, and their source (article). */
  readonly meaning: { readonly id: string; readonly en: string }
  readonly takes: ReadonlyArray<ArgumentName>
  readonly policy: string | null
  readonly reads: ReadonlyArray<FactType>
  readonly columns: ReadonlyArray<Column>
  /** Checks the arguments and fills in what a caller may leave out; `today` is the agency's day. */
  readonly check: (args: Arguments, today: LocalDate) => Either<NonEmptyArray<ArgumentFault>, Arguments>
  /** Whether the heading names the as-of day (year reports are about a year, not a day). */
}

export interface SumReport extends ReportOf {
  readonly kind: 'sums'
  readonly measure: (subject: Subject, catalogue: Catalogue.Catalogue, args: Arguments) => Sums.Sums
  readonly finish: (sums: Sums.Sums, input: FinishInput) => Body
}

export interface TableReport extends ReportOf {
  readonly kind: 'table'
  readonly row: (subject: Subject, catalogue: Catalogue.Catalogue, args: Arguments) => TableRow | null
  readonly finish: (rows: ReadonlyArray<PersonRow>, input: FinishInput) => Body
}

export type Report = SumReport | TableReport

/** What a finished report looks like to every caller. */
export interface Answer extends Body {
  readonly report: string
  readonly agency: AgencyCode
  readonly asOf: LocalDate
  readonly knownAt: string
  readonly position: number
  readonly policy: { readonly name: string; readonly version: string } | null
}

export type { Figure }
