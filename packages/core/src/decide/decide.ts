/** From a command to its decider. */
import { adoptPolicy } from './adoptPolicy.js'
import { annul } from './annul.js'
import { appoint } from './appoint.js'
import { appraise } from './appraise.js'
import { recordAbsence, recordAttendance } from './attend.js'
import type { Command } from './Command.js'
import type { Context, Decision, State } from './Context.js'
import { correct } from './correct.js'
import { enrol } from './enrol.js'
import { freeSeat } from './freeSeat.js'
import { mentor } from './mentor.js'
import { position } from './position.js'
import { promote } from './promote.js'
import { rate } from './rate.js'
import { leave, retire } from './retire.js'
import { sanction } from './sanction.js'
import { takeSeat } from './takeSeat.js'
import { withdraw } from './withdraw.js'

/**
 * Decides a command: all reasons against it, or the events to append to
 * `context.stream`. Pure and total; the same input gives the same answer.
 *
 * State is all that is known now of that stream, read at the fact's effective date:
 * facts recorded for a later day do not stand against it.
 *
 * @param state history of the stream: of the cohort for `TakeSeat` and `FreeSeat`, of the agency for `AdoptPolicy`, else of the career (for `Correct` and `Annul` of any stream)
 */
export const decide = (context: Context, command: Command, state: State): Decision => {
  switch (command.type) {
    case 'Appoint':
      return appoint(context, command, state)
    case 'TakeSeat':
      return takeSeat(context, command, state)
    case 'FreeSeat':
      return freeSeat(context, command, state)
    case 'Enrol':
      return enrol(context, command, state)
    case 'Withdraw':
      return withdraw(context, command, state)
    case 'RecordAttendance':
      return recordAttendance(context, command, state)
    case 'RecordAbsence':
      return recordAbsence(context, command, state)
    case 'Rate':
      return rate(context, command, state)
    case 'Mentor':
      return mentor(context, command, state)
    case 'Appraise':
      return appraise(context, command, state)
    case 'Promote':
      return promote(context, command, state)
    case 'Position':
      return position(context, command, state)
    case 'Sanction':
      return sanction(context, command, state)
    case 'Retire':
      return retire(context, command, state)
    case 'Leave':
      return leave(context, command, state)
    case 'AdoptPolicy':
      return adoptPolicy(context, command, state)
    case 'Correct':
      return correct(context, command, state)
    case 'Annul':
      return annul(context, command, state)
  }
}
