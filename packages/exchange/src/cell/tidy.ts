/** Text as it is compared: NFC, trimmed, inner blanks folded to one. */

/**
 * The apostrophe our own rejects put before a formula sign is taken away again,
 * so that a row sent back says what it said (see `rejects/guard.ts`).
 */
const GUARD = /^'(?=[=+\-@])/

/** Short words of ASCII with single blanks between them are tidy as they are; most cells are such. */
const TIDY = /^(?:[!-&(-~][!-~]*(?: [!-~]+)*)?$/
const SHORT = 200

export const tidyText = (raw: string): string => {
  if (raw.length < SHORT && TIDY.test(raw)) return raw
  const folded = raw.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return folded.replace(GUARD, '').trim()
}
