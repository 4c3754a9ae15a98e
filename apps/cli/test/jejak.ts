/** Runs the built command line in processes of its own, as a user would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Waits for a line on standard output that matches. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>
}

/** A user who owns nothing. */
export const NOBODY = 65_534

/** Starts `jejak` with its settings from `env` alone; `uid` names another user to run it as, which only root may. */
export const start = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}, cwd?: string, uid?: number): Running => {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    for (const look of [...waiting]) look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }))
  })
  const said = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(out)
        if (found === null) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
      void ended.then(({ code }) => reject(new Error(`ended with ${code} before it said ${pattern}: ${err}`)))
    })
  return { process: child, ended, said }
}

/** Runs `jejak` to its end. */
export const jejak = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}, cwd?: string): Promise<Ended> =>
  start(args, env, cwd).ended

/** What was said on standard error besides how far a step is, which is only said where it takes long. */
export const complaintsOf = ({ err }: Ended): ReadonlyArray<string> =>
  err.split('\n').filter((line) => line !== '' && !/^jejak: .+, \d+ %$/.test(line))

/** A folder of one test, gone with it. */
export const temporary = (): { readonly dir: string; readonly forget: () => void } => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-cli-'))
  return { dir, forget: () => rmSync(dir, { recursive: true, force: true }) }
}
