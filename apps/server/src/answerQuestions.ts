/** The questions of the dashboard and of programs, each with its address. */
import {
  agencyList,
  type Fault,
  faultOf,
  findPerson,
  type Lookups,
  overview,
  parkedStreams,
  personPage,
  programPage,
  retriedStreams,
  unitPage,
  unknown,
} from '@jejak/application'
import type { ProgramPage, UnitPage } from '@jejak/application/wire'
import { type LocalDate, yearOf } from '@jejak/core'
import { jsonText, LISTED, toJson, wordedForNobody } from '@jejak/reports'
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { answerNamed } from './answerNamed.js'
import type { Changes } from './Changes.js'
import type { House } from './House.js'
import { decodeAsked, decodeCareer, decodeName, decodeNumber, decodePage, decodePeople } from './inputs.js'
import { problemOf, sendProblem } from './problem.js'
import { streamChanges } from './streamChanges.js'

export interface Answering {
  readonly house: House
  readonly lookups: Lookups
  readonly changes: Changes
  readonly today: () => LocalDate
}

const send = <A>(reply: FastifyReply, answer: E.Either<Fault, A>): FastifyReply =>
  E.isLeft(answer) ? sendProblem(reply, problemOf(answer.left)) : reply.type('application/json; charset=utf-8').send(jsonText(answer.right))

/** What a query asks, but for what would name a person: an address is no place for it. */
const withoutSearch = (query: unknown): Readonly<Record<string, unknown>> => {
  const { search: _search, ...rest } = t.UnknownRecord.is(query) ? query : {}
  return rest
}

export const answerQuestions = (api: FastifyInstance, { house, lookups, changes, today }: Answering): void => {
  api.get('/api/agencies', async (_request, reply) => {
    return send(reply, await agencyList(house, today()))
  })

  api.get('/api/reports', async (_request, reply) => {
    const health = await house.readModels.health()()
    if (E.isLeft(health)) return send(reply, E.left(faultOf.ofStore(health.left)))
    const reports = [...LISTED.values()].map(wordedForNobody).map(({ name, title, meaning, takes, columns, policy }) => ({
      name,
      title,
      meaning,
      takes,
      columns,
      policy,
    }))
    return send(reply, E.right({ asOf: today(), position: health.right.position, base: {}, reports }))
  })

  api.get('/api/report/:code', async (request, reply) => {
    const name = decodeName(request.params)
    if (E.isLeft(name)) return send(reply, name)
    if (!LISTED.has(name.right)) return send(reply, E.left(unknown('report', name.right)))
    const answer = await answerNamed(house, name.right, request.query)
    return E.isLeft(answer) ? send(reply, answer) : reply.type('application/json; charset=utf-8').send(toJson(answer.right))
  })

  api.get('/api/state', async (_request, reply) => send(reply, await house.state()))

  api.get('/api/parked', async (request, reply) => {
    const page = decodePage(request.query)
    return send(reply, E.isLeft(page) ? page : await parkedStreams(house, page.right))
  })
  api.post('/api/parked/retry', async (_request, reply) => send(reply, await retriedStreams(house)))

  api.get('/api/overview', async (request, reply) => {
    const asked = decodeAsked(request.query)
    if (E.isLeft(asked)) return send(reply, asked)
    return send(reply, await overview(house, lookups, asked.right, asked.right.year ?? yearOf(today())))
  })

  // A code may be anything, also what no path can hold (`..`): the query takes every one.
  const program = async (source: unknown, query: unknown): Promise<E.Either<Fault, ProgramPage>> => {
    const code = decodeName(source)
    if (E.isLeft(code)) return code
    const asked = decodeAsked(query)
    return E.isLeft(asked) ? asked : programPage(house, lookups, code.right, asked.right, asked.right.year ?? yearOf(today()))
  }
  api.get('/api/program', async (request, reply) => send(reply, await program(request.query, request.query)))
  api.get('/api/program/:code', async (request, reply) => send(reply, await program(request.params, request.query)))

  const people = async (input: unknown): Promise<E.Either<Fault, UnitPage>> => {
    const asked = decodePeople(input)
    return E.isLeft(asked) ? asked : unitPage(house, lookups, asked.right, asked.right.asOf ?? today())
  }
  api.get('/api/unit/people', async (request, reply) => send(reply, await people(withoutSearch(request.query))))
  api.get('/api/unit/:code/people', async (request, reply) => {
    const unit = decodeName(request.params)
    return send(reply, E.isLeft(unit) ? unit : await people({ ...withoutSearch(request.query), unit: unit.right }))
  })
  // Names and numbers that are looked for are in the body: addresses end up in logs and histories.
  api.post('/api/unit/people', async (request, reply) => send(reply, await people(request.body)))

  api.get('/api/person/:career', async (request, reply) => {
    const career = decodeCareer(request.params)
    return send(reply, E.isLeft(career) ? career : await personPage(house, lookups, career.right, today()))
  })

  // The number is in the body: addresses end up in logs and histories.
  api.post('/api/find-person', async (request, reply) => {
    const number = decodeNumber(request.body)
    return send(reply, E.isLeft(number) ? number : await findPerson(house, number.right))
  })

  streamChanges(api, changes)
}
