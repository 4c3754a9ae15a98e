/** Log and metrics of a command that runs for long, as the environment sets them. */
import { type Operations, openOperations, operationsSettings } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import { type CommandFailure, usage } from '../CommandFailure.js'
import type { Context } from './Context.js'

export const operationsOf = ({ io }: Context): E.Either<CommandFailure, Operations> => {
  const settings = operationsSettings(io.env)
  return E.isLeft(settings) ? E.left(usage(settings.left)) : E.right(openOperations(settings.right))
}
