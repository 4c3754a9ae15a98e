/** Puts a finished file where nothing stands yet: no file of anybody's is ever replaced. */
import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from './WriteFault.js'

/** Names of files that are still being written. */
export const UNFINISHED = /^\.jejak-[0-9a-f]{12}\.part$/

export const unfinishedIn = (dir: string): string => join(dir, `.jejak-${randomBytes(6).toString('hex')}.part`)

/** File systems without a second name for a file (exFAT) say one of these. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])

/**
 * Gives `part` the name `path`, where nothing has that name: not a file, not a
 * link to nowhere. Rejects with EEXIST otherwise, and leaves `part` as it is.
 */
export const placeNew = async (part: string, path: string): Promise<void> => {
  try {
    await link(part, path)
    await rm(part)
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error
    // The name is taken first, exclusively; what is then replaced is this empty file.
    await (await open(path, 'wx', 0o600)).close()
    await rename(part, path)
  }
}
