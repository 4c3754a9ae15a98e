import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { LOG_LEVELS, operationsSettings } from './settings.js'

describe('the settings of operations', () => {
  it('have defaults, also for what is set to nothing', () => {
    expect(operationsSettings({})).toEqual(E.right({ logLevel: 'warn', readyLag: 60 }))
    expect(operationsSettings({ JEJAK_LOG: '', JEJAK_READY_LAG: '' })).toEqual(operationsSettings({}))
  })

  it.each(LOG_LEVELS)('take the level %s', (logLevel) => {
    expect(operationsSettings({ JEJAK_LOG: logLevel, JEJAK_READY_LAG: '5' })).toEqual(E.right({ logLevel, readyLag: 5 }))
  })

  it.each([
    [{ JEJAK_LOG: 'loud' }, /^JEJAK_LOG must be one of trace, .*silent$/],
    [{ JEJAK_LOG: 'WARN' }, /^JEJAK_LOG/],
    [{ JEJAK_READY_LAG: '0' }, /^JEJAK_READY_LAG must be a whole number of seconds from 1 to 86400$/],
    [{ JEJAK_READY_LAG: '86401' }, /^JEJAK_READY_LAG/],
    [{ JEJAK_READY_LAG: '1.5' }, /^JEJAK_READY_LAG/],
  ])('refuse %j in one line', (env, line) => {
    expect(operationsSettings(env)).toMatchObject({ left: expect.stringMatching(line) })
  })
})
