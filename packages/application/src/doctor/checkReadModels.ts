/** The read models against the log. */

import type { Figures, GenerationStore } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { ofStore } from '../fault/faultOf.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, note, ok, problem } from './Finding.js'

interface ReadStores extends Pick<DeploymentStores, 'viewsFault'> {
  readonly readModels: Pick<Figures, 'health'>
  readonly views: Pick<GenerationStore, 'emptying'>
}

export const checkReadModels = async (home: ReadStores): Promise<ReadonlyArray<Finding>> => {
  if (home.viewsFault !== null)
    return [problem(home.viewsFault, 'until that is mended, reports are made from the log itself, which takes longer')]
  const health = await home.readModels.health()()
  if (E.isLeft(health) && health.left.tag === 'OtherLog')
    return [problem(`read models: ${health.left.reason}`, 'until then no figure is answered')]
  if (E.isLeft(health)) return [problem(ofStore(health.left).detail, 'jejak rebuild makes the read models again')]
  const { generation, day, position, head, dirty, builtAt } = health.right
  const state = `read models: generation ${generation} for ${day}, built ${builtAt}, up to @${position} of @${head}`
  if (position > head)
    return [
      problem(
        `${state}: more than the log holds`,
        `if the log was put back from a backup, ${home.views.emptying}; else restore what is missing from the log`,
      ),
    ]
  return position === head && dirty === 0
    ? [ok(state)]
    : [note(`${state}, ${dirty} streams waiting`, 'the next report, or jejak worker, brings them up to date')]
}
