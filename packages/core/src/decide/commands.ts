/** Every command: one file and one line each. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import type { Context, Decision, State } from './Context.js'
import { adoptPolicy } from './command/adoptPolicy.js'
import { agree } from './command/agree.js'
import { annul } from './command/annul.js'
import { appoint } from './command/appoint.js'
import { appraise } from './command/appraise.js'
import { attainEducation } from './command/attainEducation.js'
import { changeDuty } from './command/changeDuty.js'
import { confirm } from './command/confirm.js'
import { correct } from './command/correct.js'
import { decideCredit } from './command/decideCredit.js'
import { enrol } from './command/enrol.js'
import { freeSeat } from './command/freeSeat.js'
import { leave } from './command/leave.js'
import { mentor } from './command/mentor.js'
import { passExam } from './command/passExam.js'
import { position } from './command/position.js'
import { promote } from './command/promote.js'
import { rate } from './command/rate.js'
import { recordAbsence } from './command/recordAbsence.js'
import { recordAttendance } from './command/recordAttendance.js'
import { retire } from './command/retire.js'
import { comeBack } from './command/return.js'
import { sanction } from './command/sanction.js'
import { takeSeat } from './command/takeSeat.js'
import { transferIn } from './command/transferIn.js'
import { withdraw } from './command/withdraw.js'
import type { CommandDefinition } from './defineCommand.js'

const COMMANDS = {
  Appoint: appoint,
  Confirm: confirm,
  TransferIn: transferIn,
  Return: comeBack,
  Agree: agree,
  ChangeDuty: changeDuty,
  AttainEducation: attainEducation,
  PassExam: passExam,
  DecideCredit: decideCredit,
  TakeSeat: takeSeat,
  FreeSeat: freeSeat,
  Enrol: enrol,
  Withdraw: withdraw,
  RecordAttendance: recordAttendance,
  RecordAbsence: recordAbsence,
  Rate: rate,
  Mentor: mentor,
  Appraise: appraise,
  Promote: promote,
  Position: position,
  Sanction: sanction,
  Retire: retire,
  Leave: leave,
  AdoptPolicy: adoptPolicy,
  Correct: correct,
  Annul: annul,
} as const

/** Name of a command. */
export type CommandType = keyof typeof COMMANDS

/** What a person or a program asks to be recorded. Each command's file says what it means. */
export type Command = { readonly [N in CommandType]: Readonly<t.TypeOf<(typeof COMMANDS)[N]['codec']>> }[CommandType]

const isCommandType = (name: string): name is CommandType => Object.hasOwn(COMMANDS, name)

/** Names of all commands. */
export const COMMAND_TYPES: ReadonlyArray<CommandType> = Object.keys(COMMANDS).filter(isCommandType)

const codecFor = (value: unknown): t.Mixed | undefined =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && isCommandType(value.type)
    ? COMMANDS[value.type].codec
    : undefined

/** Codec of a command at a boundary, chosen by its `type`; what that codec does not name is dropped. */
export const CommandCodec: t.Type<Command, unknown> = new t.Type<Command, unknown>(
  'Command',
  (value): value is Command => codecFor(value)?.is(value) ?? false,
  (value, context) => {
    const codec = codecFor(value)
    return codec === undefined
      ? t.failure(value, context)
      : E.map((command: unknown) => unsafeBrand<Command>(command))(codec.validate(value, context))
  },
  (command) => codecFor(command)?.encode(command),
)

/**
 * Decides a command: all reasons against it, or the events to append to
 * `context.stream`. Pure and total; the same input gives the same answer.
 *
 * State is all that is known now of that stream, read at the fact's effective date:
 * facts recorded for a later day do not stand against it.
 *
 * @param state history of the stream: of the cohort for `TakeSeat` and `FreeSeat`, of the agency for `AdoptPolicy`, else of the career (for `Correct` and `Annul` of any stream)
 *
 * @example
 * const context = setting({ id: must(eventId('00000000-0000-4000-8000-000000000931')) })
 * const decree = { number: 'SK/1', date: day('2026-01-05') }
 * const retire: Command = { type: 'Retire', on: day('2026-12-01'), data: { kind: 'pensiun', decree } }
 * E.isRight(decide(context, retire, sampleCareer)) // => true
 * const refused = decide(context, retire, History.empty)
 * E.isLeft(refused) && refused.left.map(({ code }) => code) // => ['NOT_APPOINTED']
 */
export const decide = (context: Context, command: Command, state: State): Decision => {
  // The decider stands beside the codec of this very type.
  const { decide: decider }: CommandDefinition<t.Type<Command>> = unsafeBrand(COMMANDS[command.type])
  return decider(context, command, state)
}
