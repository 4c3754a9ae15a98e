/** `jejak doctor`: looks over a data folder and says what to do about what it finds. */
import { checkFolder, type ExamineStep, type Finding } from '@jejak/application'
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, ofFault, refused } from '../CommandFailure.js'
import { findingLine } from '../show/findingLine.js'
import { progressOn } from '../show/progress.js'
import { type Context, withDeployment } from './Context.js'

export interface DoctorFlags {
  /** Read parked streams again first. */
  readonly retry: boolean
  /** Leave the recount of the read models out. */
  readonly quick: boolean
  /** Read the server through and hold it against the copy. */
  readonly fromServer: boolean
}

const STEPS: Readonly<Record<ExamineStep, string>> = {
  parked: 'reading parked streams again',
  server: 'reading the server',
  log: 'checking every stream',
  figures: 'counting figures again',
  rules: 'holding facts against the rules',
}

export const doctorCommand = async (context: Context, flags: DoctorFlags): Outcome => {
  const { io } = context
  const progress = progressOn(io)
  const say = (finding: Finding): void => {
    progress.end()
    io.out(`${findingLine(finding)}\n`)
  }
  // Said also where nothing can be opened.
  const ofFolder = checkFolder(context.home)
  for (const finding of ofFolder) say(finding)
  const looked = await withDeployment(context, { readOnly: true, anyLog: true }, async ({ examine }) => {
    const examined = await examine({ ...flags, onFinding: say, onProgress: (step, at, total) => progress.at(STEPS[step], at, total) })()
    progress.end()
    return E.mapLeft(ofFault)(examined)
  })
  if (E.isLeft(looked)) return looked
  const problems = looked.right.problems + ofFolder.filter(({ kind }) => kind === 'problem').length
  return problems === 0
    ? done
    : E.left(refused(`${problems} ${problems === 1 ? 'problem' : 'problems'} found; the lines above say what to do`))
}
