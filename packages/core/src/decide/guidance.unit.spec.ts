import { code, day, eventId, fact, given, happened, historyOf, person, setting } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { DataOf } from '../fact/Fact.js'
import type { AppraisalKind } from '../fact/values.js'
import type { Context } from './Context.js'
import { type Command, CommandCodec } from './commands.js'
import { appointed, retired } from './samples.spec.js'

describe('mentor', () => {
  const mentor = (who = 2, on = '2024-05-03'): Command => ({
    type: 'Mentor',
    on: day(on),
    data: { pair: code('PS-1'), mentor: person(who), minutes: 60, session: 1 },
    personal: { topic: null, followUp: null },
  })
  const knowing = (...drafts: Parameters<typeof historyOf>[0]): Partial<Context> => ({
    others: new Map([[person(2), { history: historyOf(drafts), revision: drafts.length - 1 }]]),
  })
  const active = knowing(appointed(50, '2005-01-01'))
  const session = happened(
    3,
    '2024-05-03',
    fact('Mentored', { pair: code('PS-1'), mentor: person(2), minutes: 30 }, { topic: null, followUp: null }),
  )

  it('records a session with a colleague in service', () =>
    given(appointed(1)).within(active).when(mentor()).thenEvents({ type: 'Mentored' }))
  it('is not with oneself', () =>
    given(appointed(1))
      .within({ others: new Map([[person(1), { history: historyOf([appointed(1)]), revision: 0 }]]) })
      .when(mentor(1))
      .thenRejected('SELF_MENTORING'))
  it('needs to know the mentor', () => {
    given(appointed(1)).when(mentor()).thenRejected('MENTOR_UNKNOWN')
    given(appointed(1)).within(knowing()).when(mentor()).thenRejected('MENTOR_UNKNOWN')
  })
  it('needs the mentor in service on the day', () => {
    given(appointed(1))
      .within(knowing(appointed(50), retired(51, '2024-05-03')))
      .when(mentor())
      .thenRejected('MENTOR_NOT_ACTIVE')
    given(appointed(1))
      .within(knowing(appointed(50), retired(51, '2024-05-04')))
      .when(mentor())
      .thenEvents({ type: 'Mentored' })
    given(appointed(1))
      .within(knowing(appointed(50, '2024-05-04')))
      .when(mentor())
      .thenRejected('MENTOR_NOT_ACTIVE')
  })
  it('is one session a pair and day, and not of a day to come', () => {
    given(appointed(1), session).within(active).when(mentor()).thenRejected('DUPLICATE_SESSION')
    given(appointed(1), session).within(active).when(mentor(2, '2024-05-04')).thenEvents({ type: 'Mentored' })
    given(appointed(1)).within(active).when(mentor(2, '2026-11-25')).thenRejected('NOT_YET')
  })
  it('may be a second session of the pair on that day, if it says so', () => {
    const first = mentor()
    if (first.type !== 'Mentor') return expect.fail('no session')
    given(appointed(1), session)
      .within(active)
      .when({ ...first, data: { ...first.data, session: 2 } })
      .thenEvents({ type: 'Mentored' })
  })
})

describe('appraise', () => {
  const data = {
    year: 2024,
    periodStart: day('2024-01-01'),
    periodEnd: day('2024-12-31'),
    result: 1 as const,
    behaviour: 3 as const,
    appraiser: person(2),
    appraisedOn: day('2025-01-10'),
    acting: false,
    kind: 'tahunan' as AppraisalKind,
  }
  const known: Partial<Context> = { others: new Map([[person(2), { history: historyOf([appointed(50)]), revision: 4 }]]) }
  const appraise = (parts: Partial<DataOf<'Appraised'>> = {}): Command => ({ type: 'Appraise', data: { ...data, ...parts } })
  const before = happened(2, '2024-12-31', fact('Appraised', { ...data, predicate: 'K', sourcePredicate: null }, null))

  it('follows the matrix: good results with poor behaviour are K', () =>
    given(appointed(1))
      .within(known)
      .when(appraise())
      .thenEvents({
        type: 'Appraised',
        effectiveOn: day('2024-12-31'),
        data: { ...data, predicate: 'K', sourcePredicate: null },
      }))
  it('rests on what was read: both careers, and the rules', () => {
    const { decision } = given(appointed(1)).within(known).when(appraise())
    const [event] = E.isRight(decision) ? decision.right : []
    if (event?.ground.kind !== 'taken') return expect.fail('no ground')
    expect(event.ground.verdict.read).toEqual([
      { stream: setting().stream, revision: 0 },
      { stream: `career-${person(2)}`, revision: 4 },
    ])
    expect(event.ground.verdict.rules.map(({ rule }) => rule)).toContain('DUPLICATE_APPRAISAL')
    expect(event.ground.verdict.rules.every(({ outcome }) => outcome === 'met')).toBe(true)
    expect(event.ground.verdict.rules.find(({ rule }) => rule === 'APPRAISER_UNKNOWN')?.facts).toEqual([eventId(50)])
  })
  it('of a quarter stands beside that of the year; one of whose kind nobody speaks is of the year', () => {
    given(appointed(1), before)
      .within(known)
      .when(appraise({ kind: 'triwulan', periodEnd: day('2024-03-31') }))
      .thenEvents({ type: 'Appraised' })
    const { kind: _, ...first } = data
    expect(CommandCodec.decode({ type: 'Appraise', data: first })).toMatchObject(E.right({ data: { kind: 'tahunan' } }))
  })
  it('is by the mayor too, who has no number', () =>
    given(appointed(1))
      .when({ type: 'Appraise', data: { ...data, appraiser: null }, personal: { appraiserName: 'Wali Kota Contoh' } })
      .thenEvents({ type: 'Appraised', personal: { appraiserName: 'Wali Kota Contoh' } }))
  it('is one of a period, acting or not', () => {
    given(appointed(1), before).within(known).when(appraise()).thenRejected('DUPLICATE_APPRAISAL')
    given(appointed(1), before)
      .within(known)
      .when(appraise({ acting: true }))
      .thenEvents({ type: 'Appraised' })
  })
  it('is of a period that ends after it starts, in its year, by another, known person, and not of the future', () => {
    given(appointed(1))
      .within(known)
      .when(appraise({ periodStart: day('2024-12-31'), periodEnd: day('2024-12-30') }))
      .thenRejected('ENDS_BEFORE_START')
    given(appointed(1))
      .within(known)
      .when(appraise({ periodStart: day('2023-12-31') }))
      .thenRejected('PERIOD_OUTSIDE_YEAR')
    given(appointed(1))
      .within(known)
      .when(appraise({ periodStart: day('2024-12-31') }))
      .thenEvents({ type: 'Appraised' })
    given(appointed(1))
      .within(known)
      .when(appraise({ year: 2023 }))
      .thenRejected('PERIOD_OUTSIDE_YEAR')
    given(appointed(1)).when(appraise()).thenRejected('APPRAISER_UNKNOWN')
    given(appointed(1))
      .within({ others: new Map([[person(1), { history: historyOf([appointed(1)]), revision: 0 }]]) })
      .when(appraise({ appraiser: person(1) }))
      .thenRejected('SELF_APPRAISAL')
    given(appointed(1))
      .within(known)
      .when(appraise({ appraisedOn: day('2026-11-25') }))
      .thenRejected('NOT_YET')
  })
})
