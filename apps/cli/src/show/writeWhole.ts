/** Writing a result to a file of the user's. */
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'
import { writeOwnFile } from '@jejak/exchange'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type CommandFailure, done, type Outcome, refused } from '../CommandFailure.js'

/** The path without links on the way; of a file that is not there yet, that of its folder. */
const realPathOf = (path: string): string =>
  existsSync(path) ? realpathSync(path) : existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path

const isInside = (path: string, dir: string): boolean => {
  const way = relative(realPathOf(dir), realPathOf(path))
  // Another drive has no way from here.
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

const there = (path: string, replace: boolean): CommandFailure =>
  refused(
    replace
      ? `${path} is there already, and is no report that was written from this data folder and left as it was: name a file that is not there yet`
      : `${path} is there already, and nothing is overwritten; name a file that is not there yet, or give --replace if it is an older report of Jejak`,
  )

/** Digests of the reports that were written from a data folder. */
const LIST = 'reports-written'

/** Whether a result may be written there: never into the data folder, where only Jejak's own files stand. */
export const mayBeWritten = (path: string, home: string): E.Either<CommandFailure, void> =>
  isInside(path, home) ? E.left(refused(`${path} is in the data folder, which holds Jejak's own files; name a file elsewhere`)) : done

export interface WholeFile {
  readonly path: string
  readonly content: string | Uint8Array
  /** The data folder. */
  readonly home: string
  /** Whether an older report that Jejak wrote there is replaced. */
  readonly replace: boolean
}

/** Writes a file whole or not at all. What somebody else wrote, or changed, is never replaced. `true` where it will be known as ours. */
export const writeWhole = async ({ path, content, home, replace }: WholeFile): Outcome<boolean> =>
  pipe(
    await writeOwnFile({ path, content, list: join(home, LIST), replace })(),
    E.bimap(
      (error) =>
        error.tag === 'Unwritable'
          ? refused(`${path} cannot be written (${error.code}); check the folder, its rights and the disk`)
          : there(path, replace),
      ({ noted }) => noted,
    ),
  )
