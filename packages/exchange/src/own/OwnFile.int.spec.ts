import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeOwnFile } from './OwnFile.js'

let base = ''
let kept = ''
beforeEach(() => {
  kept = mkdtempSync(join(tmpdir(), 'jejak-own-'))
  base = join(kept, 'out')
  mkdirSync(base)
})
afterEach(() => rmSync(kept, { recursive: true, force: true }))

const write = (path: string, content: string, replace = false) => writeOwnFile({ path, content, list: join(kept, 'list'), replace })()
const taken = E.left({ tag: 'Taken' })
const written = E.right({ noted: true })

test('a new file is written whole, and never over anything', async () => {
  const path = join(base, 'a')
  expect(await write(path, 'one')).toEqual(written)
  expect(await write(path, 'two')).toEqual(taken)
  symlinkSync(join(base, 'nowhere'), join(base, 'link'))
  expect(await write(join(base, 'link'), 'two')).toEqual(taken)
  expect(await write(join(base, 'no', 'folder'), 'two')).toEqual(E.left({ tag: 'Unwritable', code: 'ENOENT' }))
  expect(readdirSync(base)).toEqual(['a', 'link'])
  expect(readFileSync(path, 'utf8')).toBe('one')
  expect([path, join(kept, 'list')].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
})

test('an older file of ours is replaced where that is asked for, wherever it was moved', async () => {
  const path = join(base, 'a')
  expect(await write(path, 'one')).toEqual(written)
  expect(await write(path, 'two', true)).toEqual(written)
  expect(await write(path, 'two', true)).toEqual(written)
  linkSync(path, join(base, 'second'))
  expect(await write(path, 'three', true)).toEqual(written)
  expect(await write(join(base, 'second'), 'four', true)).toEqual(written)
  expect([readFileSync(path, 'utf8'), readFileSync(join(base, 'second'), 'utf8')]).toEqual(['three', 'four'])
  expect(readFileSync(join(kept, 'list'), 'utf8').trim().split('\n')).toHaveLength(4)
})

test('what others wrote, or changed since, is replaced by no flag', async () => {
  const path = join(base, 'a')
  for (const other of [
    () => writeFileSync(path, 'of the office'),
    () => mkdirSync(path),
    () => symlinkSync(join(base, 'mine'), path),
    () => writeFileSync(path, ''),
  ]) {
    expect(await write(join(base, 'mine'), 'one')).toEqual(written)
    other()
    expect(await write(path, 'two', true)).toEqual(taken)
    expect(readdirSync(base)).toEqual(['a', 'mine'])
    rmSync(path, { recursive: true })
  }
  expect(await write(path, 'one')).toEqual(written)
  writeFileSync(path, 'one, and a word of the office')
  expect(await write(path, 'two', true)).toEqual(taken)
  expect(readFileSync(path, 'utf8')).toBe('one, and a word of the office')
})

test('a list that cannot be kept keeps nobody from his report, and says so', async () => {
  const list = join(kept, 'list')
  mkdirSync(list)
  chmodSync(list, 0o555)
  expect(await write(join(base, 'a'), 'one')).toEqual(E.right({ noted: false }))
  expect(await write(join(base, 'a'), 'two', true)).toEqual(taken)
})

test('only the newest files of a long list are known', async () => {
  const path = join(base, 'a')
  expect(await write(path, 'one')).toEqual(written)
  writeFileSync(join(kept, 'list'), `${'0'.repeat(64)}\n`.repeat(20_000), { flag: 'a' })
  expect(await write(path, 'two', true)).toEqual(taken)
})
