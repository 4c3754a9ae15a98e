import { describe, expect, it } from 'vitest'
import { agreed, appointed, day, jsonFor, left } from './examples.spec.js'

const PPPK = { status: 'PPPK' }
const asked = { from: day('2026-01-01'), to: day('2026-12-31'), asOf: day('2025-12-31') }

describe('agreements', () => {
  const people = {
    1: [appointed('U1', PPPK), agreed('2021-01-01', '2025-12-31'), agreed('2025-01-01', '2026-03-31')],
    2: [appointed('U1', PPPK), agreed('2021-01-01', '2025-12-30')],
    3: [appointed('U1', PPPK), agreed('2026-01-01', '2026-05-31')],
    4: [appointed('U1', PPPK), agreed('2021-01-01', '2026-03-01'), left('2025-06-01')],
    5: [appointed('U1'), agreed('2021-01-01', '2026-03-01')],
    6: [appointed('U2', PPPK), agreed('2025-01-01', '2025-12-31')],
  }

  it('ends with the latest of a person; one that has yet to begin does not count, nor do PNS and those who left', () => {
    expect(jsonFor('agreements', asked, { people })).toMatchObject({
      base: { people: 4, none: 1, lapsed: 1 },
      rows: [{ month: '2026-03', people: 1 }],
    })
  })

  it('ends on its last day, which is not yet lapsed', () => {
    expect(jsonFor('agreements', { ...asked, unit: 'U2' }, { people })).toMatchObject({ base: { people: 1, none: 0, lapsed: 0 }, rows: [] })
  })
})
