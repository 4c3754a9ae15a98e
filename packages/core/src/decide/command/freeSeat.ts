/** FreeSeat: gives a seat of a cohort back, after a withdrawal. */
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import { CareerId } from '../../identity/ids.js'
import { met, notMet, type Rule } from '../../rules/Rule.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { type RejectionCode, ruleOf } from '../Rejection.js'
import { type Seating, seatingOf } from '../seats.js'

const FreeSeat = t.strict({ type: t.literal('FreeSeat'), on: LocalDate, career: CareerId })

const RULES: ReadonlyArray<Rule<RejectionCode, Seating>> = [
  ruleOf('NOT_SEATED', ({ seats, career }) => {
    const by = seats.get(career)
    return by === undefined ? notMet() : met(by)
  }),
]

/** @param state the history of the cohort's stream */
export const freeSeat = command(FreeSeat, (context, command, state) =>
  decideBy(RULES, seatingOf(context, command.career, state), () => ({
    ...base(context, command.on),
    type: 'SeatFreed',
    data: { career: command.career },
    personal: null,
    ground: noted(context),
  })),
)
