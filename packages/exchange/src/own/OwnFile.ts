/**
 * Single files that a user names to write to: reports.
 *
 * A list of the deployment holds the digests of what was written, no names and no
 * content: a file with such a digest was written here and not changed since, wherever
 * it has been moved. Only such a file may be replaced.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { digestOf, type Seen, seenOf } from './digestOf.js'
import { placeNew, unfinishedIn } from './placeNew.js'
import { codeOf, type WriteFault } from './WriteFault.js'

/** Bytes of the list that are read, from its end: the newest 16,000 files or so. */
const READ_BYTES = 1_048_576

const textAtEnd = async (file: FileHandle): Promise<string> => {
  const { size } = await file.stat()
  const length = Math.min(size, READ_BYTES)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.toString('latin1')
}

/** Digests on the list; none where it is missing or cannot be read. */
const listedIn = async (list: string): Promise<ReadonlySet<string>> => {
  const file = await open(list, 'r').catch(() => null)
  if (file === null) return new Set()
  try {
    return new Set((await textAtEnd(file)).split('\n'))
  } catch {
    return new Set()
  } finally {
    await file.close()
  }
}

/** Adds a digest to the list; whether it is on it then. A short append is one write: two processes do not mix theirs. */
const note = async (list: string, digest: string): Promise<boolean> => {
  if ((await listedIn(list)).has(digest)) return true
  const file = await open(list, 'a', 0o600).catch(() => null)
  if (file === null) return false
  try {
    await file.appendFile(`${digest}\n`)
    return true
  } catch {
    return false
  } finally {
    await file.close()
  }
}

/** How the file stands that has the name, if it is one; `null` where nothing has it. Rejects what is no file. */
const standing = async (path: string): Promise<Seen | null> => {
  const stat = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (stat === null) return null
  if (!stat.isFile()) throw new Taken()
  return seenOf(stat)
}

/** Something stands in the place that was not written here. */
class Taken extends Error {}

const faultOf = (error: unknown): WriteFault =>
  error instanceof Taken || codeOf(error) === 'EEXIST' ? { tag: 'Taken' } : { tag: 'Unwritable', code: codeOf(error) }

export interface OwnFile {
  readonly path: string
  readonly content: string | Uint8Array
  /** File with the digests of what was written: in the data folder. */
  readonly list: string
  /** Whether an older file of ours may be replaced. */
  readonly replace: boolean
}

/** What came of it: whether the file will be known as ours later. The list of a folder that may only be read stays as it is. */
export interface OwnFileWritten {
  readonly noted: boolean
}

/**
 * Writes a file whole or not at all, for its owner alone. `Taken` where something has that
 * name already: but for the same bytes, and, with `replace`, a file that is on the list.
 *
 * 1. Looks at what stands there. 2. Writes beside it. 3. Notes the digest, so that a run
 * that is killed leaves no file that the next one does not know. 4. Takes the place, if what
 * stands there is still what was seen.
 */
export const writeOwnFile = ({ path, content, list, replace }: OwnFile): TE.TaskEither<WriteFault, OwnFileWritten> =>
  TE.tryCatch(async () => {
    const digest = createHash('sha256').update(content).digest('hex')
    const before = await standing(path)
    if (before !== null) {
      const old = await digestOf(path).catch(() => '')
      if (old === digest) return { noted: await note(list, digest) }
      if (!replace || !(await listedIn(list)).has(old)) throw new Taken()
    }
    const part = unfinishedIn(dirname(path))
    const file = await open(part, 'wx', 0o600)
    try {
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      const noted = await note(list, digest)
      if (before === null) await placeNew(part, path)
      else if ((await standing(path)) === before) await rename(part, path)
      else throw new Taken()
      return { noted }
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }, faultOf)
