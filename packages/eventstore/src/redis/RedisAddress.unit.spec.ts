import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { redisAddress } from './RedisAddress.js'

describe('an address of a Redis', () => {
  it('names a server, its database and options', () => {
    expect(redisAddress('rediss://user:p%40ss@host:6380/3?prefix=jejak-test&durable=declared')).toEqual(
      E.right({
        nodes: [{ host: 'host', port: 6380 }],
        cluster: false,
        tls: true,
        username: 'user',
        password: 'p@ss',
        database: 3,
        prefix: 'jejak-test',
        declaredDurable: true,
        shown: 'host:6380/3',
      }),
    )
    expect(redisAddress('redis://localhost')).toMatchObject(E.right({ nodes: [{ host: 'localhost', port: 6379 }], database: 0 }))
    expect(redisAddress('redis://[::1]:7000')).toMatchObject(E.right({ nodes: [{ host: '::1', port: 7000 }] }))
  })

  it('names nodes of a cluster', () => {
    expect(redisAddress('redis+cluster://:pw@a:1,b:2')).toMatchObject(
      E.right({
        cluster: true,
        username: null,
        password: 'pw',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
        shown: 'a:1,b:2',
      }),
    )
  })

  it.each([
    ['redis://', /write redis:/],
    ['http://host', /write redis:/],
    ['redis://a,b', /redis\+cluster/],
    ['redis+cluster://a,b/1', /no numbered databases/],
    ['redis://host:99999', /host:port/],
    ['redis://host?prefix={x}', /prefix=NAME/],
    ['redis://host?durable=yes', /durable=declared/],
    ['redis://%zz:pw@host', /percent-encoded/],
  ])('is refused as %s', (text, reason) => {
    expect(redisAddress(text)).toEqual(E.left(expect.stringMatching(reason)))
  })

  it('says its password nowhere but in the place of the password', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{8,20}$/), fc.constantFrom('host', 'host:1', 'ho st:x', ''), (password, host) => {
        const address = redisAddress(`redis://user:${password}@${host}`)
        const said = E.isLeft(address) ? address.left : JSON.stringify({ ...address.right, password: '' })
        expect(said).not.toContain(password)
      }),
    )
  })
})
