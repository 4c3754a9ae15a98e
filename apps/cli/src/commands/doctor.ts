/** `jejak doctor`: looks over a data folder and says what to do about what it finds. Names streams, never people. */
import * as E from 'fp-ts/lib/Either.js'
import { checkClock } from '../doctor/checkClock.js'
import { checkEvents } from '../doctor/checkEvents.js'
import { checkFigures } from '../doctor/checkFigures.js'
import { checkFolder } from '../doctor/checkFolder.js'
import { checkParked, retryParked } from '../doctor/checkParked.js'
import { checkReadModels } from '../doctor/checkReadModels.js'
import { checkRules } from '../doctor/checkRules.js'
import { checkServer } from '../doctor/checkServer.js'
import { type Finding, lineOf } from '../doctor/Finding.js'
import { done, type Outcome, refused } from '../Stop.js'
import { progressOn } from '../show/progress.js'
import { type Context, withHome } from './Context.js'

export interface DoctorFlags {
  /** Read parked streams again first. */
  readonly retry: boolean
  /** Leave the recount of the read models out. */
  readonly quick: boolean
  /** Read the server through and hold it against the copy. */
  readonly fromServer: boolean
}

export const doctorCommand = async (context: Context, { retry, quick, fromServer }: DoctorFlags): Outcome => {
  const { io } = context
  let problems = 0
  const say = (findings: ReadonlyArray<Finding>): void => {
    for (const finding of findings) {
      if (finding.kind === 'problem') problems++
      io.out(`${lineOf(finding)}\n`)
    }
  }
  say(checkFolder(context.home))
  const looked = await withHome(context, { readOnly: true, anyLog: true }, async (home) => {
    say(await checkClock(home))
    const progress = progressOn(io)
    if (retry) say(await retryParked(home, (at, total) => progress.at('reading parked streams again', at, total)))
    progress.end()
    say(await checkReadModels(home))
    say(await checkParked(home))
    const server = await checkServer(home, { fromServer, onProgress: (at, total) => progress.at('reading the server', at, total) })
    progress.end()
    say(server)
    const log = await checkEvents(home, (at, total) => progress.at('checking every stream', at, total))
    progress.end()
    say(log)
    if (quick) return done
    const figures = await checkFigures(home, (at, total) => progress.at('counting figures again', at, total))
    progress.end()
    say(figures)
    const unfit = await checkRules(home, (at, total) => progress.at('holding facts against the rules', at, total))
    progress.end()
    say(unfit)
    return done
  })
  if (E.isLeft(looked)) return looked
  return problems === 0
    ? done
    : E.left(refused(`${problems} ${problems === 1 ? 'problem' : 'problems'} found; the lines above say what to do`))
}
