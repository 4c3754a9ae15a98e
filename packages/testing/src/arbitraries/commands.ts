/** Every command, over names and over the facts of a state. */
import type { Command, CommandType, EventId } from '@jejak/core'
import fc from 'fast-check'
import { ANY_NAMES, arbitraryFactOf, arbitraryFacts, FACT_TYPES, type Names } from './facts.js'
import { arbitraryAdoption } from './policies.js'
import { arbitraryEventId, arbitraryLocalDate, arbitraryNullable, arbitraryRecord } from './values.js'

/** A root and the entry a command saw for it. */
export interface Seen {
  readonly root: EventId
  readonly saw: EventId
}

const anySeen: fc.Arbitrary<Seen> = arbitraryRecord({ root: arbitraryEventId, saw: arbitraryEventId })

/** Commands by type. `seen` says of which facts corrections and annulments speak. */
export const arbitraryCommands = (
  names: Names = ANY_NAMES,
  seen: fc.Arbitrary<Seen> = anySeen,
): { readonly [N in CommandType]: fc.Arbitrary<Command> } => {
  const facts = arbitraryFacts(names)
  const on = arbitraryLocalDate
  const tuple = fc.tuple
  return {
    Appoint: tuple(on, facts.Appointed).map(([day, { data, personal }]): Command => ({ type: 'Appoint', on: day, data, personal })),
    Confirm: tuple(on, facts.Confirmed).map(([day, { data }]): Command => ({ type: 'Confirm', on: day, data })),
    TransferIn: tuple(on, facts.TransferredIn).map(([day, { data }]): Command => ({ type: 'TransferIn', on: day, data })),
    Return: tuple(on, facts.TransferredIn).map(([day, { data }]): Command => ({ type: 'Return', on: day, data })),
    Agree: tuple(on, facts.Agreement).map(([day, { data }]): Command => ({ type: 'Agree', on: day, data })),
    ChangeDuty: tuple(on, facts.DutyStatus).map(([day, { data }]): Command => ({ type: 'ChangeDuty', on: day, data })),
    AttainEducation: tuple(on, facts.EducationAttained).map(([day, { data }]): Command => ({ type: 'AttainEducation', on: day, data })),
    PassExam: tuple(on, facts.ExamPassed).map(([day, { data }]): Command => ({ type: 'PassExam', on: day, data })),
    DecideCredit: tuple(on, facts.CreditDecided).map(([day, { data }]): Command => ({ type: 'DecideCredit', on: day, data })),
    TakeSeat: arbitraryRecord({ type: fc.constant('TakeSeat' as const), on, career: names.careers }),
    FreeSeat: arbitraryRecord({ type: fc.constant('FreeSeat' as const), on, career: names.careers }),
    Enrol: arbitraryRecord({ type: fc.constant('Enrol' as const), on, cohort: names.cohorts, seat: arbitraryEventId }),
    Withdraw: facts.Withdrew.map(({ data }): Command => ({ type: 'Withdraw', data })),
    RecordAttendance: facts.Attended.map(({ data }): Command => ({ type: 'RecordAttendance', data })),
    RecordAbsence: facts.Absent.map(({ data }): Command => ({ type: 'RecordAbsence', data })),
    Rate: facts.Rated.map(({ data, personal }): Command => ({ type: 'Rate', data, personal })),
    Mentor: tuple(on, facts.Mentored).map(([day, { data, personal }]): Command => ({ type: 'Mentor', on: day, data, personal })),
    Appraise: facts.Appraised.map(
      ({ data: { predicate: _, sourcePredicate: __, ...data }, personal }): Command => ({ type: 'Appraise', data, personal }),
    ),
    Promote: tuple(on, facts.Promoted).map(([day, { data }]): Command => ({ type: 'Promote', on: day, data })),
    Position: tuple(on, facts.Positioned).map(([day, { data }]): Command => ({ type: 'Position', on: day, data })),
    Sanction: tuple(on, facts.Sanctioned).map(([day, { data }]): Command => ({ type: 'Sanction', on: day, data })),
    Retire: tuple(on, facts.Retired).map(([day, { data }]): Command => ({ type: 'Retire', on: day, data })),
    Leave: tuple(on, facts.Left).map(([day, { data }]): Command => ({ type: 'Leave', on: day, data })),
    AdoptPolicy: arbitraryAdoption.map(
      ({ policy, version, from, parameters }): Command => ({
        type: 'AdoptPolicy',
        policy,
        version,
        from,
        parameters,
      }),
    ),
    Correct: tuple(
      seen,
      arbitraryNullable(on),
      fc.constantFrom(...FACT_TYPES).chain((type) => arbitraryFactOf(type, names)),
    ).map(([about, day, fact]): Command => ({ type: 'Correct', ...about, on: day, fact })),
    Annul: seen.map((about): Command => ({ type: 'Annul', ...about })),
  }
}

/** Any command at all. */
export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(...Object.values(arbitraryCommands()))
