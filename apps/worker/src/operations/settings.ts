/** Settings of operations, from the environment. */

import type { Environment } from '@jejak/application'
import * as E from 'fp-ts/lib/Either.js'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface OperationsSettings {
  readonly logLevel: LogLevel
  /** How old, in seconds, the oldest event not yet in may be while the service counts as ready. */
  readonly readyLag: number
}

/** An address is all a reader of a terminal wants to see; who collects logs asks for more. */
const DEFAULT_LEVEL: LogLevel = 'warn'
const DEFAULT_READY_LAG = 60
const LONGEST_READY_LAG = 86_400

const levelOf = (text: string | undefined): E.Either<string, LogLevel> => {
  if (text === undefined || text === '') return E.right(DEFAULT_LEVEL)
  const level = LOG_LEVELS.find((each) => each === text)
  return level === undefined ? E.left(`JEJAK_LOG must be one of ${LOG_LEVELS.join(', ')}`) : E.right(level)
}

const lagOf = (text: string | undefined): E.Either<string, number> => {
  if (text === undefined || text === '') return E.right(DEFAULT_READY_LAG)
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return seconds >= 1 && seconds <= LONGEST_READY_LAG
    ? E.right(seconds)
    : E.left(`JEJAK_READY_LAG must be a whole number of seconds from 1 to ${LONGEST_READY_LAG}`)
}

/** `JEJAK_LOG` and `JEJAK_READY_LAG`; the left is one line that says what to write. */
export const operationsSettings = (env: Environment): E.Either<string, OperationsSettings> => {
  const logLevel = levelOf(env['JEJAK_LOG'])
  if (E.isLeft(logLevel)) return logLevel
  const readyLag = lagOf(env['JEJAK_READY_LAG'])
  return E.isLeft(readyLag) ? readyLag : E.right({ logLevel: logLevel.right, readyLag: readyLag.right })
}
