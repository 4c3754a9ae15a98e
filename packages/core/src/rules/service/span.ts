/** What has a start and an end. */
import type { LocalDate } from '../../date/LocalDate.js'
import { metUnless, type Rule } from '../Rule.js'

/** `null` where it is open. */
export interface Span {
  readonly start: LocalDate | null
  readonly end: LocalDate | null
}

/** An end does not lie before its start. */
export const ENDS_BEFORE_START: Rule<'ENDS_BEFORE_START', Span> = {
  code: 'ENDS_BEFORE_START',
  basis: null,
  mark: null,
  text: { id: 'Akhirnya sebelum awalnya', en: 'The end lies before the start' },
  judge: ({ start, end }) => metUnless(start !== null && end !== null && end < start),
}
