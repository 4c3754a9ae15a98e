/** The records of a file on disk, in batches, or why it cannot be read. */
import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import type { XlsxFault } from '../xlsx/XlsxFault.js'
import { type RecordFault, Records } from './Records.js'

export type FileFault =
  | RecordFault
  /** The bytes are not UTF-8. */
  | { readonly code: 'NOT_UTF8'; readonly line: null }
  | { readonly code: 'UNREADABLE'; readonly line: null }
  | XlsxFault

const CHUNK = 65_536

const decoded = (decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string | null => {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    return null
  }
}

/** Reads UTF-8 (a byte order mark is dropped). Ends after the first fault. */
export async function* readRecords(
  path: string,
  delimiter: ',' | ';',
): AsyncGenerator<E.Either<FileFault, ReadonlyArray<ReadonlyArray<string>>>> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return yield E.left({ code: 'UNREADABLE', line: null })
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const records = new Records(delimiter)
    const bytes = new Uint8Array(CHUNK)
    for (;;) {
      const read = await file.read(bytes, 0, CHUNK, null).catch(() => null)
      if (read === null) return yield E.left({ code: 'UNREADABLE', line: null })
      const last = read.bytesRead === 0
      const text = decoded(decoder, bytes.subarray(0, read.bytesRead), !last)
      if (text === null) return yield E.left({ code: 'NOT_UTF8', line: null })
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
