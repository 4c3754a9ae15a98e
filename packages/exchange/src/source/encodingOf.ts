/** In which of the encodings that spreadsheets write a text begins. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Bytes looked at where there is no byte order mark. */
const LOOKED_AT = 2_048

/**
 * A byte order mark says it. Without one, every other byte of a text in UTF-16 is
 * zero, as long as its letters are Latin ones: headers always are.
 */
export const encodingOf = (bytes: Uint8Array): Encoding => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(bytes.length, LOOKED_AT) / 2)
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++
    if (bytes[2 * i + 1] === 0) odd++
  }
  if (odd * 2 > pairs && even * 20 < pairs) return 'utf-16le'
  if (even * 2 > pairs && odd * 20 < pairs) return 'utf-16be'
  return 'utf-8'
}
