/** Starts the server on a loopback address, and stops it. */

import type { Fault } from '@jejak/application'
import type { DeploymentStores } from '@jejak/application/operator'
import type { Metrics, Operations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Logger } from 'pino'
import { buildApp } from './app.js'
import type { Board } from './board.js'
import { watchChanges } from './Changes.js'
import { type Served, servedOf } from './Served.js'
import { unsafeErrorCode } from './unsafe.js'

/** Why the server did not start; `message` is one line that says what to do. */
export type ServerError =
  | { readonly tag: 'PortTaken'; readonly port: number; readonly message: string }
  | { readonly tag: 'PortForbidden'; readonly port: number; readonly message: string }
  | { readonly tag: 'CannotListen'; readonly port: number; readonly message: string }

export interface ServerOptions {
  readonly served: Served
  /** 0 for any free one. */
  readonly port: number
  /** A loopback address: there is no sign-in. */
  readonly host?: '127.0.0.1' | '::1'
  /** Folder of the built dashboard. */
  readonly webRoot: string
  readonly logger: Logger
  readonly metrics: Metrics
  /** The queues to show; no board without it. */
  readonly board?: Board
}

export interface RunningServer {
  readonly url: string
  /** Ends open pages' streams, answers what was begun, lets go of the port. */
  readonly close: () => Promise<void>
}

const errorOf = (error: unknown, port: number): ServerError => {
  switch (unsafeErrorCode(error)) {
    case 'EADDRINUSE':
      return { tag: 'PortTaken', port, message: `Port ${port} is taken. Name another with --port or JEJAK_PORT; 0 takes any free one.` }
    case 'EACCES':
      return { tag: 'PortForbidden', port, message: `Port ${port} may not be used by this user. Name one above 1023.` }
    default:
      return { tag: 'CannotListen', port, message: `Cannot listen on port ${port}. Name another with --port or JEJAK_PORT.` }
  }
}

/** The same trouble is told once in so many milliseconds, however often it comes. */
const TELL_AGAIN_MS = 60_000

const sparing = (tell: (error: Fault) => void): ((error: Fault) => void) => {
  let last = { detail: '', at: Number.NEGATIVE_INFINITY }
  return (error) => {
    const at = performance.now()
    if (error.detail === last.detail && at - last.at < TELL_AGAIN_MS) return
    last = { detail: error.detail, at }
    tell(error)
  }
}

/**
 * Serves API and dashboard; open pages hear of every change within a moment,
 * whichever process made it.
 */
export const serve =
  ({ served, port, host = '127.0.0.1', webRoot, ...app }: ServerOptions): TaskEither<ServerError, RunningServer> =>
  async () => {
    const { logger } = app
    const changes = watchChanges(
      served,
      sparing(({ tag, detail: reason }) => logger.warn({ tag, reason }, 'following the log stopped; trying again')),
    )
    const server = buildApp({ served, changes, webRoot, ...app })
    try {
      const url = await server.listen({ port, host })
      logger.info({ port: Number(new URL(url).port) }, 'serving')
      return E.right({
        url,
        close: async () => {
          await server.close()
          await changes.close()
        },
      })
    } catch (error) {
      await Promise.all([server.close(), changes.close()])
      return E.left(errorOf(error, port))
    }
  }

/** `serve` over an opened data folder. */
export const startServer = ({
  home,
  operations,
  watchOnly = false,
  ...options
}: Omit<ServerOptions, 'served' | 'logger' | 'metrics'> & {
  readonly home: DeploymentStores
  readonly operations: Operations
  /** Workers on a queue keep the read models current: this process only looks. Otherwise it does so itself. */
  readonly watchOnly?: boolean
}): TaskEither<ServerError, RunningServer> =>
  serve({ ...options, logger: operations.logger, metrics: operations.metrics, served: servedOf(home, operations, watchOnly) })
