/** Writes, file by file, the rejected rows in their own template, with code, advice and owner, to be mended and sent back. */
import * as E from 'fp-ts/lib/Either.js'
import Papa from 'papaparse'
import { nameOf } from '../csv/header.js'
import { FILES } from '../file/files.js'
import { OwnFolder } from '../own/OwnFolder.js'
import type { ReadFile } from '../run/readFiles.js'
import type { Stage } from '../stage/Stage.js'
import { CODES } from '../verdict/codes.js'
import { guard } from './guard.js'
import { unwritable } from './rejectsFolder.js'

/** The columns added; a file that comes back with them is read as if it had none of them. */
const ADDED = ['kode', 'saran', 'pemilik'] as const
const ADDED_NAMES: ReadonlySet<string> = new Set(ADDED)
const LINES = 500

const cellsOf = (raw: string): ReadonlyArray<string> => {
  const cells: unknown = JSON.parse(raw)
  return Array.isArray(cells) ? cells.map((cell: unknown) => (typeof cell === 'string' ? cell : '')) : []
}

async function* linesOf(file: number, read: ReadFile, stage: Stage): AsyncGenerator<string> {
  const places = read.header.flatMap((name, place) => (ADDED_NAMES.has(nameOf(name)) ? [] : [place]))
  const line = (cells: ReadonlyArray<string>): string => `${Papa.unparse([cells.map(guard)], { delimiter: read.delimiter })}\r\n`
  let lines = [`\uFEFF${line([...places.map((place) => read.header[place] ?? ''), ...ADDED])}`]
  for (const { verdict, codes, raw } of stage.verdicts(file)) {
    const code = codes[0]
    if (verdict !== 'rejected' || code === undefined) continue
    const cells = cellsOf(raw)
    lines.push(line([...places.map((place) => cells[place] ?? ''), code, CODES[code].advice.id, CODES[code].owner]))
    if (lines.length < LINES) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

/** Each file appears whole or not at all; those of an earlier run that are not written again are taken away. */
export const writeRejects = async (
  dir: string,
  read: ReadonlyMap<number, ReadFile>,
  stage: Stage,
  hasRejected: (file: number) => boolean,
): Promise<void> => {
  const folder = await OwnFolder.open(dir)()
  if (E.isLeft(folder)) throw unwritable(folder.left, 'the events are in, but ')
  for (const [file, each] of read) {
    const def = FILES[file]
    if (def === undefined || !hasRejected(file)) continue
    const put = await folder.right.put(`${def.name}.csv`, async (append) => {
      for await (const text of linesOf(file, each, stage)) await append(text)
    })()
    if (E.isLeft(put)) throw unwritable(put.left, 'the events are in, but ')
  }
  const closed = await folder.right.finish()()
  if (E.isLeft(closed)) throw unwritable(closed.left, 'the events are in, but ')
}
