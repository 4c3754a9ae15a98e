import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it } from 'vitest'
import { openStores } from './openStores.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-home-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('openStores', () => {
  it('makes a folder for its owner alone, and opens it again', async () => {
    const path = join(dir, 'deep', 'home')
    for (let i = 0; i < 2; i++) {
      const home = await openStores(path, {})()
      expect(E.isRight(home)).toBe(true)
      if (E.isRight(home)) await home.right.close()
    }
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(statSync(join(path, 'wrapping.key')).mode & 0o777).toBe(0o600)
    for (const name of ['events.db', 'keys.db', 'views.db']) expect(existsSync(join(path, name))).toBe(true)
    // Closed cleanly: what was written is in the files themselves.
    for (const name of ['events.db-wal', 'keys.db-wal', 'views.db-wal']) expect(existsSync(join(path, name))).toBe(false)
  })

  it('opens one new folder from several sides at once, with one set of keys', async () => {
    const path = join(dir, 'raced')
    const homes = await Promise.all([1, 2, 3].map(() => openStores(path, {})()))
    const ids = new Set<string>()
    for (const home of homes) {
      if (E.isLeft(home)) throw new Error(home.left.reason)
      ids.add(home.right.vault.digest('same'))
      await home.right.close()
    }
    expect(ids.size).toBe(1)
  })

  it('keeps each part where the environment says', async () => {
    const path = join(dir, 'apart')
    const home = await openStores(path, { JEJAK_VIEWS: `sqlite:${join(dir, 'elsewhere.db')}` })()
    if (E.isRight(home)) await home.right.close()
    expect(existsSync(join(dir, 'elsewhere.db'))).toBe(true)
    expect(existsSync(join(path, 'views.db'))).toBe(false)
  })

  it('makes nothing where it may not', async () => {
    const path = join(dir, 'absent')
    expect(await openStores(path, {}, { create: false })()).toMatchObject({ left: { tag: 'OpeningRefused' } })
    expect(existsSync(path)).toBe(false)
  })

  it('refuses a file, and a folder under a file', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    expect(await openStores(file, {})()).toMatchObject({ left: { tag: 'OpeningRefused' } })
    expect(await openStores(join(file, 'home'), {})()).toMatchObject({ left: { tag: 'OpeningRefused' } })
  })

  it('lets go of the events where the keys do not open', async () => {
    const path = join(dir, 'broken')
    const home = await openStores(path, {})()
    if (E.isRight(home)) await home.right.close()
    const key = join(path, 'wrapping.key')
    chmodSync(key, 0o600)
    writeFileSync(key, '0'.repeat(64))
    const refused = await openStores(path, {})()
    expect(refused).toMatchObject({ left: { tag: 'OpeningRefused' } })
    expect(existsSync(join(path, 'events.db-wal'))).toBe(false)
  })
})
