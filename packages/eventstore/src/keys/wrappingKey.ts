/** The key under which all other keys are wrapped: from the environment, or a file of the data folder. */
import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { makeFolder } from '../shell/makeFolder.js'
import { keyMissing, keyUnusable, type VaultError } from './VaultError.js'

const VARIABLE = 'JEJAK_WRAPPING_KEY'
export const WRAPPING_KEY_FILE = 'wrapping.key'

const parse = (text: string): Uint8Array | null => {
  const trimmed = text.trim()
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null
  const bytes = Buffer.from(trimmed, 'base64')
  return bytes.length === 32 ? bytes : null
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error')

const readKeyFile = async (path: string): Promise<E.Either<VaultError, Uint8Array> | null> => {
  try {
    const key = parse(await readFile(path, 'utf8'))
    return key === null ? E.left(keyUnusable(`${path} holds no key of 32 bytes: put back the file from a backup`)) : E.right(key)
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : E.left(keyUnusable(`${path} cannot be read (${codeOf(error)}): give this user access to it`))
  }
}

/** Makes the file whole or not at all; where another process was faster, its key stands. */
const makeKeyFile = async (dir: string, path: string): Promise<E.Either<VaultError, Uint8Array>> => {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    const folder = makeFolder(dir)
    if (E.isLeft(folder)) throw folder.left
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`)
    await file.sync()
    await file.close()
    await link(draft, path).catch((error: unknown) => (codeOf(error) === 'EEXIST' ? undefined : Promise.reject(error)))
    const opened = await open(dir, 'r')
    await opened.sync()
    await opened.close()
    return (await readKeyFile(path)) ?? E.left(keyMissing(`${path} was removed while it was made: start again`))
  } catch (error) {
    return E.left(keyUnusable(`${path} cannot be made (${codeOf(error)}): give this user access to the folder, or set ${VARIABLE}`))
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * The wrapping key, 32 bytes: `JEJAK_WRAPPING_KEY` (hex or base64), else the file
 * `wrapping.key` of the home (mode 600), which is made on the first start only.
 * Where events exist and there is no key, none is made: what is sealed would stay
 * closed for ever.
 */
export const readWrappingKey =
  (homeDir: string, env: Readonly<Record<string, string | undefined>>, eventsExist: boolean): TaskEither<VaultError, Uint8Array> =>
  async () => {
    const given = env[VARIABLE]
    if (given !== undefined && given !== '') {
      const key = parse(given)
      return key === null ? E.left(keyUnusable(`${VARIABLE} must be 32 bytes, as 64 hex digits or in base64`)) : E.right(key)
    }
    const path = join(homeDir, WRAPPING_KEY_FILE)
    const present = await readKeyFile(path)
    if (present !== null) return present
    return eventsExist
      ? E.left(keyMissing(`events exist, but the wrapping key is missing: put back ${path} from a backup, or set ${VARIABLE}`))
      : makeKeyFile(homeDir, path)
  }
