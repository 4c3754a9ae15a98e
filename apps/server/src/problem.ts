/** Errors as the API says them: `application/problem+json`, one line for a person and a code for a program. */
import type { Fault, FaultOf } from '@jejak/application'
import type { FastifyReply } from 'fastify'

export interface Problem {
  readonly status: number
  /** Stable, for programs. */
  readonly code: string
  /** One line, for people. */
  readonly detail: string
  /** Names that may have been meant, the nearest first. */
  readonly near?: ReadonlyArray<string>
  /** Which arguments are wrong, and why. */
  readonly faults?: ReadonlyArray<{ readonly argument: string; readonly message: string }>
}

/** Arguments that are asked for over HTTP in words of its own. */
const FIELD_WORDS: Readonly<Record<string, string | undefined>> = {
  agency: 'the code of an agency; GET /api/agencies lists them',
}

/** A code of a unit may be anything that somebody typed: it is not repeated. */
const unitDetail = ({ near = [], known = [] }: FaultOf<'Unknown'>): string =>
  near.length > 0
    ? `No such unit. Near: ${near.join(', ')}.`
    : known.length > 0
      ? `No such unit. Units: ${known.join(', ')}.`
      : 'No such unit.'

/** Faults in the words of HTTP. Whatever is not the caller's to ask otherwise is said to be not ready, with its own reason. */
export const problemOf = (fault: Fault): Problem => {
  switch (fault.tag) {
    case 'Unknown':
      if (fault.code === 'cell')
        return {
          status: 404,
          code: 'unknown.cell',
          detail: `No such cell.${fault.near === undefined ? '' : ` Near: ${fault.near.join(', ')}.`} Cells of this report: ${fault.known?.join(', ') || 'none'}.`,
          ...(fault.near === undefined ? {} : { near: fault.near }),
        }
      if (fault.code === 'unit')
        return { status: 404, code: 'unknown.unit', detail: unitDetail(fault), ...(fault.near === undefined ? {} : { near: fault.near }) }
      return fault.code === 'report'
        ? { status: 404, code: 'unknownReport', detail: `There is no report "${fault.name}". GET /api/reports lists them.` }
        : { status: 404, code: `unknown.${fault.code}`, detail: `No such ${fault.code}.` }
    case 'BadRequest': {
      const faults = fault.fields.map(({ field, detail }) => ({ argument: field, message: FIELD_WORDS[field] ?? detail }))
      return {
        status: 400,
        code: 'badArguments',
        detail: faults.map(({ argument, message }) => `${argument}: ${message}`).join('; '),
        faults,
      }
    }
    case 'NotYet':
      return {
        status: 503,
        code: 'notReady',
        detail: `All up to ${fault.position} is in, not yet up to ${fault.waitedFor}. Ask again; see that the position is of this log.`,
      }
    case 'Refused':
    case 'Unavailable':
    case 'Damaged':
      return { status: 503, code: 'notReady', detail: fault.detail }
  }
}

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ title: problem.code, ...problem }))
