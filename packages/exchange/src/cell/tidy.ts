/** Text as it is compared: NFC, trimmed, inner blanks folded to one. */

/**
 * The apostrophe our own rejects put before a formula sign is taken away again,
 * so that a row sent back says what it said (see `rejects/guard.ts`).
 */
const GUARD = /^'(?=[=+\-@])/

export const tidyText = (raw: string): string => {
  const folded = raw.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return folded.replace(GUARD, '').trim()
}
