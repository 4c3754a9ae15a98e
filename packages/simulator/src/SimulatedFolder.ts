/** Where the files of a simulated agency go: a folder that holds none of them yet, or what a program gives in its place. */
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** Appends text to the file that is being written. */
export type Append = (text: string) => Promise<void>

/** Why a file was not written: the code of the file system, or `TAKEN` where something else has its name. */
export interface FolderFault {
  readonly code: string
}

export interface SimulatedFolder {
  /** Writes a file whole or not at all, and replaces nothing that others wrote. */
  readonly put: <A>(name: string, write: (append: Append) => Promise<A>) => TE.TaskEither<FolderFault, A>
}

const faultOf = (error: unknown): FolderFault => ({
  code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
})

const fill = async <A>(part: string, write: (append: Append) => Promise<A>): Promise<A> => {
  const file = await open(part, 'wx')
  try {
    const answer = await write(async (text) => {
      await file.writeFile(text)
    })
    await file.sync()
    return answer
  } finally {
    await file.close()
  }
}

/** Makes the folder where it is missing, not those above it: a mistyped path is no wish for folders. */
const makeFolder = (dir: string): Promise<void> =>
  mkdir(dir).catch((error: unknown) => {
    if (faultOf(error).code !== 'EEXIST') throw error
  })

/** A folder on disk, made where it is missing; the one above it must be there. Files that are there already are left alone. */
export const newFilesIn = (dir: string): SimulatedFolder => ({
  put: (name, write) =>
    TE.tryCatch(async () => {
      await makeFolder(dir)
      const path = join(dir, name)
      const there = await lstat(path).catch(() => null)
      if (there !== null) throw Object.assign(new Error(name), { code: 'TAKEN' })
      const part = `${path}.${process.pid}.part`
      try {
        const answer = await fill(part, write)
        await rename(part, path)
        return answer
      } catch (error) {
        if (faultOf(error).code !== 'EEXIST') await rm(part, { force: true })
        throw error
      }
    }, faultOf),
})
