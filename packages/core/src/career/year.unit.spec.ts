import { arbitraryCareerAndCatalogues, catalogueOf, code, day, fact, happened, historyOf, person } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Catalogue, empty } from '../catalogue/Catalogue.js'
import { lastDayOfYear } from '../date/LocalDate.js'
import type { DataOf } from '../fact/Fact.js'
import type { Expectation, Predicate, Severity } from '../fact/values.js'
import { policyOn } from '../policy/inForce.js'
import { MENTORING, type MentoringParameters } from '../policy/mentoring.js'
import { NATIONAL } from '../policy/Parameter.js'
import type { Employment } from './Employment.js'
import { employments } from './employments.js'
import { annualAppraisal, annualPredicate, creditedSessions, servingDiscipline, trainingHours } from './year.js'

const NATIONAL_CREDIT = MENTORING.versions[NATIONAL]

const employmentOf = (drafts: Parameters<typeof historyOf>[0], catalogue: Catalogue = empty): Employment => {
  const [employment] = employments(historyOf(drafts), () => catalogue)
  return employment ?? expect.fail('no employment')
}

const appraised = (n: number, parts: Partial<DataOf<'Appraised'>>) => {
  const data: DataOf<'Appraised'> = {
    year: 2024,
    periodStart: day('2024-01-01'),
    periodEnd: day('2024-12-31'),
    result: 2,
    behaviour: 2,
    predicate: 'B',
    sourcePredicate: null,
    appraiser: person(9),
    appraisedOn: day('2025-01-15'),
    acting: false,
    kind: 'tahunan',
    ...parts,
  }
  return happened(n, data.periodEnd, fact('Appraised', data, null))
}

describe('annual predicate', () => {
  const MATRIX: ReadonlyArray<readonly [Expectation, Expectation, Predicate]> = [
    [1, 1, 'SB'],
    [1, 2, 'B'],
    [1, 3, 'K'],
    [2, 1, 'B'],
    [2, 2, 'B'],
    [2, 3, 'K'],
    [3, 1, 'BP'],
    [3, 2, 'BP'],
    [3, 3, 'SK'],
  ]
  it.each(MATRIX)('result %i and behaviour %i is %s, whatever the source said', (result, behaviour, predicate) => {
    const employment = employmentOf([appraised(1, { result, behaviour, predicate: 'SK', sourcePredicate: 'SK' })])
    expect(annualPredicate(employment, empty, 2024)).toBe(predicate)
  })

  it('is missing where there is none of the year, or only as an acting officer', () => {
    const employment = employmentOf([appraised(1, { acting: true }), appraised(2, { year: 2023 })])
    expect(annualPredicate(employment, empty, 2024)).toBeNull()
    expect(annualPredicate(employment, empty, 2022)).toBeNull()
  })

  it('is of annual appraisals alone: those of quarters and months make none', () => {
    const quarter = appraised(1, { kind: 'triwulan', result: 1, behaviour: 1 })
    const month = appraised(2, { kind: 'bulanan', periodStart: day('2024-12-01'), result: 1, behaviour: 1 })
    expect(annualPredicate(employmentOf([quarter, month]), empty, 2024)).toBeNull()
    const year = appraised(3, { periodEnd: day('2024-06-30') })
    expect(annualPredicate(employmentOf([quarter, month, year]), empty, 2024)).toBe('B')
  })

  it('is of the latest end of period, then day of appraisal, then start', () => {
    const early = appraised(1, { periodEnd: day('2024-06-30'), appraisedOn: day('2025-03-01'), result: 1, behaviour: 1 })
    const late = appraised(2, { appraisedOn: day('2025-01-10') })
    const later = appraised(3, { appraisedOn: day('2025-01-20'), periodStart: day('2024-02-01'), result: 3 })
    const laterStart = appraised(4, { appraisedOn: day('2025-01-20'), periodStart: day('2024-07-01'), behaviour: 3 })
    expect(annualPredicate(employmentOf([late, early]), empty, 2024)).toBe('B')
    expect(annualPredicate(employmentOf([later, late, early]), empty, 2024)).toBe('BP')
    expect(annualAppraisal(employmentOf([laterStart, later, late, early]), 2024)?.data.behaviour).toBe(3)
  })
})

const session = (n: number, on: string, pair: string) =>
  happened(n, on, fact('Mentored', { pair: code(pair), mentor: person(9), minutes: 60 }, { topic: null, followUp: null }))

describe('mentoring credit', () => {
  it('is 2 JP for each of the first two sessions of a month, by day, then pair', () => {
    const employment = employmentOf([
      session(1, '2024-05-20', 'P-1'),
      session(2, '2024-05-03', 'P-2'),
      session(3, '2024-05-03', 'P-1'),
      session(4, '2024-06-01', 'P-1'),
      session(5, '2025-05-01', 'P-1'),
    ])
    expect(creditedSessions(employment, NATIONAL_CREDIT).map(({ on, session: { data }, hours }) => [on, data.pair, hours])).toEqual([
      ['2024-05-03', 'P-1', 2],
      ['2024-05-03', 'P-2', 2],
      ['2024-05-20', 'P-1', 0],
      ['2024-06-01', 'P-1', 2],
      ['2025-05-01', 'P-1', 2],
    ])
    expect(trainingHours(employment, empty, 2024)).toBe(6)
  })

  it('never exceeds 4 JP a month, lists every session once, and no order of arrival changes it', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, ({ career, catalogueOf: catalogue }) => {
        const reversed = employments(new Map([...career].reverse()), catalogue)
        employments(career, catalogue).forEach((employment, i) => {
          const credited = creditedSessions(employment, NATIONAL_CREDIT)
          expect(credited).toHaveLength(employment.sessions.length)
          const months = new Map<string, number>()
          for (const { on, hours } of credited) months.set(on.slice(0, 7), (months.get(on.slice(0, 7)) ?? 0) + hours)
          expect([...months.values()].every((hours) => hours <= 4)).toBe(true)
          const other = reversed[i]
          if (other !== undefined) expect(creditedSessions(other, NATIONAL_CREDIT)).toEqual(credited)
        })
      }),
    )
  })

  it('is of whole lesson hours of 45 minutes, at most 2 JP a session; a short one still is one of the two', () => {
    const lasting = (n: number, on: string, minutes: number, nth = 1) =>
      happened(n, on, fact('Mentored', { pair: code('P-1'), mentor: person(9), minutes, session: nth }, { topic: null, followUp: null }))
    const employment = employmentOf([
      lasting(1, '2024-05-03', 44),
      lasting(3, '2024-05-04', 200, 2),
      lasting(2, '2024-05-04', 89),
      lasting(4, '2024-06-01', 90),
      lasting(5, '2024-06-02', 134),
    ])
    const hoursBy = (parameters: MentoringParameters) => creditedSessions(employment, parameters).map(({ hours }) => hours)
    expect(hoursBy(MENTORING.versions['national-2'])).toEqual([0, 1, 0, 2, 2])
    // Before minutes were counted, each session of the first two earned all it could.
    expect(hoursBy(NATIONAL_CREDIT)).toEqual([2, 2, 0, 2, 2])
  })
})

describe('training hours', () => {
  const catalogue = catalogueOf([
    happened(
      50,
      null,
      fact(
        'CohortScheduled',
        { program: code('P'), code: code('A-1'), starts: day('2024-12-30'), ends: day('2025-01-02'), quota: null, curriculumVersion: null },
        { location: null, instructor: null },
      ),
    ),
  ])
  const attended = (n: number, cohort: string, hours: number) =>
    happened(n, null, fact('Attended', { cohort: code(cohort), hours, preScore: null, postScore: null, certificate: null }, null))

  it('belong to the year in which the cohort ends; of a cohort not known yet, to none', () => {
    const employment = employmentOf([attended(1, 'A-1', 12), attended(2, 'A-9', 30)], catalogue)
    expect([2024, 2025].map((year) => trainingHours(employment, catalogue, year))).toEqual([0, 12])
  })

  it('are the hours of attendance by year and the mentoring credit, said again in plain words', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, fc.integer({ min: 2018, max: 2026 }), ({ career, catalogueOf: of }, year) => {
        for (const employment of employments(career, of)) {
          const ofYear = (on: string | null) => on !== null && Number(on.slice(0, 4)) === year
          const hours = employment.attendances.filter(({ on }) => ofYear(on)).reduce((sum, { data }) => sum + data.hours, 0)
          const perMonth = new Map<string, (typeof employment.sessions)[number][]>()
          for (const held of employment.sessions)
            if (held.on !== null && ofYear(held.on)) perMonth.set(held.on.slice(0, 7), [...(perMonth.get(held.on.slice(0, 7)) ?? []), held])
          const { sessionsPerMonth, hoursPerSession, minutesPerHour } = policyOn(
            of(employment.agency),
            'mentoring',
            lastDayOfYear(year),
          ).parameters
          const placeOf = ({ on, revision, data }: (typeof employment.sessions)[number]): string =>
            [on, data.pair, data.session, String(revision).padStart(6, '0')].join('\u0000')
          const earned = (minutes: number): number =>
            minutesPerHour.value === null
              ? hoursPerSession.value
              : Math.min(hoursPerSession.value, Math.floor(minutes / minutesPerHour.value))
          const credit = [...perMonth.values()]
            .flatMap((sessions) => sessions.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, sessionsPerMonth.value))
            .reduce((sum, { data }) => sum + earned(data.minutes), 0)
          expect(trainingHours(employment, of(employment.agency), year)).toBe(hours + credit)
        }
      }),
    )
  })
})

describe('serving discipline', () => {
  const sanctioned = (severity: Severity, ends: string | null) =>
    employmentOf([
      happened(
        1,
        '2024-03-01',
        fact(
          'Sanctioned',
          { severity, decree: { number: 'SK-1', date: day('2024-02-20') }, endsOn: ends === null ? null : day(ends) },
          null,
        ),
      ),
    ])
  it.each([
    ['S', '2024-02-29', false],
    ['S', '2024-03-01', true],
    ['B', '2024-08-31', true],
    ['B', '2024-09-01', false],
    ['R', '2024-03-01', false],
  ] as const)('%s on %s: %s', (severity, on, serving) => {
    expect(servingDiscipline(sanctioned(severity, '2024-09-01'), day(on))).toBe(serving)
  })
})
