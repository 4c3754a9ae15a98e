/**
 * The anatomy of a report: what is measured of every employment, and how the sum
 * is finished into rows. Both are pure; a report never sees a store.
 */

import type { Adopted, AgencyCode, CareerId, Catalogue, EmployeeNumber, FactType, LocalDate, OwnName, PolicyName } from '@jejak/core'
import type { AgencyFact, PersonRow, Subject, Sums, Row as TableRow } from '@jejak/core/measure'
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'

/** Arguments of a question, complete. */
export interface Arguments {
  readonly agency: AgencyCode
  /** Facts effective after this day are not seen; defaults to today. */
  readonly asOf: LocalDate
  readonly year: number | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** `yyyy-mm` */
  readonly period: string | null
  /** Only this unit's rows and people. It is applied in `finish`, so that all units share one view. */
  readonly unit: string | null
}

/** Arguments as a caller gives them: all but the agency may be left out; each report says which it takes. */
export interface Asked {
  readonly agency: AgencyCode
  readonly asOf?: LocalDate | null
  readonly year?: number | null
  readonly from?: LocalDate | null
  readonly to?: LocalDate | null
  readonly period?: string | null
  readonly unit?: string | null
}

/** What `measure` and `row` may depend on: everything but the unit and the agency. */
export type ViewArguments = Omit<Arguments, 'unit' | 'agency'>

/** Name of an argument that a report may take, besides the agency. */
export type ArgumentName = 'year' | 'from' | 'to' | 'period' | 'unit' | 'asOf'

/** What can be wrong with an argument. */
export type ArgumentFaultCode = 'missing' | 'notTaken' | 'notAYear' | 'notADay' | 'endsBeforeStart' | 'notAPeriod' | 'notAUnit'

/** An argument that is missing or makes no sense. `message` names no flag and no field: each caller knows how it is asked. */
export interface ArgumentFault {
  readonly argument: ArgumentName
  readonly code: ArgumentFaultCode
  readonly message: string
}

/** A person as reports may name them; of erased people, and of those whose sealed part does not open, there is the bare id. */
export type Person = NamedPerson | 'erased' | 'unreadable'

/** A person whose sealed part opened. */
export interface NamedPerson {
  readonly number: EmployeeNumber
  readonly name: string
  readonly birthDate: LocalDate
}

/** A `bigint` only where a whole number is beyond 2^53. */
export type Cell = string | number | bigint | boolean | null | ReadonlyArray<Cell> | { readonly [key: string]: Cell }
/** A row of an answer: cells by key. */
export type OutputRow = Readonly<Record<string, Cell>>

/** A report's answer without its heading: rows in their order, and whatever stands beside them. */
export interface Body {
  readonly rows?: ReadonlyArray<OutputRow>
  readonly totals?: OutputRow
  /** Further parts by name (`byLevel`, `boxes`...); they stand beside `rows` in the answer. */
  readonly more?: Readonly<Record<string, Cell>>
  /** Who was counted, who was not, and why: shown as the base of the figures. */
  readonly base?: Readonly<Record<string, number>>
}

/** All that `finish` may read besides the sum: reference facts, facts of the agency, people by name, arguments. */
export interface FinishInput {
  readonly catalogue: Catalogue.Catalogue
  readonly agencyFacts: ReadonlyArray<AgencyFact>
  /** Number, name and birth date of a person in the sum or the rows; that nobody opened them is for `toAnswer` to find. */
  readonly personOf: (career: string) => Person
  readonly args: Arguments
  /** What must not be told of the figure, since today's stands beside it; left out: nothing. */
  readonly withholding?: Withholding
}

/** What a figure rests on that few people's words must not be read from. */
export interface Rest {
  /** Of how many people it speaks. */
  readonly people: number
  /** All that the figure is made of, as text: where it is the same, so is the figure. */
  readonly says: string
}

/** By a name of the report's own for each figure. */
export type Rests = ReadonlyMap<string, Rest>

/** What must be withheld of an answer to an earlier position or another day. */
export interface Withholding {
  /** Whether figures, taken together, differ from today's by fewer people than a figure may speak of (policy `small-counts`). */
  readonly few: (...names: ReadonlyArray<string>) => boolean
}

/** Something said in both languages of the product. */
export interface Words {
  readonly id: string
  readonly en: string
}

/** A number, or a list of them, by the name under which texts ask for it: `{name}` in digits, `{name:word}` as a word. */
export type Thresholds = Readonly<Record<string, number | ReadonlyArray<number>>>

/** What the texts of a report say of the policies in force on the day it speaks of. */
export type ThresholdsOf = (policies: Adopted, day: LocalDate) => Thresholds

/** How a column is called and shown: `key` is a path into the row (`pns.people`). */
export interface Column extends Words {
  readonly key: string
  readonly as: 'text' | 'count' | 'share' | 'mean' | 'date' | 'number' | 'flag'
}

/** A table that stands beside the rows: `part` names it in `more`. */
export interface SideTable {
  readonly part: string
  readonly title: Words
  readonly columns: ReadonlyArray<Column>
}

/** What lists and formats know of a report: how it is called, asked and shown. */
export interface ReportForm {
  readonly name: string
  /** Raised whenever the definition changes its answer. */
  readonly version: number
  readonly title: Words
  /** One or two sentences: what the figures mean, and their source (article). */
  readonly meaning: Words
  /** The numbers that title, meaning and columns name as `{name}`; left out where they name none. */
  readonly thresholds?: ThresholdsOf
  readonly takes: ReadonlyArray<ArgumentName>
  /** Policy whose version in force stands in the heading. */
  readonly policy: PolicyName | null
  readonly columns: ReadonlyArray<Column>
  readonly beside?: ReadonlyArray<SideTable>
  /** Rows to show and to export where the answer itself has none (a grid, a comparison of two groups). */
  readonly lines?: (body: Body) => ReadonlyArray<OutputRow>
}

interface ReportOf extends ReportForm {
  /** Types of facts that change its answer; those of an extension by their own names. */
  readonly reads: ReadonlyArray<FactType | OwnName>
  /** The day the report speaks of: 31 December of a year, as-of, the first of a period. The policy in force on it applies. */
  readonly day: (args: ViewArguments) => LocalDate
  /** Checks the arguments and fills in what a caller may leave out; `today` is the agency's day. All faults at once. */
  readonly check: (asked: Asked, today: LocalDate) => Either<NonEmptyArray<ArgumentFault>, Arguments>
}

/** The cells of a report whose people can be listed; those who rate, are surveyed or stand on the public page never can. */
export interface Cells<C> {
  /** As a caller learns of them who asks for another; open ones by their form (`yyyy-mm`). */
  readonly names: ReadonlyArray<string>
  /** The cell of a name; `null` where there is none. */
  readonly at: (name: string) => C | null
  /** Every cell there is, where some have an open form: the months of a span, the posts of a day. Left out: those of `names`. */
  readonly there?: (args: Arguments, catalogue: Catalogue.Catalogue) => ReadonlyArray<string>
}

/** A cell of a sum. */
export interface CellOfSums {
  /** What a list says of each of them besides number, name and unit. */
  readonly columns: ReadonlyArray<Column>
  /** What one entry of a person's measure adds to the cell. */
  readonly adds: (key: string, vector: ReadonlyArray<number>, args: ViewArguments) => number
  /** Asked of those who add something: a row for each thing they are counted for, with `unitId`, the unit that counts it. */
  readonly rows: (subject: Subject, catalogue: Catalogue.Catalogue, args: ViewArguments) => ReadonlyArray<TableRow>
}

/** A cell of a table. */
export interface CellOfTable {
  /** What a list says of each of them besides number, name and unit. */
  readonly columns: ReadonlyArray<Column>
  /** Whether a row can stand in the cell, as far as it tells without its person. */
  readonly stands: (row: TableRow) => boolean
  /** What the list says of a person, with `unitId`; `null` where the person is not in the cell. */
  readonly line: (row: TableRow, person: NamedPerson, input: FinishInput) => OutputRow | null
}

/** A report that adds up what it measures of each employment. */
export interface SumReport extends ReportOf {
  readonly kind: 'sums'
  readonly cells?: Cells<CellOfSums>
  readonly measure: (subject: Subject, catalogue: Catalogue.Catalogue, args: ViewArguments) => Sums.Sums
  /** Careers whose names `finish` needs; left out where it needs none. */
  readonly named?: (sums: Sums.Sums) => ReadonlyArray<CareerId>
  /**
   * What those of its figures rest on that say what people think or scored. `finish` withholds them by
   * `withholding`, so that no two answers tell what fewer people said than a figure may speak of.
   */
  readonly rests?: (sums: Sums.Sums, input: Omit<FinishInput, 'withholding'>) => Rests
  readonly finish: (sums: Sums.Sums, input: FinishInput) => Body
}

/** A report that lists people, a row each. */
export interface TableReport extends ReportOf {
  readonly kind: 'table'
  readonly cells?: Cells<CellOfTable>
  readonly row: (subject: Subject, catalogue: Catalogue.Catalogue, args: ViewArguments) => TableRow | null
  /** Careers whose names `finish` needs; all that have a row where it is left out. */
  readonly named?: (rows: ReadonlyArray<PersonRow>) => ReadonlyArray<CareerId>
  readonly finish: (rows: ReadonlyArray<PersonRow>, input: FinishInput) => Body
}

/** A report of either kind. */
export type Report = SumReport | TableReport

/** What a finished report looks like to every caller. */
export interface Answer extends Body {
  readonly report: string
  /** `null` where the answer speaks of the service, not of an agency. */
  readonly agency: AgencyCode | null
  /** The question, complete. */
  readonly args: Omit<Arguments, 'agency'>
  readonly asOf: LocalDate
  /** An instant, or `@POSITION`. */
  readonly knownAt: string
  readonly position: number
  readonly policy: { readonly name: string; readonly version: string } | null
  /** Version of the report's definition: raised whenever it changes an answer. */
  readonly definition: number
  /** The numbers its texts name, of the policies in force; no part of the answer as JSON. */
  readonly thresholds?: Thresholds
}
