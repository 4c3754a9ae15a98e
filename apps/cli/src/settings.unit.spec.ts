import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { baseOf, DEFAULT_PORT, homeOf, portOf } from './settings.js'

describe('homeOf', () => {
  it('takes the option before the environment before .jejak', () => {
    expect(homeOf({ JEJAK_HOME: '/e' }, '/here', '/o')).toBe('/o')
    expect(homeOf({ JEJAK_HOME: '/e' }, '/here', undefined)).toBe('/e')
    expect(homeOf({}, '/here', undefined)).toBe('/here/.jejak')
    expect(homeOf({ JEJAK_HOME: '' }, '/here', 'data')).toBe('/here/data')
  })

  it('counts from where npm was called, only for our own scripts', () => {
    expect(homeOf({ npm_lifecycle_event: 'start', INIT_CWD: '/caller' }, '/repo', undefined)).toBe('/caller/.jejak')
    expect(baseOf({ npm_lifecycle_event: 'jejak', INIT_CWD: '/caller' }, '/repo')).toBe('/caller')
    expect(baseOf({ npm_lifecycle_event: 'test', INIT_CWD: '/caller' }, '/repo')).toBe('/repo')
    expect(baseOf({ npm_lifecycle_event: 'jejak' }, '/repo')).toBe('/repo')
  })
})

describe('portOf', () => {
  it('takes the option before the environment before the default', () => {
    expect(portOf({ JEJAK_PORT: '1' }, '2')).toEqual(E.right(2))
    expect(portOf({ JEJAK_PORT: '0' }, undefined)).toEqual(E.right(0))
    expect(portOf({}, undefined)).toEqual(E.right(DEFAULT_PORT))
  })

  it.each(['x', '-1', '65536', '8 0', '1e3'])('refuses %s', (text) => {
    expect(portOf({}, text)).toMatchObject({ left: { exit: 2 } })
    expect(portOf({ JEJAK_PORT: text }, undefined)).toMatchObject({ left: { exit: 2, line: expect.stringContaining('JEJAK_PORT') } })
  })
})
