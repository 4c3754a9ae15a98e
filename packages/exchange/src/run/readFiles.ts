/** Reads the files of a folder into the stage; rows that a cell alone condemns are judged at once. */
import type { Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { DataRow } from '../csv/readRows.js'
import { at, type Cells, type FileDef, type Naming } from '../file/FileDef.js'
import { FILES } from '../file/files.js'
import { readRow } from '../file/readRow.js'
import { groupOfKey } from '../index/foldEvent.js'
import type { Stage } from '../stage/Stage.js'
import { reject } from '../verdict/Verdict.js'
import type { Folder } from './folder.js'
import type { FileResult, ImportProgress } from './ImportOptions.js'
import { openFile } from './openFile.js'

/** What is known of a file once it is read. */
export interface ReadFile {
  readonly rows: number
  readonly header: ReadonlyArray<string>
  readonly delimiter: ',' | ';'
  /** Place of each known column that is there. */
  readonly places: ReadonlyMap<string, number>
  readonly notes: Pick<FileResult, 'unknownColumns' | 'missing' | 'refused'>
}

/** Facts of two people are judged key by key, all others stream by stream. */
const groupOf = (def: FileDef, cells: Cells, key: string, naming: Naming): string =>
  groupOfKey(def.phase === 4, def.stream(cells, naming), key)

/** Digest of a row's key, and of its content in its normal form, under the lookup key. */
const digestsOf = (
  def: FileDef,
  cells: Cells,
  agency: string,
  digest: Vault['digest'],
): { readonly key: string; readonly content: string } => ({
  key: digest('row key', agency, def.name, ...def.key.map((column) => at(cells, column))),
  content: digest('row content', def.name, ...def.columns.map(({ name }) => at(cells, name))),
})

export interface Reading {
  readonly stage: Stage
  readonly naming: Naming
  readonly digest: Vault['digest']
  readonly onProgress: (progress: ImportProgress) => void
  /** Called often: room for a sign of life. */
  readonly alive: () => void
}

const stageRow = (
  def: FileDef,
  file: number,
  { row, cells: raw }: DataRow,
  places: ReadonlyMap<string, number>,
  reading: Reading,
): void => {
  const { stage, naming } = reading
  const read = readRow(def, (column) => {
    const place = places.get(column)
    return place === undefined ? undefined : raw[place]
  })
  if (!read.ok) {
    stage.addJudged(file, row, raw, reject(read.code, read.column))
    return
  }
  const { key, content } = digestsOf(def, read.cells, naming.agency, reading.digest)
  stage.add(file, row, raw, {
    phase: def.phase,
    group: groupOf(def, read.cells, key, naming),
    // Ranks are compared with the one before them, so they are judged in order of TMT (which is part of their key).
    sort: def.name === 'golongan' ? at(read.cells, 'tmt_golongan') : '',
    key,
    content,
    cells: JSON.stringify(def.columns.map(({ name }) => at(read.cells, name))),
  })
}

const readFile = async (def: FileDef, file: number, path: string, reading: Reading): Promise<ReadFile> => {
  const nothing = { rows: 0, header: [], delimiter: ',', places: new Map<string, number>() } as const
  const opened = await openFile(def, path, reading.alive)
  if (E.isLeft(opened))
    return opened.left.tag === 'missing'
      ? { ...nothing, notes: { missing: opened.left.columns } }
      : { ...nothing, notes: { refused: opened.left.fault } }
  const { places, unknown, written, delimiter } = opened.right.header
  let rows = 0
  for await (const batch of opened.right.rows()) {
    if (E.isLeft(batch)) {
      reading.stage.drop(file)
      return { ...nothing, notes: { refused: batch.left } }
    }
    for (const row of batch.right) stageRow(def, file, row, places, reading)
    rows += batch.right.length
    reading.alive()
    reading.onProgress({ step: 'read', file: def.name, done: rows, total: null })
  }
  return { rows, header: written, delimiter, places, notes: unknown.length > 0 ? { unknownColumns: unknown } : {} }
}

export const readFiles = async (folder: Folder, reading: Reading): Promise<ReadonlyMap<number, ReadFile>> => {
  const read = new Map<number, ReadFile>()
  for (const [file, def] of FILES.entries()) {
    const path = folder.paths.get(file)
    if (path !== undefined) read.set(file, await readFile(def, file, path, reading))
  }
  return read
}
