/** The questions of the dashboard and of programs, each with its address. */
import {
  decodeRequest,
  type Fault,
  FindPersonRequest,
  OverviewRequest,
  PageRequest,
  PersonRequest,
  ProgramRequest,
  UnitRequest,
  unknown,
} from '@jejak/application'
import { jsonText, toJson } from '@jejak/reports'
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { answerNamed } from './answerNamed.js'
import type { Changes } from './Changes.js'
import { problemOf, sendProblem } from './problem.js'
import type { Served } from './Served.js'
import { streamChanges } from './streamChanges.js'

export interface Answering {
  readonly served: Served
  readonly changes: Changes
}

const send = <A>(reply: FastifyReply, answer: E.Either<Fault, A>): FastifyReply =>
  E.isLeft(answer) ? sendProblem(reply, problemOf(answer.left)) : reply.type('application/json; charset=utf-8').send(jsonText(answer.right))

/** What a query asks, but for what would name a person: an address is no place for it. */
const withoutSearch = (query: unknown): Readonly<Record<string, unknown>> => {
  const { search: _search, ...rest } = t.UnknownRecord.is(query) ? query : {}
  return rest
}

/** A query and what stands in the path, which names the thing. */
const together = (query: unknown, params: unknown): Readonly<Record<string, unknown>> => ({
  ...(t.UnknownRecord.is(query) ? query : {}),
  ...(t.UnknownRecord.is(params) ? params : {}),
})

export const answerQuestions = (api: FastifyInstance, { served, changes }: Answering): void => {
  api.get('/api/agencies', async (_request, reply) => send(reply, await served.agencies()))
  api.get('/api/reports', async (_request, reply) => send(reply, await served.reports()))

  api.get<{ Params: { readonly code: string } }>('/api/report/:code', async ({ params, query }, reply) => {
    const answer = await pipe(
      params.code,
      TE.fromPredicate(
        (code) => served.registry.reports.listed.has(code),
        (code) => unknown('report', code),
      ),
      TE.chain((code) => answerNamed(served, code, query)),
    )()
    return E.isLeft(answer) ? send(reply, answer) : reply.type('application/json; charset=utf-8').send(toJson(answer.right))
  })

  api.get('/api/state', async (_request, reply) => send(reply, await served.health()))

  /** Reads a request by its codec, and sends what comes of it. */
  const answer = async <A, B>(
    reply: FastifyReply,
    codec: t.Decoder<unknown, A>,
    given: unknown,
    make: (request: A) => TE.TaskEither<Fault, B>,
  ): Promise<FastifyReply> => send(reply, await pipe(decodeRequest(codec, given), TE.fromEither, TE.chain(make))())

  api.get('/api/parked', ({ query }, reply) => answer(reply, PageRequest, query, served.parked))
  api.post('/api/parked/retry', async (_request, reply) => send(reply, await served.retryParked()))

  api.get('/api/overview', ({ query }, reply) => answer(reply, OverviewRequest, query, served.overview))

  // A code may be anything, also what no path can hold (`..`): the query takes every one.
  const program = (reply: FastifyReply, given: unknown): Promise<FastifyReply> => answer(reply, ProgramRequest, given, served.program)
  api.get('/api/program', ({ query }, reply) => program(reply, query))
  api.get('/api/program/:code', ({ query, params }, reply) => program(reply, together(query, params)))

  const people = (reply: FastifyReply, given: unknown): Promise<FastifyReply> => answer(reply, UnitRequest, given, served.unit)
  api.get('/api/unit/people', ({ query }, reply) => people(reply, withoutSearch(query)))
  api.get<{ Params: { readonly code: string } }>('/api/unit/:code/people', ({ query, params }, reply) =>
    people(reply, { ...withoutSearch(query), unit: params.code }),
  )
  // Names and numbers that are looked for are in the body: addresses end up in logs and histories.
  api.post('/api/unit/people', ({ body }, reply) => people(reply, body))

  api.get('/api/person/:career', ({ params }, reply) => answer(reply, PersonRequest, params, ({ career }) => served.person(career)))

  // The number is in the body: addresses end up in logs and histories.
  api.post('/api/find-person', ({ body }, reply) =>
    answer(reply, FindPersonRequest, body, ({ number }) =>
      pipe(
        served.careerByNumber(number),
        TE.map((career) => ({ career })),
      ),
    ),
  )

  streamChanges(api, changes)
}
