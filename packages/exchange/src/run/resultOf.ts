/** Counts the verdicts of the stage into the answer of an import. */
import type { Cells, FileName } from '../file/FileDef.js'
import type { AbsentFact, Stage } from '../stage/Stage.js'
import { writtenCells } from '../stage/writtenCells.js'
import type { Code } from '../verdict/codes.js'
import { makesEvent, type RowVerdict, type VerdictKind } from '../verdict/Verdict.js'
import { type FileResult, type ImportResult, MAX_LISTED } from './ImportOptions.js'
import type { ReadFile } from './readFiles.js'

const fileResult = (file: number, { rows, notes }: ReadFile, stage: Stage): FileResult => {
  const kinds: Record<VerdictKind, number> = { accepted: 0, warned: 0, known: 0, correction: 0, withdrawn: 0, rejected: 0, missing: 0 }
  const codes = new Map<Code, number>()
  for (const count of stage.counts(file)) {
    kinds[count.verdict] += count.rows
    for (const code of count.codes) codes.set(code, (codes.get(code) ?? 0) + count.rows)
  }
  // What a whole list lacks is counted with the file, whether it was taken out or not.
  const { missing: _, ...counts } = kinds
  return { rows, ...counts, codes: Object.fromEntries([...codes].sort(([a], [b]) => (a < b ? -1 : 1))), ...notes }
}

export const resultOf = async (
  agency: string,
  read: ReadonlyMap<number, ReadFile>,
  unread: ReadonlyArray<string>,
  stage: Stage,
  onVerdict: (verdict: RowVerdict) => void,
  /** Whether the values that codes speak of are asked for. */
  asked: boolean,
  keyOf: (fact: AbsentFact) => Promise<Cells | null>,
): Promise<Omit<ImportResult, 'newUnits'>> => {
  const files = new Map<FileName, FileResult>()
  const notable: RowVerdict[] = []
  let events = 0
  for (const [file, each] of read) {
    const def = stage.files[file]
    if (def === undefined) continue
    files.set(def.name, fileResult(file, each, stage))
    for (const { verdict, rows } of stage.counts(file)) if (makesEvent(verdict)) events += rows
    let listed = 0
    for (const { row, absent, verdict, codes, columns, raw } of stage.verdicts(file)) {
      const cells = asked ? writtenCells(raw) : null
      const values = columns.map((column) => (cells === null || column === null ? null : (cells[each.places.get(column) ?? -1] ?? '')))
      const key = absent === null || !asked ? null : await keyOf(absent)
      const found: RowVerdict = { file: def.name, row: absent === null ? row : null, verdict, codes, columns, values, key }
      onVerdict(found)
      if (codes.length > 0 && listed++ < MAX_LISTED) notable.push(found)
    }
  }
  return { agency, files: Object.fromEntries(files), events, unread, notable }
}
