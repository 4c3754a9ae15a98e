/** Opens a file of an office for reading, if it is a file at all. */
import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'

/** Why nothing can be read: what has the name is no regular file, or is not to be had. */
export type SourceFault = 'NOT_A_FILE' | 'UNREADABLE'

/** Opening a pipe to which nobody writes would wait for ever; with this flag it does not. Some systems have no such flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

export const openRegular = async (path: string): Promise<E.Either<SourceFault, FileHandle>> => {
  const named = await stat(path).catch(() => null)
  if (named === null) return E.left('UNREADABLE')
  if (!named.isFile()) return E.left('NOT_A_FILE')
  const file = await open(path, FLAGS).catch(() => null)
  if (file === null) return E.left('UNREADABLE')
  // What has the name may be another thing by now.
  const opened = await file.stat().catch(() => null)
  if (opened?.isFile() === true) return E.right(file)
  await file.close()
  return E.left('NOT_A_FILE')
}
