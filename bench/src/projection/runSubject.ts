/** Starts the process of a subject and waits for what it measured. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { Measured, type Work } from './Measured.js'

const PROGRAM = fileURLToPath(new URL('../../dist/projection/measure.js', import.meta.url))

/** Act waits in its store in memory to seem like a database, and logs; both are switched off. */
const QUIET = { NODE_ENV: 'production', LOG_LEVEL: 'fatal', SLEEP_MS: '0' }

export interface Given {
  readonly subject: string
  readonly work: Work
  /** Events of the log. */
  readonly size: number
  /** Where it keeps its files. */
  readonly dir: string
  readonly server: string
  readonly limitSeconds: number
}

/** What was measured, or why there is nothing: the process was ended for being slow, or memory ran out. */
export const runSubject = (given: Given): Promise<E.Either<string, Measured>> =>
  new Promise((resolve, reject) => {
    const { subject, work, size, dir, server, limitSeconds } = given
    const args = [PROGRAM, subject, work.fill, work.rebuilds, work.append, size, dir, server].map(String)
    const options = { cwd: dir, env: { ...process.env, ...QUIET }, timeout: limitSeconds * 1_000, killSignal: 'SIGKILL' } as const
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve(E.left(`stopped after ${limitSeconds} s`))
      else if (error?.signal === 'SIGABRT') resolve(E.left('out of memory'))
      else if (error !== null) reject(new Error(`${subject} failed: ${stderr.trim().split('\n').slice(0, 6).join(' ')}`))
      else {
        const measured: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
        if (Measured.is(measured)) resolve(E.right(measured))
        else reject(new Error(`${subject} did not say what it measured`))
      }
    })
  })
