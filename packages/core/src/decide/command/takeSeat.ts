/**
 * TakeSeat: a seat of a cohort, decided on the cohort's stream under its exact
 * revision. `Enrolled` then follows in the career, caused by this event.
 */
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import { CareerId } from '../../identity/ids.js'
import { met, metUnless, notMet, type Rule } from '../../rules/Rule.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { type RejectionCode, ruleOf } from '../Rejection.js'
import { type Seating, seatingOf } from '../seats.js'

const TakeSeat = t.strict({ type: t.literal('TakeSeat'), on: LocalDate, career: CareerId })

const rules = (on: LocalDate): ReadonlyArray<Rule<RejectionCode, Seating>> => [
  ruleOf('UNKNOWN_COHORT', ({ cohort }) => metUnless(cohort === null)),
  ruleOf('COHORT_OVER', ({ cohort }) => metUnless(cohort !== null && on > cohort.ends)),
  ruleOf('ALREADY_SEATED', ({ seats, career }) => {
    const by = seats.get(career)
    return by === undefined ? met() : notMet(by)
  }),
  ruleOf('NO_SEAT_LEFT', ({ cohort, seats, career }) =>
    metUnless(cohort !== null && cohort.quota !== null && !seats.has(career) && seats.size >= cohort.quota),
  ),
]

/** @param state the history of the cohort's stream */
export const takeSeat = command(TakeSeat, (context, command, state) =>
  decideBy(rules(command.on), seatingOf(context, command.career, state), () => ({
    ...base(context, command.on),
    type: 'SeatTaken',
    data: { career: command.career },
    personal: null,
    ground: noted(context),
  })),
)
