/** `jejak extensions` and `jejak extensions set`: with which extensions a deployment is used. */
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, ofFault } from '../CommandFailure.js'
import { type Context, withDeployment } from './Context.js'

const shown = (set: ReadonlyArray<string>): string => (set.length === 0 ? 'none' : set.join(', '))

export const extensionsCommand = (context: Context): Outcome =>
  withDeployment(context, { readOnly: true, anyExtensions: true }, async (deployment) => {
    const recorded = await deployment.extensions()
    if (E.isLeft(recorded)) return E.left(ofFault(recorded.left))
    context.io.out(`Recorded: ${shown(recorded.right ?? [])}\nThis process: ${shown(deployment.registry.ids)}\n`)
    return done
  })

export const extensionsSetCommand = (context: Context): Outcome =>
  withDeployment(context, { create: false, anyExtensions: true }, async (deployment) => {
    const before = await deployment.setExtensions()
    if (E.isLeft(before)) return E.left(ofFault(before.left))
    context.io.out(
      `Used with from now on: ${shown(deployment.registry.ids)} (before: ${shown(before.right)}). Restart every other process with the same.\n`,
    )
    return done
  })
