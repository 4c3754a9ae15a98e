/** `jejak extensions`: seen, changed on purpose, and refused otherwise. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { run } from './index.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-extensions-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const awards = fileURLToPath(new URL('../../../examples/awards/', import.meta.url))
const jejak = async (line: string, env: Readonly<Record<string, string>> = {}): Promise<readonly [number, string]> => {
  const said: unknown[] = []
  const hear = (text: unknown) => void said.push(text)
  const io = { out: hear, err: hear, env, cwd: awards, columns: null, interactive: false }
  const exit = await run([...line.split(' '), '--home', join(dir, 'home')], {
    ...io,
    onStop: () => () => undefined,
    onEnd: () => () => undefined,
  })
  return [exit, said.join('')]
}
const WITH = { JEJAK_EXTENSIONS: ' dist/awards.js, ' }

it('the set of a deployment is seen by anybody, and changed by a command alone', async () => {
  expect(await jejak('import files --agency uji')).toEqual([0, expect.stringContaining('awards.given.csv')])
  expect(await jejak('report staff-list', WITH)).toEqual([1, expect.stringMatching(/awards@1, the deployment is used with no extensions/)])
  expect(await jejak('extensions', WITH)).toEqual([0, 'Recorded: none\nThis process: awards@1\n'])
  expect(await jejak('extensions set', WITH)).toEqual([0, expect.stringMatching(/from now on: awards@1 \(before: none\)/)])
  expect(await jejak('import files --agency uji', WITH)).toEqual([0, expect.stringMatching(/awards\.given │ +2 │ +1 │/)])
  expect(await jejak('report awards.people --year 2025 --format csv', WITH)).toEqual([0, expect.stringContaining('UJI.1,1')])
  expect(await jejak('report --list', WITH)).toEqual([0, expect.stringContaining('awards.people')])
  expect(await jejak('rebuild', WITH)).toEqual([0, expect.stringContaining('Counted twice')])
  expect(await jejak('doctor', WITH)).toEqual([0, expect.not.stringContaining('not known here')])
  expect(await jejak('extensions')).toEqual([0, 'Recorded: awards@1\nThis process: none\n'])
  expect(await jejak('report awards.people')).toEqual([2, expect.stringContaining('there is no report')])
})

it('a module that cannot be loaded ends the command with one line', async () => {
  expect(await jejak('--extension nowhere.js report --list')).toEqual([
    2,
    expect.stringMatching(/^jejak: nowhere\.js cannot be loaded.*\n$/),
  ])
})
