import { instantOfMillis, toMillis } from '@jejak/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLOCK_AHEAD_DAYS, CLOCK_BEHIND_MS, judgeClock, PROGRAM_SINCE } from './clockFault.js'

const DAY_MS = 86_400_000
const since = toMillis(PROGRAM_SINCE)
const moment = fc.integer({ min: since, max: Date.UTC(2126, 0, 1) })

describe('a clock', () => {
  it('is taken for right where it is near the newest event, and refused where it is far, on either side', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -(10 ** 11), max: 10 ** 12 }), (newest, ahead) => {
        const now = newest + ahead
        const isRight = ahead >= -CLOCK_BEHIND_MS && ahead <= CLOCK_AHEAD_DAYS * DAY_MS && now >= since
        expect(judgeClock(now, instantOfMillis(newest)) === null).toBe(isRight)
      }),
    )
  })

  it('is held against the program alone while the log is empty', () => {
    fc.assert(fc.property(moment, (now) => judgeClock(now, null) === null))
    expect(judgeClock(since - 1, null)).toContain('before this program was written')
    expect(judgeClock(0, null)).not.toBeNull()
  })
})
