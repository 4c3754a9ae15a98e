import { code, day, eventId, fact, happened, historyOf, person } from '@jejak/testing'
import { describe, expect, it } from 'vitest'
import { appointed, attended, catalogue, decree, promoted, retired } from '../../decide/samples.spec.js'
import type { EventDraft } from '../../event/Envelope.js'
import type { DataOf } from '../../fact/Fact.js'
import { careerStream } from '../../identity/streams.js'
import { unfitIn } from './unfit.js'

const ONE = careerStream(person(1))
const OF_THE_FIRST_VERSION = ['PERIOD_SHORTER_THAN_SERVICE', 'LOOKS_LIKE_TRANSFER', 'LOOKS_LIKE_RETURN']

/** What the first version could not tell of these events, with the event that says it. */
const unfit = (...drafts: ReadonlyArray<EventDraft>) =>
  unfitIn(ONE, historyOf(drafts, ONE), { catalogueOf: () => catalogue, serviceOf: () => undefined }).flatMap(({ rule, event }) =>
    OF_THE_FIRST_VERSION.includes(rule) ? [[rule, event]] : [],
  )

const appraised = (n: number, from: string, to: string, more: Partial<DataOf<'Appraised'>> = {}) =>
  happened(
    n,
    to,
    fact(
      'Appraised',
      {
        year: Number(to.slice(0, 4)),
        periodStart: day(from),
        periodEnd: day(to),
        result: 2,
        behaviour: 2,
        predicate: 'B',
        sourcePredicate: null,
        appraiser: null,
        appraisedOn: day(to),
        acting: false,
        kind: 'tahunan',
        ...more,
      },
      { appraiserName: null },
    ),
  )

const left = (n: number, on: string) => happened(n, on, fact('Left', { kind: 'mutasi_keluar', decree }, null))
const transferred = (n: number, on: string) => happened(n, on, fact('TransferredIn', { from: 'Kabupaten Contoh', decree }, null))
const positioned = (n: number, on: string) =>
  happened(
    n,
    on,
    fact(
      'Positioned',
      {
        positionId: code('J-1'),
        positionName: 'Analis',
        level: 'ahli_pertama',
        unitId: code('U-1'),
        assignment: 'D',
        decree,
        family: 'lain',
      },
      null,
    ),
  )

describe('an annual appraisal that may be of a quarter', () => {
  it('is one whose period is shorter than the service of its year', () =>
    expect(unfit(appointed(1), appraised(2, '2024-01-01', '2024-03-31'), appraised(3, '2025-01-01', '2025-12-31'))).toEqual([
      ['PERIOD_SHORTER_THAN_SERVICE', eventId(2)],
    ]))

  it('is none of who came or left within the year, nor of a day more or less than a leap year has', () => {
    expect(unfit(appointed(1, '2024-03-01'), appraised(2, '2024-03-01', '2024-12-31'))).toEqual([])
    expect(unfit(appointed(1, '2024-03-01'), appraised(2, '2024-03-02', '2024-12-31'))).toEqual([
      ['PERIOD_SHORTER_THAN_SERVICE', eventId(2)],
    ])
    expect(unfit(appointed(1), appraised(2, '2024-01-01', '2024-06-30'), left(3, '2024-07-01'))).toEqual([])
    expect(unfit(appointed(1), appraised(2, '2024-01-01', '2024-12-31'))).toEqual([])
  })

  it('counts the days of all spells of the year', () => {
    const twice = [appointed(1), left(2, '2024-02-01'), transferred(3, '2024-11-01')]
    expect(unfit(...twice, appraised(4, '2024-11-01', '2024-12-31'))).toEqual([['PERIOD_SHORTER_THAN_SERVICE', eventId(4)]])
    expect(unfit(...twice, appraised(4, '2024-01-01', '2024-12-31'))).toEqual([])
  })

  it('is none that says it is of a quarter, or as an acting officer', () =>
    expect(
      unfit(
        appointed(1),
        appraised(2, '2024-01-01', '2024-03-31', { kind: 'triwulan' }),
        appraised(3, '2024-04-01', '2024-05-31', { acting: true }),
      ),
    ).toEqual([]))
})

describe('a service that looks like a transfer', () => {
  it('has grades of two years and more before the first post that is known here', () => {
    expect(unfit(appointed(1), promoted(2, '2010-03-01', 'III/a'), positioned(3, '2018-06-01'))).toEqual([
      ['LOOKS_LIKE_TRANSFER', eventId(1)],
    ])
    expect(unfit(appointed(1), promoted(2, '2010-03-01', 'III/a'), positioned(3, '2012-02-28'))).toEqual([])
    expect(unfit(appointed(1), promoted(2, '2010-03-01', 'III/a'))).toEqual([])
  })

  it('has facts of before it began', () =>
    expect(unfit(appointed(1, '2018-06-01'), promoted(2, '2014-04-01', 'III/b'))).toEqual([['LOOKS_LIKE_TRANSFER', eventId(1)]]))

  it('is none where the transfer is known', () =>
    expect(unfit(appointed(1), promoted(2, '2010-03-01', 'III/a'), positioned(3, '2018-06-01'), transferred(4, '2018-06-01'))).toEqual([]))
})

describe('an exit that looks like one of somebody who came back', () => {
  it('is followed by facts', () =>
    expect(unfit(appointed(1), left(2, '2020-01-01'), attended(3))).toEqual([['LOOKS_LIKE_RETURN', eventId(2)]]))

  it('is followed by facts before the next exit as well', () =>
    expect(unfit(appointed(1), left(2, '2018-01-01'), promoted(3, '2019-04-01', 'III/b'), left(4, '2020-01-01'))).toEqual([
      ['LOOKS_LIKE_RETURN', eventId(2)],
    ]))

  it('is none where a return is known, nothing follows, or the person was pensioned off', () => {
    expect(unfit(appointed(1), left(2, '2020-01-01'), transferred(3, '2022-01-01'), attended(4))).toEqual([])
    expect(unfit(appointed(1), promoted(2, '2014-04-01', 'III/a'), left(3, '2020-01-01'))).toEqual([])
    expect(unfit(appointed(1), retired(2, '2020-01-01'), attended(3))).toEqual([])
  })
})
