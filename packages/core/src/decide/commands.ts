/** Every command, and the codec by which it comes in; what the codec does not name is dropped. */
import * as t from 'io-ts'
import { LocalDate } from '../date/LocalDate.js'
import { FACTS } from '../fact/Fact.js'
import { Expectation, nullable, Year } from '../fact/values.js'
import { WholeFactCodec } from '../fact/wholeFact.js'
import { CareerId, Code, EventId } from '../identity/ids.js'

const dated = <N extends string, D extends t.Mixed>(type: N, data: D) => t.strict({ type: t.literal(type), on: LocalDate, data })
const undated = <N extends string, D extends t.Mixed>(type: N, data: D) => t.strict({ type: t.literal(type), data })

const COMMANDS = {
  Appoint: t.strict({ type: t.literal('Appoint'), on: LocalDate, data: FACTS.Appointed.data, personal: FACTS.Appointed.personal }),
  TakeSeat: t.strict({ type: t.literal('TakeSeat'), on: LocalDate, career: CareerId }),
  FreeSeat: t.strict({ type: t.literal('FreeSeat'), on: LocalDate, career: CareerId }),
  Enrol: t.strict({ type: t.literal('Enrol'), on: LocalDate, cohort: Code, seat: EventId }),
  Withdraw: undated('Withdraw', FACTS.Withdrew.data),
  RecordAttendance: undated('RecordAttendance', FACTS.Attended.data),
  RecordAbsence: undated('RecordAbsence', FACTS.Absent.data),
  Rate: t.strict({ type: t.literal('Rate'), data: FACTS.Rated.data, personal: FACTS.Rated.personal }),
  Mentor: t.strict({ type: t.literal('Mentor'), on: LocalDate, data: FACTS.Mentored.data, personal: FACTS.Mentored.personal }),
  Appraise: undated(
    'Appraise',
    t.strict({
      year: Year,
      periodStart: LocalDate,
      periodEnd: LocalDate,
      result: Expectation,
      behaviour: Expectation,
      appraiser: CareerId,
      appraisedOn: LocalDate,
      acting: t.boolean,
    }),
  ),
  Promote: dated('Promote', FACTS.Promoted.data),
  Position: dated('Position', FACTS.Positioned.data),
  Sanction: dated('Sanction', FACTS.Sanctioned.data),
  Retire: dated('Retire', FACTS.Retired.data),
  Leave: dated('Leave', FACTS.Left.data),
  AdoptPolicy: t.strict({
    type: t.literal('AdoptPolicy'),
    policy: t.string,
    version: t.string,
    from: LocalDate,
    parameters: t.UnknownRecord,
  }),
  Correct: t.strict({ type: t.literal('Correct'), root: EventId, saw: EventId, on: nullable(LocalDate), fact: WholeFactCodec }),
  Annul: t.strict({ type: t.literal('Annul'), root: EventId, saw: EventId }),
} as const

export type CommandType = keyof typeof COMMANDS

/** What a person or a program asks to be recorded. Each decider's file says what its command means. */
export type Command = { readonly [N in CommandType]: Readonly<t.TypeOf<(typeof COMMANDS)[N]>> }[CommandType]

/** Names of all commands. */
export const COMMAND_TYPES: ReadonlyArray<CommandType> = Object.keys(COMMANDS).filter((name): name is CommandType =>
  Object.hasOwn(COMMANDS, name),
)

/** Codec of a command at a boundary. */
export const CommandCodec: t.Type<Command, unknown> = t.union(
  [
    COMMANDS.Appoint,
    COMMANDS.TakeSeat,
    COMMANDS.FreeSeat,
    COMMANDS.Enrol,
    COMMANDS.Withdraw,
    COMMANDS.RecordAttendance,
    COMMANDS.RecordAbsence,
    COMMANDS.Rate,
    COMMANDS.Mentor,
    COMMANDS.Appraise,
    COMMANDS.Promote,
    COMMANDS.Position,
    COMMANDS.Sanction,
    COMMANDS.Retire,
    COMMANDS.Leave,
    COMMANDS.AdoptPolicy,
    COMMANDS.Correct,
    COMMANDS.Annul,
  ],
  'Command',
)
