import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIST, OwnFolder } from './OwnFolder.js'

let base = ''
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'jejak-own-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** One run that writes these files. */
const run = async (dir: string, files: Readonly<Record<string, string>>) => {
  const folder = await OwnFolder.open(dir)()
  if (E.isLeft(folder)) return folder
  for (const [name, text] of Object.entries(files)) {
    const put = await folder.right.put(name, (append) => append(text))()
    if (E.isLeft(put)) return put
  }
  return folder.right.finish()()
}

const shown = (dir: string): ReadonlyArray<string> => readdirSync(dir).filter((name) => name !== LIST)

test('what an earlier run wrote is replaced, and what it wrote and this one does not is taken away', async () => {
  const dir = join(base, 'made', 'here')
  right(await run(dir, { 'a.csv': 'one', 'b.csv': 'two' }))
  right(await run(dir, { 'a.csv': 'three' }))
  expect(shown(dir)).toEqual(['a.csv'])
  expect(readFileSync(join(dir, 'a.csv'), 'utf8')).toBe('three')
})

test('a folder that holds anything else is refused and stays as it is', async () => {
  const others: ReadonlyArray<(dir: string) => void> = [
    (dir) => writeFileSync(join(dir, 'a.csv'), 'of the office'),
    (dir) => writeFileSync(join(dir, 'catatan.txt'), ''),
    (dir) => mkdirSync(join(dir, 'sub')),
    (dir) => symlinkSync('nowhere', join(dir, 'a.csv')),
    (dir) => writeFileSync(join(dir, LIST), '{"files":{"a.csv":["x"]}}'),
    (dir) => mkdirSync(join(dir, LIST)),
  ]
  for (const [place, other] of others.entries()) {
    const dir = join(base, String(place))
    mkdirSync(dir)
    other(dir)
    const before = readdirSync(dir)
    expect(await OwnFolder.check(dir)()).toMatchObject({ left: { tag: 'NotOwn' } })
    expect(await run(dir, { 'a.csv': 'ours' })).toMatchObject({ left: { tag: 'NotOwn' } })
    expect(readdirSync(dir)).toEqual(before)
  }
})

test('a file of ours that somebody has changed since is his, and is not replaced', async () => {
  const dir = join(base, 'd')
  right(await run(dir, { 'a.csv': 'one', 'b.csv': 'two' }))
  writeFileSync(join(dir, 'b.csv'), 'mended')
  expect(await run(dir, { 'a.csv': 'three' })).toEqual(E.left({ tag: 'NotOwn', entry: 'b.csv', changed: true }))
  expect(readFileSync(join(dir, 'b.csv'), 'utf8')).toBe('mended')
  expect(readFileSync(join(dir, 'a.csv'), 'utf8')).toBe('one')
})

test('a file that comes while the others are being written is left alone', async () => {
  const dir = join(base, 'd')
  right(await run(dir, { 'b.csv': 'two' }))
  const folder = right(await OwnFolder.open(dir)())
  writeFileSync(join(dir, 'a.csv'), 'of the office')
  writeFileSync(join(dir, 'b.csv'), 'mended')
  for (const name of ['a.csv', 'b.csv'])
    expect(await folder.put(name, (append) => append('ours'))()).toMatchObject({ left: { tag: 'NotOwn', entry: name } })
  expect(await folder.finish()()).toMatchObject({ left: { tag: 'NotOwn' } })
  expect([readFileSync(join(dir, 'a.csv'), 'utf8'), readFileSync(join(dir, 'b.csv'), 'utf8')]).toEqual(['of the office', 'mended'])
  expect(shown(dir)).toEqual(['a.csv', 'b.csv'])
})

test('a second name of a file keeps what it said', async () => {
  const dir = join(base, 'd')
  right(await run(dir, { 'a.csv': 'one' }))
  linkSync(join(dir, 'a.csv'), join(base, 'kept'))
  right(await run(dir, { 'a.csv': 'two' }))
  expect(readFileSync(join(base, 'kept'), 'utf8')).toBe('one')
})

test('a run that ended anywhere leaves no half file, and a folder that the next one knows', async () => {
  const dir = join(base, 'd')
  right(await run(dir, { 'a.csv': 'one' }))
  // Killed while it wrote: nothing is closed, nothing is taken away.
  const killed = right(await OwnFolder.open(dir)())
  void killed.put('b.csv', async (append) => {
    await append('half')
    await new Promise(() => undefined)
  })()
  right(await killed.put('a.csv', (append) => append('two'))())
  expect(readFileSync(join(dir, 'a.csv'), 'utf8')).toBe('two')
  expect(shown(dir).filter((name) => !name.endsWith('.part'))).toEqual(['a.csv'])
  right(await run(dir, { 'c.csv': 'three' }))
  expect(shown(dir)).toEqual(['c.csv'])
})

test('what fails while it is written leaves nothing', async () => {
  const dir = join(base, 'd')
  const folder = right(await OwnFolder.open(dir)())
  const failed = await folder.put('a.csv', () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })))()
  expect(failed).toEqual(E.left({ tag: 'Unwritable', code: 'ENOSPC' }))
  expect(readdirSync(dir)).toEqual([])
})
