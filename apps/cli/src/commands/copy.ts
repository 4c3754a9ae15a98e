/** `jejak copy --from ADDRESS --to ADDRESS`: the events of one store into another, as they are. */
import { existsSync } from 'node:fs'
import { type Copied, type CopyError, copyLog } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { openPlace, type Place, placeOf, samePlace } from '../copy/openPlace.js'
import { done, fault, type Outcome, refused, type Stop, usage } from '../Stop.js'
import { progressOn } from '../show/progress.js'
import type { Context } from './Context.js'

export interface CopyOptions {
  readonly from: string
  readonly to: string
}

const ofCopy = (error: CopyError, from: Place, to: Place): Stop => {
  switch (error.tag) {
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
  const from = placeOf('--from', options.from, base)
  if (E.isLeft(from)) return from
  const to = placeOf('--to', options.to, base)
  if (E.isLeft(to)) return to
  if (samePlace(from.right, to.right)) return E.left(usage('--from and --to name one store; name two'))
  if (from.right.kind === 'sqlite' && !existsSync(from.right.path))
    return E.left(refused(`--from: there is no file ${from.right.path}; name the events.db of a data folder`))

  const source = await openPlace(from.right)
  if (E.isLeft(source)) return E.left(fault(`--from: ${source.left.reason}`))
  const target = await openPlace(to.right)
  if (E.isLeft(target)) {
    await source.right.close()
    return E.left(fault(`--to: ${target.left.reason}`))
  }
  const stopListening = io.onStop(() => {
    io.err('jejak: stopped; nothing is lost, the same copy again goes on from there\n')
    process.exit(130)
  })
  const progress = progressOn(io)
  try {
    const copied = await copyLog(source.right, target.right, ({ step, done: at, total }) => progress.at(step, at, total))()
    progress.end()
    if (E.isLeft(copied)) return E.left(ofCopy(copied.left, from.right, to.right))
    io.out(textOf(copied.right))
    return copied.right.grew
      ? E.left(refused(`--from ${from.right.shown} was written to meanwhile; stop what writes there, and run the same again`))
      : done
  } finally {
    stopListening()
    await source.right.close()
    await target.right.close()
  }
}
