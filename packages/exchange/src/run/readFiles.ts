/** Reads the files of a folder into the stage; rows that a cell alone condemns are judged at once. */
import type { Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { DataRow } from '../csv/readRows.js'
import { clearKeyOf } from '../file/clearKey.js'
import { contentDigest, earlierKeyDigest, keyDigest } from '../file/digests.js'
import { at, type Cells, canMove, type FileDef, type Naming } from '../file/FileDef.js'
import { readKey, readRow, type Written } from '../file/readRow.js'
import { groupOfKey } from '../index/foldEvent.js'
import type { RowIndex } from '../index/RowIndex.js'
import type { Stage } from '../stage/Stage.js'
import { reject } from '../verdict/Verdict.js'
import type { CodesAlike } from './CodesAlike.js'
import type { Folder } from './folder.js'
import type { FileResult, ImportProgress } from './ImportOptions.js'
import { openFile } from './openFile.js'

/** Of the facts that hold by a file: how many there are, are in none of its rows, and are to be taken out for that. */
interface Lacks {
  readonly facts: number
  readonly missing: number
  readonly leaving: number
  /** Taken out for that before. */
  readonly gone: number
}

/** What is known of a file once it is read. */
export interface ReadFile {
  readonly rows: number
  readonly header: ReadonlyArray<string>
  readonly delimiter: ',' | ';'
  /** Place of each known column that is there. */
  readonly places: ReadonlyMap<string, number>
  readonly notes: Pick<FileResult, 'unknownColumns' | 'missingColumns' | 'refused' | 'missing'>
  /** What a whole list lacks; `null` for a file that is no whole list. */
  readonly lacks: Lacks | null
}

/** Facts of two people are judged key by key, all others stream by stream, which their key names. */
const groupOf = (def: FileDef, cells: Cells, key: string, naming: Naming): string =>
  groupOfKey(canMove(def), () => def.stream(cells, naming), key)

/** What a row with `batal` says of its key: nothing that a row with content can say. */
const withdrawalDigest = (def: FileDef, digest: Vault['digest']): string => digest('row withdrawn', def.name)

/** A key of the first version, and what tells apart the facts that may stand under it. */
const earlierName = (key: string, widened: string): string => `${key} ${widened}`

/** Notes which facts a row of a whole list names, under the keys of both versions, and in clear. */
const nameFact = (def: FileDef, file: number, cells: Cells, key: string, { stage, naming, digest }: Reading): void => {
  stage.name(file, key)
  stage.name(file, clearKeyOf(def, cells, naming.agency))
  const earlier = earlierKeyDigest(def, cells, naming.agency, digest)
  if (earlier !== null && def.earlierKey !== undefined) stage.name(file, earlierName(earlier, at(cells, def.earlierKey.widened)))
}

export interface Reading {
  readonly stage: Stage
  readonly naming: Naming
  readonly digest: Vault['digest']
  readonly index: RowIndex
  readonly alike: CodesAlike
  /** Files that are whole lists, by place among the files of the import. */
  readonly complete: ReadonlySet<number>
  /** Whether what they lack is taken out. */
  readonly withdraw: boolean
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
  const { stage, naming, digest } = reading
  const isComplete = reading.complete.has(file)
  const written: Written = (column) => {
    const place = places.get(column)
    return place === undefined ? undefined : raw[place]
  }
  const read = readRow(def, written)
  if (!read.ok) {
    stage.addJudged(file, row, raw, reject(read.code, read.column))
    // Its fact is named all the same, if that much can be read.
    const named = isComplete ? readKey(def, written) : read
    if (named.ok) nameFact(def, file, named.cells, keyDigest(def, named.cells, naming.agency, digest), reading)
    return
  }
  const key = keyDigest(def, read.cells, naming.agency, digest)
  if (isComplete) nameFact(def, file, read.cells, key, reading)
  if (!read.withdraws) reading.alike.read(def, read.cells)
  const content = read.withdraws ? withdrawalDigest(def, digest) : contentDigest(def, read.cells, digest)
  stage.add(file, row, raw, {
    phase: def.phase,
    asks: read.withdraws ? 'withdraw' : 'state',
    group: groupOf(def, read.cells, key, naming),
    // Ranks are compared with the one before them, so they are judged in order of TMT (which is part of their key).
    sort: def.name === 'golongan' ? at(read.cells, 'tmt_golongan') : '',
    key,
    content,
    cells: JSON.stringify(def.columns.map(({ name }) => at(read.cells, name))),
  })
}

/** What holds by earlier imports and is in no row of a whole list, is put behind its rows. */
const stageAbsent = (def: FileDef, file: number, { stage, index, naming, digest, withdraw }: Reading): Lacks => {
  let [facts, missing, leaving, gone] = [0, 0, 0, 0]
  const content = withdrawalDigest(def, digest)
  for (const { group, key, widened, stream, root, by } of index.holding(naming.agency, def.name)) {
    if (by !== 'gone') facts++
    if (stage.isNamed(file, key) || (widened !== null && stage.isNamed(file, earlierName(key, widened)))) continue
    if (by === 'gone') {
      gone++
      continue
    }
    missing++
    // Who is gone from the list of people may have left; only a row says that someone never was here.
    const leaves = withdraw && by === 'import' && def.name !== 'pegawai'
    if (leaves) leaving++
    stage.addAbsent(
      file,
      { stream, root },
      leaves ? { phase: def.phase, asks: 'absent', group, sort: '', key, content, cells: '[]' } : null,
    )
  }
  return { facts, missing, leaving, gone }
}

const readFile = async (def: FileDef, file: number, path: string, reading: Reading): Promise<ReadFile> => {
  const nothing = { rows: 0, header: [], delimiter: ',', places: new Map<string, number>(), lacks: null } as const
  const opened = await openFile(def, path, reading.alive)
  if (E.isLeft(opened))
    return opened.left.tag === 'missing'
      ? { ...nothing, notes: { missingColumns: opened.left.columns } }
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
  const lacks = reading.complete.has(file) && rows > 0 ? stageAbsent(def, file, reading) : null
  const notes = {
    ...(unknown.length > 0 ? { unknownColumns: unknown } : {}),
    ...(lacks === null ? {} : { missing: lacks.missing }),
  }
  return { rows, header: written, delimiter, places, notes, lacks }
}

export const readFiles = async (folder: Folder, reading: Reading): Promise<ReadonlyMap<number, ReadFile>> => {
  const read = new Map<number, ReadFile>()
  for (const [file, def] of reading.stage.files.entries()) {
    const path = folder.paths.get(file)
    if (path !== undefined) read.set(file, await readFile(def, file, path, reading))
  }
  return read
}
