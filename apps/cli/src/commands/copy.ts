/** `jejak copy --from ADDRESS --to ADDRESS`: the events of one store into another, as they are. */
import { type Copied, type CopyFault, copyEvents, type Place, placeOf } from '@jejak/application'
import * as E from 'fp-ts/lib/Either.js'
import { type CommandFailure, done, fault, type Outcome, ofFault, refused, usage } from '../CommandFailure.js'
import { progressOn } from '../show/progress.js'
import type { Context } from './Context.js'

export interface CopyOptions {
  readonly from: string
  readonly to: string
}

const ofCopy = (error: CopyFault, from: Place, to: Place): CommandFailure => {
  switch (error.tag) {
    case 'OneStore':
      return usage('--from and --to name one store; name two')
    case 'NoFile':
      return refused(`--from: there is no file ${error.path}; name the events.db of a data folder`)
    case 'NotOpened':
      return fault(`--${error.side}: ${error.reason}`)
    case 'SourceFailed':
      return fault(`--from ${from.shown}: ${error.error.reason}`)
    case 'TargetFailed':
      return error.error.tag === 'TooLarge'
        ? fault(
            `--to ${to.shown} takes at most ${error.error.limit} bytes at once, and an event of ${error.error.stream} has ${error.error.bytes}`,
          )
        : fault(`--to ${to.shown}: ${error.error.reason}; what was copied stays, and the same command goes on from there`)
    case 'TargetDiffers':
      return refused(
        `--to ${to.shown} holds other events (${error.events === 0 ? 'from the first on' : `after ${error.events} that are the same`}); name an empty store, or one that an earlier copy of this log was begun in`,
      )
    case 'TargetInUse':
      return refused(`--to ${to.shown} is written to by others meanwhile; stop them, and begin with an empty store`)
  }
}

const textOf = ({ events, streams, before }: Copied): string =>
  [
    `Both stores hold the same ${events} events in ${streams} streams, in the same order, each with its hash (${events - before} copied now).`,
    'What must move along: the keys (keys.db, or what JEJAK_KEYS names) and the wrapping key (wrapping.key, or JEJAK_WRAPPING_KEY).',
    'What must not: read models (views.db) and the row index of imports (import.db) count in places of the old log; they are made again.',
    '',
  ].join('\n')

export const copyCommand = async ({ io, base }: Context, options: CopyOptions): Outcome => {
  const from = placeOf('from', options.from, base)
  if (E.isLeft(from)) return E.left(ofFault(from.left))
  const to = placeOf('to', options.to, base)
  if (E.isLeft(to)) return E.left(ofFault(to.left))
  const stopListening = io.onStop(() => {
    io.err('jejak: stopped; nothing is lost, the same copy again goes on from there\n')
    process.exit(130)
  })
  const progress = progressOn(io)
  const copied = await copyEvents(from.right, to.right, ({ step, done: at, total }) => progress.at(step, at, total))()
  progress.end()
  stopListening()
  if (E.isLeft(copied)) return E.left(ofCopy(copied.left, from.right, to.right))
  io.out(textOf(copied.right))
  return copied.right.grew
    ? E.left(refused(`--from ${from.right.shown} was written to meanwhile; stop what writes there, and run the same again`))
    : done
}
