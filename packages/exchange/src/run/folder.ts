/** Which files of a folder are read, and which are not. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FileDef } from '../file/FileDef.js'
import { LIST } from '../own/OwnFolder.js'
import { WARNED } from '../rejects/names.js'
import { Failure } from './Failure.js'

export interface Folder {
  /** By place among the files of the import. */
  readonly paths: ReadonlyMap<number, string>
  readonly unread: ReadonlyArray<string>
}

/** Whether a file is read as a workbook. */
export const isXlsx = (path: string): boolean => path.toLowerCase().endsWith('.xlsx')

const isNamed = (file: string, name: string): boolean => [`${file}.csv`, `${file}.xlsx`].includes(name.toLowerCase())

/** Rows with warnings that an earlier import listed beside the rejected ones: nothing to read. */
const isWarnings = (files: ReadonlyArray<FileDef>, name: string): boolean => files.some((def) => name === `${def.name}${WARNED}.csv`)

export const lookInto = async (dir: string, files: ReadonlyArray<FileDef>): Promise<Folder> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => null)
  if (entries === null)
    throw new Failure({ tag: 'FolderUnreadable', reason: 'the folder to import cannot be read; check its path and permissions' })
  const paths = new Map<number, string>()
  const unread: string[] = []
  for (const entry of entries.filter(({ name }) => !name.startsWith('.')).sort(byName)) {
    const { name } = entry
    const place = files.findIndex((def) => isNamed(def.name, name))
    // A folder with the name of a file is said to be none when it is opened.
    if (place < 0) {
      if (!entry.isDirectory() && !isWarnings(files, name)) unread.push(name)
      continue
    }
    const other = paths.get(place)
    if (other !== undefined)
      throw new Failure({
        tag: 'FileTwice',
        reason: `the folder has both ${basename(other)} and ${name}; move the one that does not count into another folder, and import again`,
      })
    paths.set(place, join(dir, name))
  }
  // Rows that were rejected come back without the people whose rows are in.
  const isOwn = entries.some((entry) => entry.name === LIST && entry.isFile())
  if (!paths.has(files.findIndex(({ name }) => name === 'pegawai')) && !isOwn)
    throw new Failure({
      tag: 'PegawaiMissing',
      reason:
        'the folder has no pegawai.csv or pegawai.xlsx; every other file is optional, this one is not (rows that are in already do no harm)',
    })
  return { paths, unread }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)
