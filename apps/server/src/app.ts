/** The HTTP application: routes, their inputs and their answers. Listens to nothing by itself. */
import { existsSync } from 'node:fs'
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { LocalDate } from '@jejak/core'
import { yearOf } from '@jejak/core'
import { LISTED, toJson } from '@jejak/reports'
import type { Metrics } from '@jejak/worker/operations'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import type { Logger } from 'pino'
import type { Board } from './board.js'
import type { Changes } from './Changes.js'
import { type House, type HouseError, notReady } from './House.js'
import { decodeAsked, decodeCareer, decodeName, decodeNumber } from './inputs.js'
import { openLookups } from './Lookups.js'
import { observeRequests } from './observeRequests.js'
import { problemOf, sendProblem } from './problem.js'
import { agencyList } from './questions/agencies.js'
import { overview } from './questions/overview.js'
import { parkedStreams, retriedStreams } from './questions/parked.js'
import { findPerson, personPage } from './questions/person.js'
import { answerProbes } from './questions/probes.js'
import { programPage } from './questions/program.js'
import { answerNamed } from './questions/report.js'
import { unitPage } from './questions/unit.js'
import { secure } from './security.js'
import { streamChanges } from './streamChanges.js'

export interface AppOptions {
  readonly house: House
  readonly changes: Changes
  /** Folder of the built dashboard. */
  readonly webRoot: string
  readonly today: () => LocalDate
  readonly logger: Logger
  readonly metrics: Metrics
  /** The queues to show; no board without it. */
  readonly board?: Board
}

const send = <A>(reply: FastifyReply, answer: E.Either<HouseError, A>): FastifyReply =>
  E.isLeft(answer)
    ? sendProblem(reply, problemOf(answer.left))
    : reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.right))

/** Where the board of the queues is. */
const BOARD_PATH = '/queues'

const BODY_BYTES = 4096

/** Built files carry a digest in their names and never change; the page that names them may. */
const cacheByName: NonNullable<FastifyStaticOptions['setHeaders']> = (reply, path) => {
  reply.header('cache-control', /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
}

export const buildApp = ({ house, changes, webRoot, today, logger, metrics, board }: AppOptions): FastifyInstance => {
  const app = Fastify({ logger: false, bodyLimit: BODY_BYTES, forceCloseConnections: true, exposeHeadRoutes: false })
  const lookups = openLookups(house, today, Date.now)
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

  answerProbes(app, house)

  app.get('/api/agencies', async (_request, reply) => {
    return send(reply, await agencyList(house, today()))
  })

  app.get('/api/reports', async (_request, reply) => {
    const health = await house.readModels.health()()
    if (E.isLeft(health)) return send(reply, E.left(notReady(health.left)))
    const reports = [...LISTED.values()].map(({ name, title, meaning, takes, columns, policy }) => ({
      name,
      title,
      meaning,
      takes,
      columns,
      policy,
    }))
    return send(reply, E.right({ asOf: today(), position: health.right.position, base: {}, reports }))
  })

  app.get('/api/report/:code', async (request, reply) => {
    const name = decodeName(request.params)
    if (E.isLeft(name)) return send(reply, name)
    if (!LISTED.has(name.right)) return send(reply, E.left({ tag: 'UnknownReport', report: name.right }))
    const answer = await answerNamed(house, name.right, request.query)
    return E.isLeft(answer) ? send(reply, answer) : reply.type('application/json; charset=utf-8').send(toJson(answer.right))
  })

  app.get('/api/parked', async (_request, reply) => send(reply, await parkedStreams(house)))
  app.post('/api/parked/retry', async (_request, reply) => send(reply, await retriedStreams(house)))

  app.get('/api/overview', async (request, reply) => {
    const asked = decodeAsked(request.query)
    if (E.isLeft(asked)) return send(reply, asked)
    return send(reply, await overview(house, lookups, asked.right, asked.right.year ?? yearOf(today())))
  })

  app.get('/api/program/:code', async (request, reply) => {
    const code = decodeName(request.params)
    if (E.isLeft(code)) return send(reply, code)
    const asked = decodeAsked(request.query)
    if (E.isLeft(asked)) return send(reply, asked)
    return send(reply, await programPage(house, lookups, code.right, asked.right, asked.right.year ?? yearOf(today())))
  })

  app.get('/api/unit/:code/people', async (request, reply) => {
    const unit = decodeName(request.params)
    if (E.isLeft(unit)) return send(reply, unit)
    const asked = decodeAsked(request.query)
    return send(reply, E.isLeft(asked) ? asked : await unitPage(house, lookups, unit.right, asked.right, asked.right.asOf ?? today()))
  })

  app.get('/api/person/:career', async (request, reply) => {
    const career = decodeCareer(request.params)
    return send(reply, E.isLeft(career) ? career : await personPage(house, lookups, career.right, today()))
  })

  // The number is in the body: addresses end up in logs and histories.
  app.post('/api/find-person', async (request, reply) => {
    const number = decodeNumber(request.body)
    return send(reply, E.isLeft(number) ? number : await findPerson(house, number.right))
  })

  streamChanges(app, changes)
  // Loaded only where it is shown.
  if (board !== undefined) void app.register(async (scope) => (await import('./board.js')).showBoard(scope, board), { prefix: BOARD_PATH })

  // The first page need not wait for what takes a pass over all documents.
  const warm = async (): Promise<void> => {
    const agencies = await house.readModels.agencies()()
    if (E.isRight(agencies)) for (const agency of agencies.right) await lookups.unitNames(agency)
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
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, { status: 404, code: 'notFound', detail: 'There is nothing at this address.' }),
  )
  return app
}
