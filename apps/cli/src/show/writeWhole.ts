/** Writing a result to a file of the user's. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { refused, type Stop } from '../Stop.js'

/** Writes beside the file and then puts it in its place, so that nothing half-written stands there. */
export const writeWhole = (path: string, content: string | Uint8Array): E.Either<Stop, void> => {
  const beside = `${path}.part`
  return E.tryCatch(
    () => {
      writeFileSync(beside, content, { mode: 0o600 })
      renameSync(beside, path)
    },
    (error) => {
      rmSync(beside, { force: true })
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed'
      return refused(`${path} cannot be written (${code}); check the folder, its rights and the disk`)
    },
  )
}
