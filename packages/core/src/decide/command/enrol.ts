/**
 * Enrol: a person joins a cohort. The seat was taken on the cohort's stream; the
 * event names that as its cause and stands under an id derived from it.
 */
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import { Code, EventId } from '../../identity/ids.js'
import { met, metUnless, notMet } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { about, standingEnrolment } from '../cohort.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

/** `seat`: the `SeatTaken` this follows. */
const Enrol = t.strict({ type: t.literal('Enrol'), on: LocalDate, cohort: Code, seat: EventId })

export const ENROLLED_RULES: ReadonlyArray<FactRule<'Enrolled'>> = [
  notErased(),
  ...rulesOfFact('Enrolled').must,
  rule('COHORT_OVER', ({ context, on, data }) => {
    const ends = context.catalogue.cohorts.get(data.cohort)?.ends
    return metUnless(ends !== undefined && on !== null && on > ends)
  }),
  rule('ALREADY_ENROLLED', ({ employment, state, data }) => {
    const enrolment = standingEnrolment(employment, state, data.cohort)
    return enrolment === null ? met() : notMet(enrolment)
  }),
]

/** For the command only: a correction of an enrolment comes after what happened in the cohort. */
const notOver: FactRule<'Enrolled'> = rule('OUTCOME_RECORDED', ({ employment, data }) => {
  const said = employment === null ? [] : about(data.cohort, employment.attendances, employment.absences)
  return metUnless(said.length > 0, ...said.map(({ by }) => by))
})

const ENROL_RULES: ReadonlyArray<FactRule<'Enrolled'>> = [...ENROLLED_RULES, notOver]

export const enrol = command(Enrol, (context, command, state) =>
  decideBy(ENROL_RULES, claim(context, state, command.on, { cohort: command.cohort }), () => ({
    ...base(context, command.on),
    type: 'Enrolled',
    data: { cohort: command.cohort },
    personal: null,
    ground: noted(context),
    causationId: command.seat,
  })),
)
