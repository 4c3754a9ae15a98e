/** How npm starts what this project runs: through Node alone, under the project's own, with signals and exit codes as if nothing were between. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Ended, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const { dir, forget } = temporary()
afterAll(forget)

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

interface Begun {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<Ended>
}

const begin = (command: string, args: ReadonlyArray<string>, cwd: string, env: Readonly<Record<string, string>> = {}): Begun => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(command, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal, out, err }))
  })
  return { child, said: () => out, ended }
}

/** npm without its `pre` scripts: what is built is what is tested. */
const npm = (script: string, args: ReadonlyArray<string>, cwd: string, ...flags: ReadonlyArray<string>): Begun =>
  begin('npm', ['run', '-s', script, '--ignore-scripts', ...flags, '--', ...args], cwd)

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A shell that waits for what it starts, as cmd.exe does, and one that makes room for it. */
const SHELLS = [
  ['a shell that waits', []],
  ['a shell that makes room', ['--script-shell', 'bash']],
] as const

/** Says who it is and where, and ends as it is told to. */
const PROGRAM = `
const [how = ''] = process.argv.slice(2)
if (how === 'gently') process.on('SIGTERM', () => setTimeout(() => process.exit(143), 50)).on('SIGINT', () => process.exit(130))
process.stdout.write(JSON.stringify({ pid: process.pid, program: process.argv[1], args: process.argv.slice(2) }) + '\\n')
if (/^\\d+$/.test(how)) process.exit(Number(how))
setInterval(() => undefined, 1_000)
`

/** A project with our launcher in a folder whose name has blanks; its own Node is this one, by its real or another version. */
const projectWith = (name: string, version: string): string => {
  const folder = join(dir, `a folder ${name}`)
  mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true })
  cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', 'node'))
  writeFileSync(join(folder, 'node_modules', 'node', 'package.json'), JSON.stringify({ version }))
  const run = '"scripts":{"try":"node scripts/launch.mjs program.mjs"}'
  writeFileSync(join(folder, 'package.json'), `{"type":"module",${run}}`)
  writeFileSync(join(folder, 'program.mjs'), PROGRAM)
  return folder
}
const inside = projectWith('of this Node', process.version.slice(1))
const outside = projectWith('of another Node', '0.0.1')

interface Told {
  readonly pid: number
  readonly program: string
  readonly args: ReadonlyArray<string>
}
const told = async ({ said }: Begun): Promise<Told> => JSON.parse(await until(() => (said().includes('\n') ? said() : null)))

const launch = (folder: string, ...args: ReadonlyArray<string>): Begun =>
  begin(process.execPath, [join(folder, 'scripts', 'launch.mjs'), 'program.mjs', ...args], dir)

describe('the launcher', () => {
  it.each([
    ['of this Node', inside],
    ['of another Node', outside],
  ])('in a project %s hands on arguments and exit codes, from any folder', async (_, folder) => {
    for (const code of [0, 1, 2, 3, 130, 143]) {
      const begun = launch(folder, String(code), 'two words', '', '--flag=a b')
      const { program, args } = await told(begun)
      expect([program, args]).toEqual([join(folder, 'program.mjs'), [String(code), 'two words', '', '--flag=a b']])
      expect((await begun.ended).code).toBe(code)
    }
  })

  it.each([
    ['of this Node', inside],
    ['of another Node', outside],
  ])('in a project %s hands on signals, and dies of what the program dies of', async (_, folder) => {
    for (const [how, signal, code, died] of [
      ['gently', 'SIGTERM', 143, null],
      ['gently', 'SIGINT', 130, null],
      ['roughly', 'SIGTERM', null, 'SIGTERM'],
      ['roughly', 'SIGINT', null, 'SIGINT'],
      ['roughly', 'SIGHUP', null, 'SIGHUP'],
    ] as const) {
      const begun = launch(folder, how)
      const { pid } = await told(begun)
      begun.child.kill(signal)
      const ended = await begun.ended
      expect([how, signal, ended.code, ended.signal]).toEqual([how, signal, code, died])
      expect(isThere(pid)).toBe(false)
    }
  })

  it('runs in its own process where that is the Node of the project, and in one of that Node elsewhere', async () => {
    const [here, there] = [launch(inside, 'gently'), launch(outside, 'gently')]
    expect((await told(here)).pid).toBe(here.child.pid)
    expect((await told(there)).pid).not.toBe(there.child.pid)
  })

  it.each([
    ['of this Node', inside],
    ['of another Node', outside],
  ])('in a project %s leaves nobody behind when npm or its shell is told to end, or npm is killed', async (_, folder) => {
    const [[, waits], [, makesRoom]] = SHELLS
    for (const [signal, shell] of [
      ['SIGTERM', waits],
      ['SIGTERM', makesRoom],
      ['SIGKILL', makesRoom],
    ] as const) {
      const begun = npm('try', ['gently'], folder, ...shell)
      const { pid } = await told(begun)
      begun.child.kill(signal)
      await begun.ended
      expect(await until(() => (isThere(pid) ? null : 'gone'))).toBe('gone')
    }
  })
})

describe('npm', () => {
  it('needs no shell of its own for any script', () => {
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    // A program and its arguments: nothing that only some shell would understand.
    for (const [name, script] of Object.entries(scripts))
      expect([name, script]).toEqual([name, expect.stringMatching(/^(?:node scripts\/[\w-]+\.mjs|biome)(?: [\w./-]+)*$/)])
  })

  it('answers with the exit code of the command line', async () => {
    const broken = join(dir, 'broken')
    mkdirSync(broken, { mode: 0o700 })
    writeFileSync(join(broken, 'events.db'), 'no database '.repeat(1_000))
    for (const [code, args] of [
      [0, ['--help']],
      [1, ['report', 'staff-list', '--home', join(dir, 'none')]],
      [2, ['reprot']],
      [3, ['report', 'staff-list', '--home', broken]],
    ] as const)
      expect([args, (await npm('jejak', args, ROOT).ended).code]).toEqual([args, code])
  })

  it.each(SHELLS)('start ends on TERM and leaves its port, over %s', async (name, shell) => {
    const home = join(dir, `home ${name}`)
    const begun = npm('start', ['--port', '0', '--people', '20', '--home', home], ROOT, ...shell)
    const url = await until(() => /http:\/\/127\.0\.0\.1:\d+/.exec(begun.said())?.[0] ?? null)
    expect((await fetch(`${url}/health/live`)).status).toBe(200)
    begun.child.kill('SIGTERM')
    const { code, signal } = await begun.ended
    // A shell that waits dies of the signal, and npm with it; what it started stops by itself.
    expect([code, signal]).toEqual(shell.length === 0 ? [null, 'SIGTERM'] : [0, null])
    const gone = await until(async () => ((await fetch(url).catch(() => null)) === null ? 'gone' : null))
    expect(gone).toBe('gone')
  })
})
