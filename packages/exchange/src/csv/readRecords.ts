/** The records of a file on disk, in batches, or why it cannot be read. */
import { TextDecoder } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { type Encoding, encodingOf } from '../source/encodingOf.js'
import { openRegular, type SourceFault } from '../source/openRegular.js'
import type { XlsxFault } from '../xlsx/XlsxFault.js'
import { type RecordFault, Records } from './Records.js'
import type { HasSwallowed } from './swallowed.js'

export type FileFault =
  | RecordFault
  /** From this line on, from 1, the bytes are no UTF-8: Windows-1252, most likely. */
  | { readonly code: 'NOT_UTF8'; readonly line: number }
  /** The file is UTF-16, and from about this line on not even that: cut off, most likely. */
  | { readonly code: 'UTF16_DAMAGED'; readonly line: number }
  | { readonly code: SourceFault; readonly line: null }
  | XlsxFault

const CHUNK = 65_536

const decoded = (decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string | null => {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    return null
  }
}

const LF = 10
const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** How many lines end before the first one that is no UTF-8. The first may begin, and the last end, within a character. */
const soundLines = (bytes: Uint8Array): number => {
  let from = 0
  while (from < 3 && isContinuation(bytes[from])) from++
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(LF, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end)
    if (decoded(new TextDecoder('utf-8', { fatal: true }), line, end < 0) === null || end < 0) return lines
    from = end + 1
  }
}

const faultAt = (encoding: Encoding, records: Records, bytes: Uint8Array): FileFault =>
  encoding === 'utf-8' ? { code: 'NOT_UTF8', line: records.line + soundLines(bytes) } : { code: 'UTF16_DAMAGED', line: records.line }

/** Reads UTF-8, or UTF-16 where it is seen to be that (a byte order mark is dropped). Ends after the first fault. */
export async function* readRecords(
  path: string,
  delimiter: ',' | ';',
  hasSwallowed?: HasSwallowed,
): AsyncGenerator<E.Either<FileFault, ReadonlyArray<ReadonlyArray<string>>>, void, undefined> {
  const opened = await openRegular(path)
  if (E.isLeft(opened)) return yield E.left({ code: opened.left, line: null })
  const file = opened.right
  try {
    let decoder: TextDecoder | null = null
    let encoding: Encoding = 'utf-8'
    const records = new Records(delimiter, hasSwallowed)
    const bytes = new Uint8Array(CHUNK)
    for (;;) {
      const read = await file.read(bytes, 0, CHUNK, null).catch(() => null)
      if (read === null) return yield E.left({ code: 'UNREADABLE', line: null })
      const last = read.bytesRead === 0
      const chunk = bytes.subarray(0, read.bytesRead)
      if (decoder === null) {
        encoding = encodingOf(chunk)
        decoder = new TextDecoder(encoding, { fatal: true })
      }
      const text = decoded(decoder, chunk, !last)
      if (text === null) return yield E.left(faultAt(encoding, records, chunk))
      const out: string[][] = []
      const fault = records.push(text, out) ?? (last ? records.end(out) : null)
      if (out.length > 0) yield E.right(out)
      if (fault !== null) return yield E.left(fault)
      if (last) return
    }
  } finally {
    await file.close()
  }
}
