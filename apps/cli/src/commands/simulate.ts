/** `jejak simulate`: a made-up agency as a folder of files, imported like any other. */
import { join, resolve } from 'node:path'
import type { Deployment } from '@jejak/application'
import type { AgencyCode } from '@jejak/core'
import { OwnFolder, type WriteFault } from '@jejak/exchange'
import { simulateAgency } from '@jejak/simulator'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type CommandFailure, done, fault, type Outcome, refused, usage } from '../CommandFailure.js'
import { progressOn } from '../show/progress.js'
import { type Context, type RecordingFlags, recording, withDeployment } from './Context.js'
import { importInto } from './import.js'
import { importText } from './importText.js'

export interface SimulateOptions {
  readonly agency: AgencyCode
  readonly people: number
  readonly years: number
  readonly seed: number
  /** Where the files go; `null`: into the data folder, under the name of the agency. */
  readonly out: string | null
}

const ofFolder =
  (dir: string) =>
  (fault: WriteFault): CommandFailure =>
    fault.tag === 'Unwritable'
      ? refused(`${dir} cannot be written (${fault.code}); name a folder with --out`)
      : refused(
          `${dir} holds ${fault.tag === 'NotOwn' ? `${fault.entry}, which ${fault.changed ? 'was changed since it was made up' : 'Jejak did not make'}` : 'other files'}; nothing was written there: name an empty folder with --out`,
        )

/** Writes the files and imports them into an open home. */
export const simulateInto = async ({ io, home }: Context, deployment: Deployment, options: SimulateOptions): Outcome<string> => {
  const dir = options.out ?? join(home, options.agency)
  const folder = await OwnFolder.open(dir)()
  if (E.isLeft(folder)) return E.left(ofFolder(dir)(folder.left))
  const progress = progressOn(io)
  const { people, years, seed, agency } = options
  const made = await simulateAgency({
    seed,
    people,
    years,
    dir,
    agency,
    folder: {
      put: (name, write) =>
        pipe(
          folder.right.put(name, write),
          TE.mapLeft((error) => ({ code: error.tag === 'Unwritable' ? error.code : 'TAKEN' })),
        ),
    },
    onProgress: ({ file, done: at, of }) => progress.at(`making up ${file}`, at, of),
  })()
  progress.end()
  if (E.isLeft(made)) return E.left(made.left.tag === 'InvalidOptions' ? usage(made.left.reason) : fault(`${dir}: ${made.left.reason}`))
  const closed = await folder.right.finish()()
  if (E.isLeft(closed)) return E.left(ofFolder(dir)(closed.left))
  const result = await importInto(deployment, { dir, agency, reason: 'simulated again' }, progressOn(io))
  return E.isLeft(result)
    ? result
    : E.right(importText(deployment.registry.files, result.right, { rejects: null, rows: false }, io.columns))
}

export const simulateCommand = (context: Context, options: SimulateOptions & RecordingFlags): Outcome =>
  withDeployment(context, {}, async (deployment) => {
    const out = options.out === null ? null : resolve(context.base, options.out)
    const text = await recording(context, deployment, options, () => simulateInto(context, deployment, { ...options, out }))
    if (E.isLeft(text)) return text
    context.io.out(text.right)
    return done
  })
