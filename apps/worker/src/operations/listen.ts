/** A small server for the probes of a worker. It tells counts and states, nothing of any person. */
import { createServer } from 'node:http'
import type { DeploymentStores } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { answerProbe, type Operations, PROBES } from './Operations.js'

const FAULT = 500

export interface ProbeServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** `reason` is one line that says what to do. */
export interface CannotListen {
  readonly tag: 'CannotListen'
  readonly reason: string
}

export interface ListenOptions {
  /** 0 for any free one. */
  readonly port: number
  /** The address to listen on. */
  readonly host: string
}

const urlOf = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** Answers the probes of a home until it is closed. */
export const listenForProbes =
  (home: DeploymentStores, operations: Operations, { port, host }: ListenOptions): TaskEither<CannotListen, ProbeServer> =>
  () =>
    new Promise((resolve) => {
      const server = createServer((request, reply) => {
        const path = request.url?.split('?')[0]
        const probe = PROBES.find((each) => each === path)
        if (request.method !== 'GET' || probe === undefined) {
          reply.writeHead(404).end()
          return
        }
        answerProbe(probe, home, operations).then(
          ({ status, contentType, body }) => {
            reply.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
          },
          (error: unknown) => {
            operations.logger.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'a probe failed')
            reply.writeHead(FAULT).end()
          },
        )
      })
      server.once('error', (error: NodeJS.ErrnoException) =>
        resolve(
          E.left({
            tag: 'CannotListen',
            reason: `cannot listen on port ${port} of ${host} (${error.code ?? 'unknown error'}); name another with --port or --host`,
          }),
        ),
      )
      server.listen(port, host, () => {
        const address = server.address()
        resolve(
          E.right({
            url: urlOf(host, typeof address === 'object' && address !== null ? address.port : port),
            close: () =>
              new Promise((closed) => {
                server.close(() => closed())
                server.closeAllConnections()
              }),
          }),
        )
      })
    })
