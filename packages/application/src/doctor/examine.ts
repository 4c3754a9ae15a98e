/** Looks over a deployment: the log, its keys, the read models, the facts. Names streams, never people. */
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { checkClock } from './checkClock.js'
import { checkEvents } from './checkEvents.js'
import { checkFigures } from './checkFigures.js'
import { checkParked, retryParked } from './checkParked.js'
import { checkReadModels } from './checkReadModels.js'
import { checkRules } from './checkRules.js'
import { checkSchemas } from './checkSchemas.js'
import { checkServer } from './checkServer.js'
import type { Finding } from './Finding.js'

/** What is looked at that takes its time. */
export type ExamineStep = 'parked' | 'server' | 'log' | 'figures' | 'rules'

export interface ExamineRequest {
  /** Read parked streams again first. */
  readonly retry?: boolean
  /** Leave the recount of the read models and the rules out. */
  readonly quick?: boolean
  /** Read the server through and hold it against the copy. */
  readonly fromServer?: boolean
  /** Told every finding as soon as it is there. */
  readonly onFinding: (finding: Finding) => void
  readonly onProgress?: (step: ExamineStep, done: number, total: number) => void
}

/** How many problems were found. */
export interface Examined {
  readonly problems: number
}

export const examine =
  (home: DeploymentStores) =>
  ({
    retry = false,
    quick = false,
    fromServer = false,
    onFinding,
    onProgress = () => undefined,
  }: ExamineRequest): TaskEither<Fault, Examined> =>
  async () => {
    let problems = 0
    const say = (findings: ReadonlyArray<Finding>): void => {
      for (const finding of findings) {
        if (finding.kind === 'problem') problems++
        onFinding(finding)
      }
    }
    const during =
      (step: ExamineStep) =>
      (done: number, total: number): void =>
        onProgress(step, done, total)
    say(await checkClock(home))
    say(checkSchemas(home))
    if (retry) say(await retryParked(home, during('parked')))
    say(await checkReadModels(home))
    say(await checkParked(home))
    say(await checkServer(home, { fromServer, onProgress: during('server') }))
    say(await checkEvents(home, during('log')))
    if (!quick) {
      say(await checkFigures(home, during('figures')))
      say(await checkRules(home, during('rules')))
    }
    return E.right({ problems })
  }
