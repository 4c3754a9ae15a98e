/** The HTTP application: routes, their inputs and their answers. Listens to nothing by itself. */
import { existsSync } from 'node:fs'
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import { AgencyCode } from '@jejak/core'
import type { Metrics } from '@jejak/worker/operations'
import Fastify, { type FastifyInstance } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import type { Logger } from 'pino'
import { answerQuestions } from './answerQuestions.js'
import type { Board } from './board.js'
import type { Changes } from './Changes.js'
import { compress } from './compress.js'
import { observeRequests } from './observeRequests.js'
import { answerProbes } from './probes.js'
import { sendProblem } from './problem.js'
import type { Served } from './Served.js'
import { secure } from './security.js'

export interface AppOptions {
  readonly served: Served
  readonly changes: Changes
  /** Folder of the built dashboard. */
  readonly webRoot: string
  readonly logger: Logger
  readonly metrics: Metrics
  /** The queues to show; no board without it. */
  readonly board?: Board
}

/** Paths that are no page of the dashboard. */
const OWN_PATHS = /^\/(api|assets|health|metrics|queues)(\/|\?|$)/

/** Where the board of the queues is. */
const BOARD_PATH = '/queues'

const BODY_BYTES = 4096
/** A code of 200 characters, each of which may take nine in an address. */
const PARAMETER_CHARACTERS = 2_000

/** Built files carry a digest in their names and never change; the page that names them may. */
const cacheByName: NonNullable<FastifyStaticOptions['setHeaders']> = (reply, path) => {
  reply.header('cache-control', /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
}

export const buildApp = ({ served, changes, webRoot, logger, metrics, board }: AppOptions): FastifyInstance => {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS },
  })
  observeRequests(app, logger, metrics)
  secure(app)

  app.setErrorHandler((error: { readonly statusCode?: number; readonly name?: string }, _request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500
    if (status === 500) logger.error({ fault: error.name ?? 'Error' }, 'a request failed')
    return sendProblem(reply, {
      status,
      code: status === 500 ? 'fault' : 'badRequest',
      detail: status === 500 ? 'The server met a fault; its log names it.' : 'The request cannot be read.',
    })
  })

  answerProbes(app, served)
  compress(app)
  // A child, so that what compresses is there before the routes are.
  void app.register(async (api) => answerQuestions(api, { served, changes }))
  // Loaded only where it is shown.
  if (board !== undefined) void app.register(async (scope) => (await import('./board.js')).showBoard(scope, board), { prefix: BOARD_PATH })

  // The first page need not wait for what takes a pass over all documents.
  const warm = async (): Promise<void> => {
    const all = await served.agencies()
    if (E.isRight(all)) for (const { code } of all.right.agencies) if (AgencyCode.is(code)) await served.unitNames(code)()
  }
  app.addHook('onListen', (done) => {
    void warm()
    done()
  })

  if (!existsSync(`${webRoot}/index.html`))
    app.get('/', async (_request, reply) =>
      sendProblem(reply, { status: 503, code: 'notBuilt', detail: 'The dashboard is not built: run npm run build.' }),
    )
  else
    void app.register(fastifyStatic, { root: webRoot, index: 'index.html', cacheControl: false, dotfiles: 'deny', setHeaders: cacheByName })
  app.setNotFoundHandler((request, reply) => {
    // A reader who wrote the address as a path is led to the page, which knows what is not there.
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !OWN_PATHS.test(request.url)
    return isPage
      ? reply.redirect(`/#${request.url}`)
      : sendProblem(reply, { status: 404, code: 'notFound', detail: 'There is nothing at this address.' })
  })
  return app
}
