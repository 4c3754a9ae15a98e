/** Which people of a unit are asked for. */
import type { AgencyCode, LocalDate } from '@jejak/core'
import type { PageAsked } from './pages.js'

/** Whose list, in which order, and which page of it. */
export interface PeopleAsked extends PageAsked {
  readonly agency: AgencyCode
  readonly unit: string
  readonly asOf: LocalDate | null
  readonly order: 'name' | 'number'
  /** A part of a name or a number; empty for all. */
  readonly search: string
}
