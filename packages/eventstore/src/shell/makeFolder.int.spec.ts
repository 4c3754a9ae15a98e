import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from './makeFolder.js'

const base = mkdtempSync(join(tmpdir(), 'jejak-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('a folder', () => {
  it('is made for its owner alone, with those above it that are missing', () => {
    const dir = join(base, 'one', 'two', 'three')
    expect(makeFolder(dir)).toEqual(E.right(undefined))
    for (const each of [dir, join(base, 'one')]) expect(statSync(each).mode & 0o777).toBe(0o700)
    expect(makeFolder(dir)).toEqual(E.right(undefined))
  })

  it('that is there already stays as it is, be it the first of all or behind a link', () => {
    const dir = join(base, 'open')
    mkdirSync(dir, { mode: 0o755 })
    symlinkSync(dir, join(base, 'link'))
    for (const each of [dir, join(base, 'link'), '/']) expect(makeFolder(each)).toEqual(E.right(undefined))
    expect(statSync(dir).mode & 0o777).toBe(0o755)
  })

  it('is refused where a file stands at its place or above it', () => {
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect(makeFolder(file)).toMatchObject({ left: { code: 'EEXIST' } })
    expect(makeFolder(join(file, 'below'))).toMatchObject({ left: { code: 'ENOTDIR' } })
  })

  it.runIf(existsSync('/proc/self'))('is refused at once where the system makes none, whatever is there', () => {
    for (const dir of ['/proc/jejak', '/proc/jejak/two/three', '/proc/self/jejak'])
      expect(makeFolder(dir)).toMatchObject({ left: { code: 'ENOENT' } })
  })
})
