/** Of a disciplinary sanction. */
import type { LocalDate } from '../../date/LocalDate.js'
import type { Severity } from '../../fact/values.js'
import { LAW } from '../../law/law.js'
import { metUnless, type Rule } from '../Rule.js'

export const END_REQUIRED: Rule<'END_REQUIRED', { readonly severity: Severity; readonly endsOn: LocalDate | null }> = {
  code: 'END_REQUIRED',
  basis: LAW.discipline,
  mark: 'verified',
  text: { id: 'Hukuman sedang atau berat memerlukan akhirnya', en: 'A medium or heavy sanction needs its end' },
  judge: ({ severity, endsOn }) => metUnless(severity !== 'R' && endsOn === null),
}
