/** `jejak serve`: the dashboard and its worker, in one process, on this machine alone. */

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { queueAddressOf } from '@jejak/application'
import type { DeploymentStores, EngineError } from '@jejak/application/operator'
import { type ServerError, startServer } from '@jejak/server'
import { boundHeap } from '@jejak/worker'
import type { Operations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type CommandFailure, done, fault, type Outcome, ofEngine, ofOpening, refused } from '../CommandFailure.js'
import { progressOn } from '../show/progress.js'
import { type Context, withStores } from './Context.js'
import { openBoard } from './openBoard.js'
import { operationsOf } from './operations.js'

const webRoot = (): string => join(dirname(fileURLToPath(import.meta.resolve('@jejak/web/package.json'))), 'dist')

const ofServer = (error: ServerError): CommandFailure => (error.tag === 'CannotListen' ? fault(error.message) : refused(error.message))

const caughtUp =
  (io: Context['io'], { readModels }: DeploymentStores): TaskEither<EngineError, unknown> =>
  async () => {
    const progress = progressOn(io)
    const done = await readModels.catchUp(({ done: at, total }) => progress.at('bringing the read models up to date', at, total))()
    progress.end()
    return done
  }

/** Serves an open home until it is told to stop. With a queue, the read models are its workers' to bring up to date. */
export const serveStores = async ({ io }: Context, home: DeploymentStores, operations: Operations, port: number): Outcome => {
  boundHeap()
  const stopped = new Promise<'stopped'>((resolve) => {
    const stopListening = io.onStop(() => {
      stopListening()
      resolve('stopped')
    })
  })
  const queue = queueAddressOf(io.env)
  if (E.isLeft(queue)) return E.left(ofOpening(queue.left))
  const watchOnly = queue.right !== null
  if (watchOnly) operations.logger.info('workers on the queue keep the read models current; this process only reads them')
  const board = await openBoard(io.env, home.registry.reports.standing)
  if (E.isLeft(board)) return board
  const { close, shown } = board.right
  const server = await startServer({ home, operations, port, host: '127.0.0.1', webRoot: webRoot(), watchOnly, ...shown })()
  if (E.isLeft(server)) {
    await close()
    return E.left(ofServer(server.left))
  }
  // Probes are answered from here on. The address is told when the first page is no empty one.
  const begun = await Promise.race([stopped, (watchOnly ? home.readModels.health() : caughtUp(io, home))()])
  const failed = begun !== 'stopped' && E.isLeft(begun) ? ofEngine(begun.left) : null
  if (begun !== 'stopped' && failed === null) {
    io.out(`Jejak: ${server.right.url}\n`)
    if (io.interactive) io.err('jejak: Ctrl-C stops it\n')
    await stopped
  }
  await server.right.close()
  await close()
  return failed === null ? done : E.left(failed)
}

export const serveCommand = async (context: Context, port: number): Outcome => {
  const operations = operationsOf(context)
  if (E.isLeft(operations)) return operations
  return withStores(context, { writer: 'thread', instruments: operations.right.instruments }, (home) =>
    serveStores(context, home, operations.right, port),
  )
}
