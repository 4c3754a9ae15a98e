/** A folder of this process alone, for what a reader makes and nobody else needs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'

export interface TemporaryFolder {
  readonly path: string
  readonly remove: () => void
}

/** Makes one, open to its owner alone. It goes with the process, where it is not removed before; the error says what to do. */
export const temporaryFolder = (): E.Either<string, TemporaryFolder> =>
  E.tryCatch(
    () => {
      const path = mkdtempSync(join(tmpdir(), 'jejak-figures-'))
      const remove = (): void => {
        process.off('exit', remove)
        rmSync(path, { recursive: true, force: true })
      }
      process.once('exit', remove)
      return { path, remove }
    },
    () => `no temporary folder can be made in ${tmpdir()}: name another in TMPDIR`,
  )
