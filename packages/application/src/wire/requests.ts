/** The questions of the pages, each with what it asks. */
import * as t from 'io-ts'
import { orNone } from './answers.js'
import { DEFAULT_LIMIT, FIELDS } from './fields.js'
import { Asked } from './ReportRequest.js'

/** An agency by its code. */
export const AgencyRequest = t.type({ agency: FIELDS.agency.codec })

/** What is known of an agency, now or at a moment. */
export const CatalogueRequest = t.intersection([AgencyRequest, t.partial({ knownAt: orNone(FIELDS.knownAt.codec) })])

/** Figures of one agency. */
export const OverviewRequest = t.intersection([t.type({ agency: FIELDS.agency.codec }), Asked])
export type OverviewRequest = Readonly<t.TypeOf<typeof OverviewRequest>>

/** A program by its code. */
export const ProgramRequest = t.intersection([t.type({ code: FIELDS.code.codec }), OverviewRequest])
export type ProgramRequest = Readonly<t.TypeOf<typeof ProgramRequest>>

/** Which page of a long table: so many rows, from a cursor that the page before gave. */
export const PageRequest = t.partial({ limit: orNone(FIELDS.limit.codec), cursor: orNone(FIELDS.cursor.codec) })
export type PageRequest = Readonly<t.TypeOf<typeof PageRequest>>

/** A page as rows are taken from a table. */
export interface PageAsked {
  readonly limit: number
  /** Rows before the page. */
  readonly offset: number
}
export const pageAsked = ({ limit, cursor }: PageRequest): PageAsked => ({ limit: limit ?? DEFAULT_LIMIT, offset: cursor ?? 0 })

/** The people of a unit on a day (today), in an order (by number), with a part of a name or a number (all). */
export const UnitRequest = t.intersection([
  t.type({ agency: FIELDS.agency.codec, unit: FIELDS.unit.codec }),
  t.partial({ asOf: orNone(FIELDS.asOf.codec), order: orNone(FIELDS.order.codec), search: orNone(FIELDS.search.codec) }),
  PageRequest,
])
export type UnitRequest = Readonly<t.TypeOf<typeof UnitRequest>>

export const PersonRequest = t.type({ career: FIELDS.career.codec })
export type PersonRequest = Readonly<t.TypeOf<typeof PersonRequest>>

/** Who has an employee number. */
export const FindPersonRequest = t.type({ number: FIELDS.number.codec })
export type FindPersonRequest = Readonly<t.TypeOf<typeof FindPersonRequest>>
