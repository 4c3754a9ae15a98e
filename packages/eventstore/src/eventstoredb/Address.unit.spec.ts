import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { addressOf } from './Address.js'

const reasonOf = (url: string): string => {
  const address = addressOf(url)
  return E.isLeft(address) ? address.left.reason : 'accepted'
}

describe('addressOf', () => {
  it('reads hosts, sign-in and TLS, which is on unless told otherwise', () => {
    expect(addressOf('esdb://localhost')).toMatchObject(E.right({ library: 'eventstore', tls: true, credentials: null }))
    expect(addressOf('esdb+discover://a:1,b:2?tls=false&nodePreference=leader')).toMatchObject(
      E.right({ tls: false, shown: 'esdb+discover://a:1,b:2' }),
    )
    expect(addressOf('kurrentdb://u%3A:p%40%3A@host:2113/')).toMatchObject(
      E.right({ library: 'kurrent', credentials: { username: 'u:', password: 'p@:' } }),
    )
  })

  it.each([
    ['sqlite:events.db', /no connection string/],
    ['esdb://', /no connection string/],
    ['esdb://ho st:1', /no connection string/],
    ['esdb://host:port', /no connection string/],
    // The library would cut the password at its second colon.
    ['esdb://user:geheim:x@host', /%3A/],
    ['esdb://user@host', /USER:PASSWORD/],
    ['esdb://user:%zz@host', /USER:PASSWORD/],
    // The library would only warn, and connect with TLS.
    ['esdb://user:geheim@host?tsl=false', /"tsl", which is no setting/],
    // With it, an append that failed would look like one that was made.
    ['esdb://host?throwOnAppendFailure=false', /no setting/],
    // The library would say that it takes any certificate, and take none.
    ['esdb://user:geheim@host?tlsVerifyCert=false', /does not heed.*tlsCAFile=PATH, or write kurrentdb:/],
    ['esdb://host?maxAppendSize=much', /no number of bytes/],
  ])('refuses %s, and does not repeat the password', (url, reason) => {
    expect(reasonOf(url)).toMatch(reason)
    expect(reasonOf(url)).not.toContain('geheim')
  })

  it('takes settings however they are written', () => {
    expect(reasonOf('esdb://host?TLS=False&keep_alive_interval=10000&tls-ca-file=a')).toBe('accepted')
    expect(reasonOf('esdb://host?tls=false&tlsVerifyCert=false')).toBe('accepted')
    expect(reasonOf('kurrentdb://host?tlsVerifyCert=false')).toBe('accepted')
    expect(addressOf('esdb://host?max-append-size=65536&tls=false')).toMatchObject(
      E.right({ url: 'esdb://host?tls=false', maxAppendSize: 65_536 }),
    )
    expect(addressOf('esdb://host?maxAppendSize=65536')).toMatchObject(E.right({ url: 'esdb://host', maxAppendSize: 65_536 }))
    expect(addressOf('esdb://host?TLS=False')).toMatchObject(E.right({ tls: false }))
  })
})
