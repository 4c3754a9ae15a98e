/** How a command ends when it does not end well: an exit code and one line that says what to do. */
import type { Fault, FaultOf } from '@jejak/application'
import { faultOf } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import { flow } from 'fp-ts/lib/function.js'
import { fieldText } from './show/reportFlags.js'

/** Exit codes: 0 done, 1 refused (what was asked cannot be done as things are), 2 usage, 3 fault. */
export type ExitCode = 1 | 2 | 3

export interface CommandFailure {
  readonly exit: ExitCode
  readonly line: string
}

/** What a command gives back. */
export type Outcome<A = void> = Promise<E.Either<CommandFailure, A>>

export const refused = (line: string): CommandFailure => ({ exit: 1, line })
export const usage = (line: string): CommandFailure => ({ exit: 2, line })
export const fault = (line: string): CommandFailure => ({ exit: 3, line })

export const done: E.Either<CommandFailure, void> = E.right(undefined)

/** One line, whatever a library wrote. */
export const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()

const ofUnknown = ({ code, name, nearest, near: several = [], known, detail }: FaultOf<'Unknown'>): CommandFailure => {
  const near = nearest === undefined ? '' : `; did you mean ${nearest}?`
  switch (code) {
    case 'report':
      return usage(`there is no report "${name}"${near} (jejak report --list names them all)`)
    case 'policy':
      return usage(`there is no policy "${name}"${near} (jejak policy list names them all)`)
    case 'agency':
      if (known === undefined) return refused(`nothing of agency "${name}" has been imported; start with jejak import DIR --agency ${name}`)
      return refused(known.length === 0 ? NOTHING_IMPORTED : `nothing of agency "${name}" has been imported; there is ${known.join(', ')}`)
    case 'cell':
      return usage(
        known === undefined || known.length === 0
          ? 'this report lists nobody behind its figures: leave out --who'
          : `there is no cell "${name}"${several.length > 1 ? `; did you mean one of ${several.join(', ')}?` : near}; --who takes ${known.join(', ')}`,
      )
    default:
      return refused(detail)
  }
}

const NOTHING_IMPORTED = 'nothing has been imported yet; start with jejak import DIR --agency CODE'

const ofBadRequest = ({ code, fields, detail }: FaultOf<'BadRequest'>): CommandFailure => {
  switch (code) {
    case 'arguments':
      return usage(fields.map(fieldText).join('; '))
    case 'agencyNeeded':
      return usage(`this home holds several agencies; name one with --agency: ${fields.map((field) => field.detail).join()}`)
    case 'address':
      return usage(fields.map((field) => `--${field.field}: ${field.detail}`).join('; '))
    default:
      return usage(detail)
  }
}

const ofDamaged = ({ code, detail }: FaultOf<'Damaged'>): CommandFailure => {
  switch (code) {
    case 'parked':
      return fault(
        `${detail}; the new read models were not put to use: run jejak rebuild --with-parked to leave out what waits in such streams`,
      )
    case 'log':
      return fault(`${detail}, jejak doctor says what to do`)
    case 'unequal':
      return fault(`${detail}; run jejak doctor, then jejak rebuild again; if it stays so, report it`)
    case 'events':
      return fault(`the event store is damaged: ${detail}; restore events.db from a backup`)
    default:
      return fault(detail)
  }
}

/** The one table from a fault to an exit code and a line: tags give the code, codes the words where there are any of the command line's own. */
export const ofFault = (error: Fault): CommandFailure => {
  switch (error.tag) {
    case 'Unknown':
      return ofUnknown(error)
    case 'BadRequest':
      return ofBadRequest(error)
    case 'Damaged':
      return ofDamaged(error)
    case 'Refused':
      return refused(error.code === 'nothingImported' ? NOTHING_IMPORTED : error.detail)
    case 'NotYet':
      return refused(
        `the read models hold all up to @${error.position}, not yet up to @${error.waitedFor}; ask again, or see that the position is of this log`,
      )
    case 'Unavailable':
      return fault(error.detail)
  }
}

/** Faults of what commands use of an opened deployment without its questions. */
export const ofOpening = flow(faultOf.ofOpening, ofFault)
export const ofEngine = flow(faultOf.ofStore, ofFault)
