import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { filesOf } from './addresses.js'

describe('filesOf', () => {
  it('keeps everything in the data folder unless told otherwise', () => {
    expect(filesOf('/home', {})).toEqual(
      E.right({ events: '/home/events.db', keys: '/home/keys.db', views: '/home/views.db', index: '/home/import.db' }),
    )
  })

  it('takes files from the environment, relative ones from the data folder', () => {
    const env = { JEJAK_EVENTS: 'sqlite:/data/e.db', JEJAK_KEYS: 'sqlite:other/k.db', JEJAK_VIEWS: '' }
    expect(filesOf('/home', env)).toEqual(
      E.right({ events: '/data/e.db', keys: '/home/other/k.db', views: '/home/views.db', index: '/home/import.db' }),
    )
  })

  it.each([
    [{ JEJAK_EVENTS: 'esdb://localhost:2113' }, /JEJAK_EVENTS.*"esdb".*later version/],
    [{ JEJAK_VIEWS: 'redis://localhost' }, /JEJAK_VIEWS.*"redis".*later version/],
    [{ JEJAK_KEYS: 'sqlite:' }, /JEJAK_KEYS.*names no file/],
  ])('refuses %j in one line that says what to do', (env, line) => {
    const files = filesOf('/home', env)
    expect(E.isLeft(files) ? files.left.tag : 'none').toBe('HomeRefused')
    expect(E.isLeft(files) ? files.left.reason : '').toMatch(line)
  })
})
