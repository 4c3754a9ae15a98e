import { AGENCY, day, eventId } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { DraftMeta } from '../event/Envelope.js'
import { encode } from '../event/registry.js'
import { MENTORING, PERFORMANCE_PREDICATE, SMALL_COUNTS, TRAINING_HOURS } from './national.js'
import { draftNationalDefaults, inForce, nationalDefaults } from './nationalDefaults.js'

const drafts = draftNationalDefaults(AGENCY, (policy) => eventId(nationalDefaults.findIndex((d) => d.policy === policy)), eventId(99))

describe('national defaults', () => {
  it('are the numbers of the regulations', () => {
    expect([TRAINING_HOURS.floorOfPermanent.value, TRAINING_HOURS.ceilingOfContract.value]).toEqual([20, 24])
    expect([MENTORING.hoursPerSession.value, MENTORING.sessionsPerMonth.value, MENTORING.stalledAfterDays.value]).toEqual([2, 2, 60])
    expect(SMALL_COUNTS.fewest.value).toBe(5)
  })

  it('are adopted one event a policy, by Jejak, on the basis of their regulation, without a date', () => {
    expect(drafts.map((draft) => draft.type === 'PolicyAdopted' && draft.data.policy)).toEqual([
      'training-hours',
      'mentoring',
      'performance-predicate',
      'small-counts',
    ])
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
    for (const draft of drafts) {
      expect(draft).toMatchObject({ agency: AGENCY, effectiveOn: null, ground: { kind: 'taken', actor: 'jejak' }, data: { from: null } })
      expect(E.isRight(DraftMeta.decode(encode(draft).meta))).toBe(true)
    }
  })

  it('name each policy once, with the version that is shipped', () => {
    expect(nationalDefaults.map(({ policy, version }) => ({ policy, version }))).toEqual(
      [TRAINING_HOURS, MENTORING, PERFORMANCE_PREDICATE, SMALL_COUNTS].map(({ policy, version }) => ({ policy, version })),
    )
  })
})

describe('the version in force', () => {
  const adopted = [
    { data: { policy: 'p', version: '3', from: day('2025-01-01') } },
    { data: { policy: 'p', version: '1', from: null } },
    { data: { policy: 'p', version: '2', from: day('2024-01-01') } },
    { data: { policy: 'q', version: '9', from: null } },
  ]
  it.each([
    ['2023-12-31', '1'],
    ['2024-01-01', '2'],
    ['2024-12-31', '2'],
    ['2025-01-01', '3'],
  ])('on %s is %s', (on, version) => {
    expect(inForce(adopted, 'p', day(on))).toEqual({ policy: 'p', version })
    expect(inForce([...adopted].reverse(), 'p', day(on))).toEqual({ policy: 'p', version })
  })
  it('of a policy never adopted is none', () => expect(inForce(adopted, 'r', day('2025-01-01'))).toBeNull())
})
