/**
 * Text as it is compared: without characters that nobody sees, NFC, trimmed, inner blanks folded to
 * one, without the apostrophe of a rejected row that is sent back.
 */
import { unguardCell } from '@jejak/core'

/** Short words of ASCII with single blanks between them are tidy as they are; most cells are such. */
const TIDY = /^(?:[!-&(-~][!-~]*(?: [!-~]+)*)?$/
const SHORT = 200

/** Soft hyphens, zero-width characters, marks of direction, word joiners, byte order marks. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/gu

/** The text as one sees it. */
export const visible = (raw: string): string => raw.replace(INVISIBLE, '')

/** Whether nobody sees anything of it. */
export const isBlank = (raw: string): boolean => visible(raw).trim() === ''

export const tidyText = (raw: string): string => {
  if (raw.length < SHORT && TIDY.test(raw)) return raw
  const folded = visible(raw).normalize('NFC').replace(/\s+/gu, ' ').trim()
  return unguardCell(folded).trim()
}
