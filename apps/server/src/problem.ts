/** Errors as the API says them: `application/problem+json`, one line for a person and a code for a program. */
import type { FastifyReply } from 'fastify'
import type { HouseError } from './House.js'

export interface Problem {
  readonly status: number
  /** Stable, for programs. */
  readonly code: string
  /** One line, for people. */
  readonly detail: string
  /** Which arguments are wrong, and why. */
  readonly faults?: ReadonlyArray<{ readonly argument: string; readonly message: string }>
}

export const problemOf = (error: HouseError): Problem => {
  switch (error.tag) {
    case 'UnknownReport':
      return { status: 404, code: 'unknownReport', detail: `There is no report "${error.report}". GET /api/reports lists them.` }
    case 'BadArguments':
      return {
        status: 400,
        code: 'badArguments',
        detail: error.faults.map(({ argument, message }) => `${argument}: ${message}`).join('; '),
        faults: error.faults,
      }
    case 'NotFound':
      return { status: 404, code: `unknown.${error.what}`, detail: `No such ${error.what}.` }
    case 'NotReady':
      return { status: 503, code: 'notReady', detail: error.reason }
  }
}

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ title: problem.code, ...problem }))
