/** Text as it is compared: NFC, trimmed, inner blanks folded to one, without the apostrophe of a rejected row that is sent back. */
import { unguardCell } from '@jejak/core'

/** Short words of ASCII with single blanks between them are tidy as they are; most cells are such. */
const TIDY = /^(?:[!-&(-~][!-~]*(?: [!-~]+)*)?$/
const SHORT = 200

export const tidyText = (raw: string): string => {
  if (raw.length < SHORT && TIDY.test(raw)) return raw
  const folded = raw.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return unguardCell(folded).trim()
}
