/** Ctrl-C and TERM end any command within five seconds, whatever it is doing. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { here } from '../test/here.js'
import { start, temporary } from '../test/jejak.js'

const SIGNALS = new URL('../dist/signals.js', import.meta.url)
const WITHIN_MS = 5_000

const { dir, forget } = temporary()
const home = join(dir, 'home')
const files = join(dir, 'files')
beforeAll(async () => {
  expect((await here(['simulate', '--people', '800', '--years', '3', '--out', files, '--home', home])).code).toBe(0)
}, 60_000)
afterAll(forget)

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly ms: number
}

/** Runs a program that says when it is ready, and sends it signals then. */
const signalled = (program: string, signals: ReadonlyArray<readonly [NodeJS.Signals, number]>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { listenToSignals } from ${JSON.stringify(SIGNALS.href)}; ${program}`,
    ])
    let out = ''
    let since = 0
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (since !== 0) return
      since = performance.now()
      for (const [signal, after] of signals) setTimeout(() => child.kill(signal), after)
    })
    child.on('close', (code, signal) => resolve({ code, signal, out, ms: performance.now() - since }))
  })

const READY = "process.stdout.write('ready\\n', () => { FOREVER })"
const LOOP = READY.replace('FOREVER', 'for (;;);')
const IDLE = READY.replace('FOREVER', 'setInterval(() => undefined, 1_000)')

describe('a program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'that listens to nothing is ended by %s in the middle of a loop that never lets go',
    async (signal) => {
      const ended = await signalled(`listenToSignals(); ${LOOP}`, [[signal, 0]])
      expect([ended.code, ended.signal]).toEqual([null, signal])
      expect(ended.ms).toBeLessThan(WITHIN_MS)
    },
  )

  it('that has stopped listening is so too', async () => {
    const ended = await signalled(`listenToSignals().onStop(() => undefined)(); ${LOOP}`, [['SIGTERM', 0]])
    expect(ended.signal).toBe('SIGTERM')
  })

  it('whose orderly end never comes is ended, and gives the terminal back first', async () => {
    const listening = "const { onStop, onEnd } = listenToSignals(); onStop(() => undefined); onEnd(() => console.log('restored'));"
    const ended = await signalled(`${listening} ${IDLE}`, [['SIGTERM', 0]])
    expect([ended.code, ended.out]).toEqual([143, 'ready\nrestored\n'])
    expect(ended.ms).toBeLessThan(WITHIN_MS)
  })

  it('is ended at once by a second signal, and not by the same one that came twice', async () => {
    const listening = 'listenToSignals().onStop(() => undefined);'
    const ended = await signalled(`${listening} ${IDLE}`, [
      ['SIGINT', 0],
      ['SIGINT', 100],
      ['SIGINT', 1_500],
    ])
    expect(ended.code).toBe(130)
    expect(ended.ms).toBeGreaterThan(1_400)
    expect(ended.ms).toBeLessThan(3_500)
  })

  it('that only has a terminal to give back ends at once', async () => {
    const ended = await signalled(`listenToSignals().onEnd(() => console.log('restored')); ${IDLE}`, [['SIGINT', 0]])
    expect([ended.code, ended.out]).toEqual([130, 'ready\nrestored\n'])
  })
})

const WITHOUT_VIEWS = ['report', 'doctor', 'serve', 'worker', 'rebuild']

describe.each(['SIGTERM', 'SIGINT'] as const)('%s ends', (signal) => {
  it.each([
    [['import', files, '--agency', 'lain']],
    [['import', files, '--agency', 'baru', '--dry-run']],
    [['report', 'staff-list', '--format', 'pdf', '--out', join(dir, 'list.pdf')]],
    [['rebuild']],
    [['doctor']],
    [['simulate', '--people', '5000', '--agency', 'besar']],
    [['serve', '--port', '0']],
    [['worker']],
  ] as const)(
    '%j within five seconds, whenever it comes',
    async ([...args]) => {
      for (const after of [250, 700, 1_400]) {
        // So that there is much to do.
        if (WITHOUT_VIEWS.includes(args[0])) for (const end of ['', '-wal', '-shm']) rmSync(join(home, `views.db${end}`), { force: true })
        const running = start(args, { JEJAK_HOME: home })
        await new Promise((resolve) => setTimeout(resolve, after))
        const since = performance.now()
        running.process.kill(signal)
        await running.ended
        expect(performance.now() - since).toBeLessThan(WITHIN_MS)
      }
    },
    60_000,
  )
})
