/** From the JSON a row waits as to its cells by name. */
import type { Cells, FileDef } from '../file/FileDef.js'

/** `json` holds the normal forms in order of the template of that file; what is not there is empty. */
export const cellsOf = (file: FileDef | undefined, json: string): Cells => {
  const values: unknown = JSON.parse(json)
  const cells: Record<string, string> = {}
  if (!Array.isArray(values)) return cells
  let place = 0
  for (const { name } of file?.columns ?? []) {
    const value: unknown = values[place++]
    cells[name] = typeof value === 'string' ? value : ''
  }
  return cells
}
