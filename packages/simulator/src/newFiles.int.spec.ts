import { existsSync } from 'node:fs'
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

it('a simulated agency makes its own folder, and none above it', async () => {
  const make = (path: string) => simulateAgency({ seed: 1, people: 20, years: 1, agency: 'uji', dir: path })()
  expect(E.isRight(await make(join(dir, 'kota')))).toBe(true)
  const mistyped = await make(join(dir, 'mistyped', 'kota'))
  expect(E.isLeft(mistyped) && mistyped.left.reason).toBe('the folder above it is not there; make it, or choose another folder')
  expect(existsSync(join(dir, 'mistyped'))).toBe(false)
  await writeFile(join(dir, 'file'), '')
  const onFile = await make(join(dir, 'file'))
  expect(E.isLeft(onFile) && onFile.left.reason).toContain('there is a file where the folder should be')
})
