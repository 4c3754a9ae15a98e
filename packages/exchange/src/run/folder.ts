/** Which files of a folder are read, and which are not. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FILES } from '../file/files.js'
import { Failure } from './Failure.js'

export interface Folder {
  /** By place in FILES. */
  readonly paths: ReadonlyMap<number, string>
  readonly unread: ReadonlyArray<string>
}

export const lookInto = async (dir: string): Promise<Folder> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => null)
  if (entries === null)
    throw new Failure({ tag: 'FolderUnreadable', reason: 'the folder to import cannot be read; check its path and permissions' })
  const paths = new Map<number, string>()
  const unread: string[] = []
  for (const { name } of entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).sort(byName)) {
    const place = FILES.findIndex((def) => `${def.name}.csv` === name.toLowerCase())
    if (place >= 0 && !paths.has(place)) paths.set(place, join(dir, name))
    else unread.push(name)
  }
  if (!paths.has(FILES.findIndex(({ name }) => name === 'pegawai')))
    throw new Failure({ tag: 'PegawaiMissing', reason: 'the folder has no pegawai.csv; every other file is optional, this one is not' })
  return { paths, unread }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1)
