/**
 * Writes, file by file, the rejected rows in their own template, with row, code,
 * column, value, advice and owner, to be mended and sent back; and beside them, in
 * the same form, the rows with warnings.
 */
import { escapeControls, guardCell } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import Papa from 'papaparse'
import { ADDED, isAdded } from '../csv/header.js'
import type { FileName } from '../file/FileDef.js'
import { OwnFolder } from '../own/OwnFolder.js'
import type { WriteFault } from '../own/WriteFault.js'
import type { Failure } from '../run/Failure.js'
import type { ReadFile } from '../run/readFiles.js'
import type { Stage } from '../stage/Stage.js'
import { writtenCells } from '../stage/writtenCells.js'
import { adviceOn, infoOf } from '../verdict/advice.js'
import type { VerdictKind } from '../verdict/Verdict.js'
import { WARNED } from './names.js'
import { unwritable } from './rejectsFolder.js'

const LINES = 500

/** Blanks around never count; a tab in front would have to be guarded. */
const cellOf = (raw: string): string => escapeControls(guardCell(raw.trim()))

async function* linesOf(
  file: number,
  def: FileName,
  { header, delimiter, places: known }: ReadFile,
  stage: Stage,
  wanted: (verdict: VerdictKind) => boolean,
): AsyncGenerator<string> {
  const places = header.flatMap((name, place) => (isAdded(name) ? [] : [place]))
  const line = (cells: ReadonlyArray<string>): string => `${Papa.unparse([cells.map(cellOf)], { delimiter })}\r\n`
  let lines = [`\uFEFF${line([...places.map((place) => header[place] ?? ''), ...ADDED])}`]
  for (const { row, verdict, codes, columns, raw } of stage.verdicts(file)) {
    if (!wanted(verdict)) continue
    const cells = writtenCells(raw)
    const own = places.map((place) => cells[place] ?? '')
    for (const [n, code] of codes.entries()) {
      const column = columns[n] ?? ''
      const value = cells[known.get(column) ?? -1] ?? ''
      lines.push(
        line([
          ...own,
          String(row),
          code,
          column,
          value,
          adviceOn(stage.files, code, def, column, value).id,
          infoOf(stage.files, code).owner,
        ]),
      )
    }
    if (lines.length < LINES) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

const isRejected = (verdict: VerdictKind): boolean => verdict === 'rejected'
const isTaken = (verdict: VerdictKind): boolean => verdict !== 'rejected'

/**
 * Each file appears whole or not at all; those of an earlier run that are not
 * written again are taken away. `before` begins the message of a failure.
 */
export const writeRejects = async (dir: string, read: ReadonlyMap<number, ReadFile>, stage: Stage, before: string): Promise<void> => {
  const must = <A>(result: E.Either<WriteFault, A>): A => {
    if (E.isLeft(result)) throw failed(result.left)
    return result.right
  }
  const failed = (fault: WriteFault): Failure => unwritable(fault, before)
  const folder = must(await OwnFolder.open(dir)())
  for (const [file, each] of read) {
    const def = stage.files[file]
    if (def === undefined) continue
    const counts = stage.counts(file).filter(({ codes }) => codes.length > 0)
    const write = async (name: string, wanted: (verdict: VerdictKind) => boolean): Promise<void> => {
      if (!counts.some(({ verdict }) => wanted(verdict))) return
      const put = folder.put(`${name}.csv`, async (append) => {
        for await (const text of linesOf(file, def.name, each, stage, wanted)) await append(text)
      })
      must(await put())
    }
    await write(def.name, isRejected)
    await write(`${def.name}${WARNED}`, isTaken)
  }
  must(await folder.finish()())
}
