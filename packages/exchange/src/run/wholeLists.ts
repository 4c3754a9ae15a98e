/** Files that are said to be the whole list of an agency, and how much may be taken out for want of a row. */
import type { FileDef, FileName } from '../file/FileDef.js'
import { Failure } from './Failure.js'
import type { Folder } from './folder.js'
import type { ReadFile } from './readFiles.js'

/** Up to so many facts, or this share of a file's, are taken out without being asked about. */
const FEW = 20
const SHARE = 0.01

const unusable = (file: string, why: string): Failure =>
  new Failure({
    tag: 'ListUnusable',
    reason: `${file} was named as a whole list, but ${why}; nothing was recorded: mend it or leave it out of --complete, and import again`,
  })

/** The places of these files, all of which are in the folder. Throws a Failure. */
export const listsIn = (files: ReadonlyArray<FileDef>, folder: Folder, names: ReadonlyArray<FileName>): ReadonlySet<number> => {
  const places = new Set<number>()
  for (const name of names) {
    const place = files.findIndex((def) => def.name === name)
    if (!folder.paths.has(place)) throw unusable(name, 'is not in the folder')
    places.add(place)
  }
  return places
}

/** Throws a Failure unless each of these files was read and has rows. */
export const checkLists = (files: ReadonlyArray<FileDef>, lists: ReadonlySet<number>, read: ReadonlyMap<number, ReadFile>): void => {
  for (const place of lists) {
    const name = files[place]?.name ?? ''
    const file = read.get(place)
    if (file?.notes.missingColumns !== undefined) throw unusable(name, `has no column ${file.notes.missingColumns.join(', ')}`)
    if (file?.notes.refused !== undefined) throw unusable(name, `could not be read (${file.notes.refused.code})`)
    if (file === undefined || file.rows === 0) throw unusable(name, 'has no rows')
  }
}

/**
 * Throws a Failure where much would be taken out and its number was not named. An
 * import that was cut off and runs again finds less than was expected of it: what an
 * earlier one took out for want of a row counts as found.
 */
export const checkLeaving = (files: ReadonlyArray<FileDef>, read: ReadonlyMap<number, ReadFile>, expected: number | null): void => {
  const lists = [...read].flatMap(([place, { lacks }]) => (lacks === null ? [] : [{ name: files[place]?.name ?? '', ...lacks }]))
  const many = lists.filter(({ facts, leaving }) => leaving > FEW && leaving > facts * SHARE)
  if (many.length === 0) return
  const leaving = lists.reduce((sum, each) => sum + each.leaving, 0)
  const gone = lists.reduce((sum, each) => sum + each.gone, 0)
  if (expected !== null && expected >= leaving && expected <= leaving + gone) return
  const each = many.map(({ name, facts, leaving: n }) => `${n} of the ${facts} of ${name}`).join(', ')
  const said = expected === null ? '' : `, not ${expected}`
  throw new Failure({
    tag: 'ManyLeaving',
    reason: `${leaving} facts would be taken out (${each})${said}; nothing was recorded: see them with --dry-run --rows --format json and without --withdraw, and if they are to go, give --expect ${leaving}`,
  })
}
