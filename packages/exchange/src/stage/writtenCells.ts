/** The cells of a row as they were written. */

/** `raw` is their JSON, as the stage keeps it; empty text where it was not kept. */
export const writtenCells = (raw: string): ReadonlyArray<string> => {
  if (raw === '') return []
  const cells: unknown = JSON.parse(raw)
  return Array.isArray(cells) ? cells.map((cell: unknown) => (typeof cell === 'string' ? cell : '')) : []
}
