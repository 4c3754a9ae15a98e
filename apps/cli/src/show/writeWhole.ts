/** Writing a result to a file of the user's. */
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { writeNewFile } from '@jejak/exchange'
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, refused, type Stop } from '../Stop.js'

/** The path without links on the way; of a file that is not there yet, that of its folder. */
const realPathOf = (path: string): string =>
  existsSync(path) ? realpathSync(path) : existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path

const isInside = (path: string, dir: string): boolean => {
  const way = relative(realPathOf(dir), realPathOf(path))
  // Another drive has no way from here.
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

const there = (path: string): Stop => refused(`${path} is there already, and nothing is overwritten; name a file that is not there yet`)

const isTaken = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

const sameBytes = (path: string, content: string | Uint8Array): boolean => {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  const bytes = Buffer.from(content)
  return stat?.isFile() === true && stat.size === bytes.length && readFileSync(path).equals(bytes)
}

/** Whether a result may be written there: never into the data folder, where only Jejak's own files stand. */
export const mayBeWritten = (path: string, home: string): E.Either<Stop, void> =>
  isInside(path, home) ? E.left(refused(`${path} is in the data folder, which holds Jejak's own files; name a file elsewhere`)) : done

/**
 * Writes a new file whole or not at all. What is there already is never replaced;
 * where it says the same to the byte, there is nothing to do.
 */
export const writeWhole = async (path: string, content: string | Uint8Array): Outcome => {
  const written = await writeNewFile(path, content)()
  if (E.isRight(written)) return done
  if (written.left.tag !== 'Unwritable' && isTaken(path)) return sameBytes(path, content) ? done : E.left(there(path))
  const code = written.left.tag === 'Unwritable' ? written.left.code : written.left.tag
  return E.left(refused(`${path} cannot be written (${code}); check the folder, its rights and the disk`))
}
