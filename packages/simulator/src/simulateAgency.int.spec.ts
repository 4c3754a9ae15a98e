import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulateProgress, simulateAgency } from './simulateAgency.js'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'jejak-simulate-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const options = { seed: 11, people: 150, years: 2, agency: 'kota-simulasi' }

describe('the folder of a simulated agency', () => {
  it('holds all 27 files, the same bytes each time, and says how far it is', async () => {
    const progress: SimulateProgress[] = []
    const first = await simulateAgency({ ...options, dir: join(dir, 'a'), onProgress: (p) => progress.push(p) })()
    const second = await simulateAgency({ ...options, dir: join(dir, 'b') })()
    if (E.isLeft(first) || E.isLeft(second)) throw new Error('the folder was not written')
    const names = await readdir(join(dir, 'a'))
    expect(names.length).toBe(27)
    expect(names.every((name) => name.endsWith('.csv'))).toBe(true)
    for (const name of names) {
      const text = await readFile(join(dir, 'a', name), 'utf8')
      expect(text).toBe(await readFile(join(dir, 'b', name), 'utf8'))
      expect(text.split('\n').length - 2).toBe(first.right.rows[name.replace('.csv', '')])
    }
    expect(first.right.rows).toEqual(second.right.rows)
    expect(new Set(progress.map(({ file }) => file)).size).toBe(27)
  })

  it('says in one line why it cannot be written', async () => {
    await writeFile(join(dir, 'taken'), '')
    const result = await simulateAgency({ ...options, dir: join(dir, 'taken') })()
    expect(result).toEqual(E.left({ tag: 'NotWritten', reason: 'there is a file where the folder should be; choose another folder' }))
  })
})
