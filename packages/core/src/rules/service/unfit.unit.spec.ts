import { isDeepStrictEqual } from 'node:util'
import { AGENCY, arbitraryDecisionInput, catalogueOf, code, day, eventId, fact, happened, historyOf, person } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { employmentHere } from '../../decide/Context.js'
import { appointed, appointedData, attended, catalogue, decree, personal, promoted, retired } from '../../decide/samples.spec.js'
import type { EventDraft } from '../../event/Envelope.js'
import * as History from '../../history/History.js'
import { agencyStream, careerStream } from '../../identity/streams.js'
import { overfilled, type PostHeld, postsHeld, type Surroundings, servicesIn, unfitIn, unfitInCareers } from './unfit.js'

const ONE = careerStream(person(1))
const around: Surroundings = { catalogueOf: () => catalogue, serviceOf: () => null }

const unfit = (...drafts: ReadonlyArray<EventDraft>) => unfitIn(ONE, historyOf(drafts, ONE), around).map(({ rule, event }) => [rule, event])

const rated = (n: number) =>
  happened(
    n,
    null,
    fact('Rated', { cohort: code('A-1'), material: 5, method: 5, instructor: 5, facilities: 5, relevance: 5 }, { comment: null }),
  )

/** The n-th event takes a fact out. */
const annulled = (n: number, root: number): EventDraft => {
  const { id, agency, correlationId, causationId, source } = happened(n, null, fact('PersonErased', {}, null))
  const taken = promoted(n, '2020-01-01', 'III/a')
  if (!('ground' in taken) || taken.ground.kind === 'noted') return expect.fail('a rank is a decision')
  return {
    type: 'Annulled',
    id,
    agency,
    effectiveOn: null,
    ground: taken.ground,
    reason: null,
    source,
    correlationId,
    causationId,
    root: eventId(root),
    saw: eventId(root),
  }
}

describe('facts that do not fit any more', () => {
  it('are none where everything fits', () => expect(unfit(appointed(1), attended(2), rated(3))).toEqual([]))

  it('are none of a person who attended before the newest number was given, nor is one post held twice, while the numbers are joined', () => {
    const positioned = (n: number) => {
      const at = {
        positionId: code('J-1'),
        positionName: 'Jabatan',
        level: 'ahli_muda',
        unitId: code('U-1'),
        assignment: 'D',
        decree,
      } as const
      return happened(n, '2024-01-01', fact('Positioned', at, null))
    }
    const old = { career: person(1), history: historyOf([appointed(1), positioned(2)], ONE) }
    const under = (earlier: ReturnType<typeof person> | null) => {
      const row = happened(3, '2024-06-01', fact('Appointed', { ...appointedData(), earlier }, personal))
      return { career: person(2), history: historyOf([row, attended(4), promoted(5, '2024-07-01', 'III/a')], careerStream(person(2))) }
    }
    const rulesOf = (careers: Parameters<typeof unfitInCareers>[0]) =>
      unfitInCareers(careers, around).map(({ rule, stream }) => [rule, stream])
    const apart = rulesOf([old, under(null)])
    expect(apart).toContainEqual(['BEFORE_APPOINTMENT', careerStream(person(2))])
    expect(rulesOf([old, under(person(1))])).toEqual(
      apart.filter(([rule]) => rule !== 'BEFORE_APPOINTMENT' && rule !== 'LOOKS_LIKE_TRANSFER'),
    )
    expect(postsHeld([old, under(person(1))], () => catalogue, day('2024-05-31'))).toHaveLength(1)
  })

  it('a rating whose attendance was taken out', () =>
    expect(unfit(appointed(1), attended(2), rated(3), annulled(4, 2))).toEqual([['NOT_ATTENDED', eventId(3)]]))

  it('a rank after a retirement that was recorded later, and one that does not rise', () =>
    expect(unfit(appointed(1), promoted(2, '2020-04-01', 'III/b'), promoted(3, '2024-04-01', 'III/b'), retired(4, '2024-01-01'))).toEqual([
      ['AFTER_EXIT', eventId(3)],
      ['RANK_NOT_RISING', eventId(3)],
    ]))

  it('hours above what the program has by now, and a cohort that is no longer there', () => {
    const hours = (n: number, cohort: string) =>
      happened(n, null, fact('Attended', { cohort: code(cohort), hours: 21, preScore: null, postScore: null, certificate: null }, null))
    expect(unfit(appointed(1), hours(2, 'A-1'), hours(3, 'A-9'))).toEqual([
      ['HOURS_ABOVE_PROGRAM', eventId(2)],
      ['UNKNOWN_COHORT', eventId(3)],
    ])
  })

  it('what names a run, a program, a post or a forum that was taken out', () => {
    const requested = happened(
      2,
      '2024-02-01',
      fact('StudyTimeAnswered', { cohort: code('A-9'), answeredOn: day('2024-02-05'), approved: true, reason: null }, null),
    )
    const named = (n: number, unit: string) =>
      happened(
        n,
        '2024-02-01',
        fact('Nominated', { unitId: code(unit), positionId: code('J.01'), readiness: 'siap_kini', status: 'diusulkan', basis: null }, null),
      )
    expect(unfit(appointed(1), requested, named(3, 'U.99'))).toEqual([
      ['UNKNOWN_COHORT', eventId(2)],
      ['UNKNOWN_POST', eventId(3)],
    ])
    const agencyWide = (...drafts: ReadonlyArray<EventDraft>) =>
      unfitIn(agencyStream(AGENCY), historyOf(drafts, agencyStream(AGENCY)), around).map(({ rule, event }) => [rule, event])
    const forum = happened(
      1,
      '2025-03-01',
      fact('ForumHeld', { code: code('F-1'), topic: 'Layanan', attended: 10, inputs: 1, followedUp: 0, kind: 'warga' }, null),
    )
    const input = happened(2, '2025-03-01', fact('InputReceived', { forum: code('F-1'), number: 1, unitId: null }, { text: 'Antrean' }))
    expect(agencyWide(forum, input)).toEqual([])
    expect(agencyWide(forum, input, annulled(3, 1))).toEqual([['UNKNOWN_FORUM', eventId(2)]])
    const changed = happened(
      4,
      '2025-03-01',
      fact('CurriculumChanged', { program: code('P-9'), version: '2', findingsFrom: [] }, { change: 'a', because: 'b', by: null }),
    )
    expect(agencyWide(changed)).toEqual([['UNKNOWN_PROGRAM', eventId(4)]])
  })

  it('a session of a mentor who was not in service, or entered later; nothing where the mentor was not read', () => {
    const session = happened(
      2,
      '2015-01-05',
      fact('Mentored', { pair: code('M-1'), mentor: person(2), minutes: 60 }, { topic: null, followUp: null }),
    )
    const found = (mentor: ReadonlyArray<EventDraft> | null) => {
      const service = mentor === null ? undefined : (servicesIn(historyOf(mentor, careerStream(person(2)))).get(AGENCY) ?? null)
      const history = historyOf([appointed(1), session], ONE)
      return unfitIn(ONE, history, { ...around, serviceOf: () => service }).map(({ rule }) => rule)
    }
    expect(found([appointed(11)])).toEqual([])
    expect(found([appointed(11, '2012-01-01')])).toEqual(['SENIORITY_OF_MENTOR'])
    expect(found([appointed(11), retired(12, '2014-01-01')])).toEqual(['MENTOR_NOT_ACTIVE'])
    expect(found([])).toEqual(['MENTOR_UNKNOWN'])
    expect(found(null)).toEqual([])
  })

  it('are not looked for of an erased person', () =>
    expect(unfit(appointed(1), rated(2), happened(3, '2025-01-01', fact('PersonErased', {}, null)))).toEqual([]))
})

describe('two definitive holders of one post', () => {
  const post = (needed: number) =>
    catalogueOf([
      happened(
        1,
        null,
        fact(
          'PostDefined',
          { unitId: code('U-1'), positionId: code('J-1'), positionName: 'Kepala', level: 'administrator', needed, key: true },
          null,
        ),
      ),
    ])
  const holder = (n: number, on: string, assignment: 'D' | 'PLT' = 'D'): ReadonlyArray<PostHeld> => {
    const held = {
      positionId: code('J-1'),
      positionName: 'Kepala',
      level: 'administrator',
      unitId: code('U-1'),
      assignment,
      decree,
    } as const
    const history = historyOf([appointed(n * 10), happened(n * 10 + 1, on, fact('Positioned', held, null))], careerStream(person(n)))
    return postsHeld([{ career: person(n), history }], () => post(1), day('2024-06-01'))
  }
  const found = (needed: number | null, ...held: ReadonlyArray<ReadonlyArray<PostHeld>>) =>
    overfilled(held.flat(), () => (needed === null ? catalogue : post(needed)), day('2024-06-01')).map(({ stream }) => stream)

  it('are both named where the post needs one', () =>
    expect(found(1, holder(1, '2020-01-01'), holder(2, '2021-01-01'))).toEqual([careerStream(person(1)), careerStream(person(2))]))
  it('fit where it needs two, and where the establishment does not say', () => {
    expect(found(2, holder(1, '2020-01-01'), holder(2, '2021-01-01'))).toEqual([])
    expect(found(null, holder(1, '2020-01-01'), holder(2, '2021-01-01'))).toEqual([])
  })
  it('are counted on the day, acting officers not', () => {
    expect(found(1, holder(1, '2020-01-01'), holder(2, '2024-06-02'))).toEqual([])
    expect(found(1, holder(1, '2020-01-01'), holder(2, '2021-01-01', 'PLT'))).toEqual([])
  })
})

it('finding them is total, and the same whatever the order in which the facts arrived', () =>
  fc.assert(
    fc.property(arbitraryDecisionInput(), ({ context, state }) => {
      const service: Surroundings = {
        catalogueOf: () => context.catalogue,
        serviceOf: (_, career) => employmentHere(context, context.others.get(career)?.history ?? History.empty),
      }
      const found = unfitIn(context.stream, state, service)
      return isDeepStrictEqual(unfitIn(context.stream, new Map([...state].reverse()), service), found)
    }),
    { numRuns: 200 },
  ))
