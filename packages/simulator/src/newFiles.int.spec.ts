import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { simulateAgency } from './simulateAgency.js'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'jejak-simulate-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('a simulated agency replaces no file that is there', async () => {
  await writeFile(join(dir, 'survei.csv'), 'of the office')
  const result = await simulateAgency({ seed: 1, people: 20, years: 1, agency: 'uji', dir })()
  expect(E.isLeft(result) && result.left.reason).toContain('stay as they are')
  expect(await readFile(join(dir, 'survei.csv'), 'utf8')).toBe('of the office')
  expect((await readdir(dir)).filter((name) => name.endsWith('.part'))).toEqual([])
})
