/**
 * A view: what is kept or computed of every employment, for one report and one
 * set of arguments. Pure; the engine never looks inside.
 */
import type { Employment } from '../career/Employment.js'
import type { Catalogue } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { Fact, FactType } from '../fact/Fact.js'
import type { CareerId, EventId, LogPosition } from '../identity/ids.js'
import type { Sums } from './Sums.js'

/** What a view sees of a person: one employment, cut at the view's day. */
export interface Subject {
  readonly career: CareerId
  readonly employment: Employment
}

/** A row of a table: plain JSON, no sealed fact in it. */
export type Row = { readonly [key: string]: string | number | boolean | null | ReadonlyArray<string> | ReadonlyArray<Row> }

interface ViewOf {
  /** Names report, arguments and day: `training-hours?year=2025&asOf=2026-11-24`. Equal keys mean equal figures. */
  readonly key: string
  /** Raised whenever the definition changes its answer. */
  readonly version: number
  /** Facts effective after this day are not seen. */
  readonly asOf: LocalDate
  /** Only these facts, and the catalogue, change the answer. */
  readonly reads: ReadonlySet<FactType>
}

/** A view that adds up: what of each employment goes into the sum. */
export interface SumView extends ViewOf {
  readonly kind: 'sums'
  readonly measure: (subject: Subject, catalogue: Catalogue) => Sums
}

/** A view that lists: the row of each person. */
export interface TableView extends ViewOf {
  readonly kind: 'table'
  /** The person's row, or `null` for none. */
  readonly row: (subject: Subject, catalogue: Catalogue) => Row | null
}

/** A view of either kind. */
export type View = SumView | TableView

/** A row with whose it is. */
export interface PersonRow {
  readonly career: CareerId
  readonly row: Row
  /** Revision of the event that holds for the appointment: where number and name are sealed. Left out where it was not looked up. */
  readonly appointment?: number
  /** Careers under whose numbers the person may as well be counted: the greatest number is the newest. */
  readonly tied?: ReadonlyArray<CareerId>
}

interface FigureOf {
  /** All up to here is in, but for what waits in parked streams. */
  readonly position: LogPosition
  readonly people: number
  /** How many streams, of all agencies, are parked at an event that cannot be read. */
  readonly parked: number
}

/** A figure: the sum (or the rows) of one agency. */
export type Figure =
  | (FigureOf & { readonly kind: 'sums'; readonly sums: Sums })
  | (FigureOf & { readonly kind: 'table'; readonly rows: ReadonlyArray<PersonRow> })

/** Facts of an agency that only `finish` reads: budget lines, forums, surveys. */
export interface AgencyFact {
  readonly root: EventId
  readonly by: EventId
  readonly effectiveOn: LocalDate | null
  readonly fact: Fact
}
