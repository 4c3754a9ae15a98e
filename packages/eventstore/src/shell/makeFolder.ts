/**
 * Makes folders. Node's own recursion has no end, and hears no signal, where the
 * system makes nothing below a folder that is there (`/proc`, for one).
 */
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'

const OWNER_ALONE = 0o700

/** Makes one folder where it is missing; `ENOENT` where the one above it is missing as well. */
const makeOne = (dir: string): E.Either<Error, void> =>
  E.tryCatch(() => {
    const isThere = (): boolean => statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true
    if (isThere()) return
    try {
      mkdirSync(dir, { mode: OWNER_ALONE })
    } catch (error) {
      // Another process was faster.
      if (!isThere()) throw error
    }
  }, E.toError)

const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT'

/** Makes a folder for its owner alone, and those above it that are missing. Fails with the error of the file system. */
export const makeFolder = (path: string): E.Either<Error, void> => {
  const dir = resolve(path)
  const first = makeOne(dir)
  const above = dirname(dir)
  if (E.isRight(first) || !isMissing(first.left) || above === dir) return first
  const folder = makeFolder(above)
  return E.isLeft(folder) ? folder : makeOne(dir)
}
