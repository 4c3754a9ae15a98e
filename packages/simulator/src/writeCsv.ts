/** Writes rows to a CSV file a block at a time, and lets the event loop turn between blocks. */
import { type FileHandle, open, rename } from 'node:fs/promises'
import type { Cells } from './files/SimulatedFile.js'

const BLOCK_ROWS = 500

const cell = (value: string | number): string => {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const line = (cells: Cells): string => `${cells.map(cell).join(',')}\n`

const writeRows = async (file: FileHandle, rows: Iterable<Cells>, onRows: (rows: number) => void): Promise<number> => {
  let block: string[] = []
  let written = 0
  const flush = async (): Promise<void> => {
    await file.write(block.join(''))
    written += block.length
    block = []
    onRows(written)
  }
  for (const cells of rows) {
    block.push(line(cells))
    if (block.length >= BLOCK_ROWS) await flush()
  }
  await flush()
  return written
}

/**
 * Writes the file under another name and renames it when it is whole, so that a
 * crash leaves no half file. `extra` gives the rows that follow, once it is known
 * how many were written. Rejects with the error of the file system.
 *
 * @returns how many rows of each were written, without the header
 */
export const writeCsv = async (
  path: string,
  columns: ReadonlyArray<string>,
  rows: Iterable<Cells>,
  extra: (written: number) => ReadonlyArray<Cells>,
  onRows: (rows: number) => void,
): Promise<{ readonly rows: number; readonly extra: number }> => {
  const part = `${path}.part`
  const file = await open(part, 'w')
  try {
    await file.write(line(columns))
    const sound = await writeRows(file, rows, onRows)
    const added = extra(sound)
    await writeRows(file, added, (more) => onRows(sound + more))
    await file.sync()
    await file.close()
    await rename(part, path)
    return { rows: sound, extra: added.length }
  } catch (error) {
    await file.close().catch(() => undefined)
    throw error
  }
}
