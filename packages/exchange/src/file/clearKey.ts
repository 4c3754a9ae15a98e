/**
 * A key in clear, for facts that were decided here: no row said them, so no digest of
 * its key is known. The number of the person is left out; the stream says whose fact it is.
 */
import type { AgencyCode, Fact, LocalDate } from '@jejak/core'
import { at, type Cells, canMove, type FileDef, type FileName } from './FileDef.js'
import { FILES } from './files.js'
import { keyOfFact } from './keyOfFact.js'

export interface ClearKey {
  readonly file: FileName
  readonly key: string
  /** Whether it is looked up by itself alone, since it does not say in whose career the fact stands. */
  readonly moves: boolean
}

const keyed = (def: FileDef, cells: Cells, agency: AgencyCode): ClearKey => ({
  file: def.name,
  key: JSON.stringify([agency, def.name, ...def.key.filter((column) => !def.people.includes(column)).map((column) => at(cells, column))]),
  moves: canMove(def),
})

const BY_NAME: ReadonlyMap<FileName, FileDef> = new Map(FILES.map((def) => [def.name, def]))

/** Digests are hexadecimal. */
export const isClearKey = (key: string): boolean => key.startsWith('[')

/** Of a row, whose key was read. */
export const clearKeyOf = (def: FileDef, cells: Cells, agency: AgencyCode): string => keyed(def, cells, agency).key

/** Of a fact; `null` for one that no file says. */
export const clearKeyOfFact = (fact: Fact, effectiveOn: LocalDate | null, agency: AgencyCode): ClearKey | null => {
  const said = keyOfFact(fact, effectiveOn)
  const def = said === null ? undefined : BY_NAME.get(said.file)
  return said === null || def === undefined ? null : keyed(def, said.cells, agency)
}
