/** What a terminal shows of a command that takes a while, and how it is left when that is stopped. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const HIDE = '\u001b[?25l'
const SHOW = '\u001b[?25h'

const { dir, forget } = temporary()
const home = join(dir, 'home')
beforeAll(async () => {
  expect((await here(['simulate', '--people', '300', '--years', '2', '--home', home])).code).toBe(0)
})
afterAll(forget)

/** Runs a command on a terminal of its own; `stop` presses Ctrl-C once there is a bar. Answers all that was shown. */
const onTerminal = (command: string, stop: boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    const line = `"${process.execPath}" "${MAIN}" ${command} --home "${home}"`
    const terminal = spawn('script', ['-qec', line, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'], timeout: 60_000 })
    let shown = ''
    let pressed = false
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      if (!stop || pressed || !/\d %/.test(shown)) return
      pressed = true
      terminal.stdin.write('\u0003')
    })
    // `script` is of util-linux.
    terminal.on('error', reject)
    terminal.on('close', () => resolve(shown))
  })

const count = (text: string, part: string): number => text.split(part).length - 1

it('is a bar, and afterwards the cursor is back, also after Ctrl-C', async () => {
  const stopped = await onTerminal('rebuild', true)
  // A quick machine may have been done before.
  expect(stopped).toMatch(/jejak: stopped; [^\n]*goes on with what is built|Generation \d+/)
  const whole = await onTerminal('rebuild', false)
  expect(whole).toMatch(/rebuilding \[[^\]]*\] \d+ %/)
  // Three of the 300 were here under an earlier number.
  expect(whole).toMatch(/Generation \d+: 303 documents/)
  for (const shown of [stopped, whole, await onTerminal('doctor', true)]) {
    expect(count(shown, SHOW)).toBe(count(shown, HIDE))
    expect(count(shown, HIDE)).toBeGreaterThan(0)
  }
})
