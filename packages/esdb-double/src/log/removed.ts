/** Positions of events that were removed, in a file beside the journal, which itself is never rewritten. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Removed {
  readonly positions: () => ReadonlyArray<bigint>
  readonly add: (positions: ReadonlyArray<bigint>) => void
}

export const openRemoved = (dir: string): Removed => {
  const path = join(dir, 'removed.txt')
  return {
    positions: () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean).map(BigInt) : []),
    add: (positions) => appendFileSync(path, positions.map((each) => `${each}\n`).join('')),
  }
}
