/** Where things are: the data folder, the port, and what a relative path counts from. */
import { resolve } from 'node:path'
import type { Environment } from '@jejak/application'
import * as E from 'fp-ts/lib/Either.js'
import { type CommandFailure, usage } from './CommandFailure.js'

/** Port of the dashboard unless another is named. */
export const DEFAULT_PORT = 4700

/**
 * What relative paths count from: under `npm run jejak` and `npm start` npm moves
 * to the root of the project, but the caller meant the folder he was in.
 */
export const baseOf = (env: Environment, cwd: string): string => {
  const script = env['npm_lifecycle_event']
  const called = env['INIT_CWD']
  return (script === 'jejak' || script === 'start') && called !== undefined && called !== '' ? called : cwd
}

/** `--home`, else `JEJAK_HOME`, else `.jejak` where the caller is. */
export const homeOf = (env: Environment, cwd: string, option: string | undefined): string => {
  const named = option ?? env['JEJAK_HOME']
  return resolve(baseOf(env, cwd), named === undefined || named === '' ? '.jejak' : named)
}

/** `--port`, else `JEJAK_PORT`, else the default; 0 is any free port. */
export const portOf = (env: Environment, option: string | undefined): E.Either<CommandFailure, number> => {
  const named = option ?? env['JEJAK_PORT']
  if (named === undefined || named === '') return E.right(DEFAULT_PORT)
  const port = /^\d{1,5}$/.test(named) ? Number(named) : Number.NaN
  return port <= 65_535
    ? E.right(port)
    : E.left(usage(`${option === undefined ? 'JEJAK_PORT' : '--port'} must be a whole number from 0 (any free port) to 65535`))
}

/** Modules of extensions: those of `--extension`, and those `JEJAK_EXTENSIONS` lists, separated by commas. */
export const extensionsNamed = (env: Environment, option: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...new Set([...option, ...(env['JEJAK_EXTENSIONS'] ?? '').split(',')].map((path) => path.trim()).filter((path) => path !== '')),
]
