/**
 * CODE_LOOKS_LIKE: of codes that are alike the one that came first is right, in earlier
 * imports, then in files and rows as they are read. Which rows are rejected is known at
 * the end alone, and so is who came first; only rows with such codes are kept until then.
 */
import type { Cells, FileDef } from '../file/FileDef.js'
import { at } from '../file/FileDef.js'
import type { Spelling } from '../index/RowIndex.js'
import { type Named, namingColumns, skeletonOf } from '../judge/spelling.js'
import type { Alike, Stage, Staged } from '../stage/Stage.js'
import type { VerdictKind } from '../verdict/Verdict.js'

const nameOf = (named: Named, text: string): string => `${named} ${text}`

/** Where a row stands in the order of reading. */
interface Place {
  readonly file: number
  readonly row: number
}
const isBefore = (a: Place, b: Place): boolean => a.file < b.file || (a.file === b.file && a.row < b.row)

interface First extends Place {
  readonly code: string
  readonly fromBefore: boolean
}

export class CodesAlike {
  readonly #stage: Stage
  /** Codes that were read or are in, by what they name and how they look without what does not matter. */
  readonly #spellings = new Map<string, Set<string>>()
  readonly #seen = new Set<string>()
  /** Which of several alike came first. */
  readonly #first = new Map<string, First>()

  /** `earlier`: what earlier imports said, in that order. */
  constructor(stage: Stage, earlier: ReadonlyArray<Spelling>) {
    this.#stage = stage
    const imports = new Map<string, string>()
    for (const { named, code, importId, file, row } of earlier) {
      this.#add(named, code)
      const skeleton = nameOf(named, skeletonOf(code))
      const first = this.#first.get(skeleton)
      if (first === undefined) imports.set(skeleton, importId)
      // Within one import, events stand in another order than rows.
      if (first === undefined || (imports.get(skeleton) === importId && isBefore({ file, row }, first)))
        this.#first.set(skeleton, { code, file, row, fromBefore: true })
    }
  }

  #add(named: Named, code: string): void {
    const seen = nameOf(named, code)
    if (this.#seen.has(seen)) return
    this.#seen.add(seen)
    const skeleton = nameOf(named, skeletonOf(code))
    const present = this.#spellings.get(skeleton)
    if (present === undefined) this.#spellings.set(skeleton, new Set([code]))
    else present.add(code)
  }

  /** A row was read. */
  read(def: FileDef, cells: Cells): void {
    for (const { column, named } of namingColumns(def)) {
      const code = at(cells, column)
      if (code !== '') this.#add(named, code)
    }
  }

  /** A row was judged. */
  judged(def: FileDef, { id, file, row, cells }: Staged, verdict: VerdictKind): void {
    if (verdict === 'rejected' || this.#seen.size === this.#spellings.size) return
    for (const { column, named } of namingColumns(def)) {
      const code = at(cells, column)
      if (code === '') continue
      const skeleton = nameOf(named, skeletonOf(code))
      if ((this.#spellings.get(skeleton)?.size ?? 0) < 2) continue
      const first = this.#first.get(skeleton)
      if (first === undefined || (!first.fromBefore && isBefore({ file, row }, first)))
        this.#first.set(skeleton, { code, file, row, fromBefore: false })
      if (verdict !== 'known') this.#stage.addAlike({ id, file, row, column, skeleton, code })
    }
  }

  /** When all rows are judged. */
  warn(): void {
    const warned = new Set<number>()
    for (const alike of this.#stage.alike()) {
      if (warned.has(alike.id) || this.#isFirst(alike)) continue
      warned.add(alike.id)
      this.#stage.warn(alike, 'CODE_LOOKS_LIKE', alike.column)
    }
  }

  #isFirst({ skeleton, code }: Alike): boolean {
    return this.#first.get(skeleton)?.code === code
  }
}
