/** Writes rows as CSV a block at a time, and lets the event loop turn between blocks. */
import Papa from 'papaparse'
import type { Cells } from './files/SimulatedFile.js'
import type { Append } from './SimulatedFolder.js'

const BLOCK_ROWS = 500

const line = (cells: Cells): string => `${Papa.unparse([[...cells]])}\n`

const writeRows = async (append: Append, rows: Iterable<Cells>, onRows: (rows: number) => void): Promise<number> => {
  let block: string[] = []
  let written = 0
  const flush = async (): Promise<void> => {
    await append(block.join(''))
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
 * Gives the text of a file to `append`. `extra` gives the rows that follow, once it
 * is known how many were written. Rejects with what `append` rejects with.
 *
 * @returns how many rows of each were written, without the header
 */
export const writeCsv = async (
  append: Append,
  columns: ReadonlyArray<string>,
  rows: Iterable<Cells>,
  extra: (written: number) => ReadonlyArray<Cells>,
  onRows: (rows: number) => void,
): Promise<{ readonly rows: number; readonly extra: number }> => {
  await append(line(columns))
  const sound = await writeRows(append, rows, onRows)
  const added = extra(sound)
  await writeRows(append, added, (more) => onRows(sound + more))
  return { rows: sound, extra: added.length }
}
