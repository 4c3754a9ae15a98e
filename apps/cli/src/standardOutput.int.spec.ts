/** Where results go to, when it takes none. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const { dir, forget } = temporary()
const home = join(dir, 'home')
beforeAll(async () => {
  expect((await here(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])).code).toBe(0)
})
afterAll(forget)

describe.runIf(existsSync('/dev/full'))('standard output on a full disk', () => {
  it.each([
    ['report', 'staff-list'],
    ['report', 'staff-list', '--format', 'csv'],
    ['report', '--list'],
    ['doctor', '--quick'],
  ])('is a fault said in one line, for %s %s', (...args) => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args, '--home', home], { stdio: ['ignore', full, 'pipe'] })
    closeSync(full)
    expect([status, stderr.toString('utf8')]).toEqual([
      3,
      'jejak: standard output cannot be written (ENOSPC): results are lost; check where it goes\n',
    ])
  })
})
