import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { filesOf } from './addresses.js'
import type { StorePlace } from './DeploymentStores.js'

const file = (path: string): StorePlace => ({ kind: 'sqlite', path })
const redis = (url: string): StorePlace => ({ kind: 'redis', url })

describe('filesOf', () => {
  it('keeps everything in the data folder unless told otherwise', () => {
    expect(filesOf('/home', {})).toEqual(
      E.right({ events: file('/home/events.db'), keys: file('/home/keys.db'), views: file('/home/views.db'), index: '/home/import.db' }),
    )
  })

  it('takes files from the environment, relative ones from the data folder', () => {
    const env = { JEJAK_EVENTS: 'sqlite:/data/e.db', JEJAK_KEYS: 'sqlite:other/k.db', JEJAK_VIEWS: '' }
    expect(filesOf('/home', env)).toEqual(
      E.right({ events: file('/data/e.db'), keys: file('/home/other/k.db'), views: file('/home/views.db'), index: '/home/import.db' }),
    )
  })

  it('takes keys and read models from a Redis, alone or in a cluster', () => {
    const env = { JEJAK_KEYS: 'rediss://user:pw@host/1', JEJAK_VIEWS: 'redis+cluster://a:1,b:2' }
    const files = filesOf('/home', env)
    expect(files).toMatchObject(E.right({ keys: redis(env.JEJAK_KEYS), views: redis(env.JEJAK_VIEWS) }))
  })

  it('takes events from an EventStoreDB, and keeps the copy of its log in the data folder', () => {
    for (const url of ['esdb://user:pw@host:2113', 'esdb+discover://cluster.test?tls=false', 'kurrentdb://a:1,b:2'])
      expect(filesOf('/home', { JEJAK_EVENTS: url })).toMatchObject(
        E.right({ events: { kind: 'eventstoredb', url, copy: '/home/events-copy.db' } }),
      )
  })

  it.each([
    [{ JEJAK_EVENTS: 'esdb://user:a:b@localhost:2113' }, /^JEJAK_EVENTS: (?!.*a:b).*%3A/],
    [{ JEJAK_EVENTS: 'esdb://localhost:2113?tsl=false' }, /^JEJAK_EVENTS: .*"tsl".*no setting/],
    [{ JEJAK_EVENTS: 'redis://localhost' }, /JEJAK_EVENTS.*"redis".*esdb:/],
    [{ JEJAK_VIEWS: 'redis://:pw@a,b' }, /^JEJAK_VIEWS: (?!.*pw).*redis\+cluster/],
    [{ JEJAK_KEYS: 'sqlite:' }, /JEJAK_KEYS.*names no file/],
  ])('refuses %j in one line that says what to do', (env, line) => {
    const files = filesOf('/home', env)
    expect(E.isLeft(files) ? files.left.tag : 'none').toBe('OpeningRefused')
    expect(E.isLeft(files) ? files.left.reason : '').toMatch(line)
  })
})
