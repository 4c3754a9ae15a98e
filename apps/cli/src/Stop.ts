/** How a command ends when it does not end well: an exit code and one line that says what to do. */

import type { AnswerError, HomeError } from '@jejak/application'
import type { EngineError } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { argumentFaultText } from './show/reportFlags.js'

/** Exit codes: 0 done, 1 refused (what was asked cannot be done as things are), 2 usage, 3 fault. */
export type ExitCode = 1 | 2 | 3

export interface Stop {
  readonly exit: ExitCode
  readonly line: string
}

/** What a command gives back. */
export type Outcome<A = void> = Promise<E.Either<Stop, A>>

export const refused = (line: string): Stop => ({ exit: 1, line })
export const usage = (line: string): Stop => ({ exit: 2, line })
export const fault = (line: string): Stop => ({ exit: 3, line })

export const done: E.Either<Stop, void> = E.right(undefined)

/** One line, whatever a library wrote. */
export const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()

export const ofHome = (error: HomeError): Stop => (error.tag === 'HomeRefused' ? refused(error.reason) : fault(error.reason))

export const ofEngine = (error: EngineError): Stop => {
  switch (error.tag) {
    case 'Unreadable':
      return fault(
        `${error.reason}; the new read models were not put to use: run jejak rebuild --with-parked to leave out what waits in such streams`,
      )
    case 'Unequal':
      return fault(`${error.reason}; run jejak doctor, then jejak rebuild again; if it stays so, report it`)
    case 'OtherLog':
      return refused(error.reason)
    case 'Corrupt':
      return fault(`the event store is damaged: ${error.reason}; restore events.db from a backup`)
    default:
      return fault(error.reason)
  }
}

export const ofAnswer = (error: AnswerError): Stop => {
  switch (error.tag) {
    case 'UnknownReport':
      return usage(
        `there is no report "${error.report}"${error.nearest === null ? '' : `; did you mean ${error.nearest}?`} (jejak report --list names them all)`,
      )
    case 'BadArguments':
      return usage(error.faults.map(argumentFaultText).join('; '))
    case 'BadKnownAt':
      return usage(`--known-at: ${error.message}`)
    case 'NotYet':
      return refused(
        `the read models hold all up to @${error.position}, not yet up to @${error.waitedFor}; ask again, or see that the position is of this log`,
      )
    case 'UnknownAgency':
      return refused(
        error.known.length === 0
          ? 'nothing has been imported yet; start with jejak import DIR --agency CODE'
          : `nothing of agency "${error.agency}" has been imported; there is ${error.known.join(', ')}`,
      )
    case 'KeysUnavailable':
      return fault(error.reason)
    case 'Unreadable':
    case 'Unequal':
    case 'Corrupt':
    case 'OtherLog':
    case 'Unavailable':
    case 'ViewsUnavailable':
      return ofEngine(error)
  }
}
