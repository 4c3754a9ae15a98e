/** No answer to an earlier position or another day tells, next to today's, what fewer than five people said. */
import { must } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAnswer } from './answer.js'
import {
  type Agency,
  agencyOf,
  answerOf,
  appointed,
  attended,
  cohort,
  day,
  figureOf,
  program,
  questionOf,
  rated,
  TODAY,
  type Told,
} from './examples.spec.js'
import { toCsv } from './format/csv.js'
import { jsonOf } from './format/json.js'
import { toTables } from './format/table.js'
import type { Answer, Asked, OutputRow } from './Report.js'
import { REPORTS } from './registry.js'
import { wordedForNobody } from './worded.js'

const YEAR = { year: 2025 }
const COHORTS: ReadonlyArray<string> = ['A', 'B', 'C']
const reference: ReadonlyArray<Told> = [
  program('T'),
  cohort('T', 'A', '2025-03-01', '1'),
  cohort('T', 'B', '2025-06-01', '2'),
  cohort('T', 'C', '2025-09-01', '2'),
  ['CurriculumChanged', '2025-04-01', { program: 'T', version: '2', change: 'x', reason: 'x', findingsFrom: ['A'], by: 'x' }],
]

/** What one person said by a position: stars and scores of each cohort attended, or nothing. */
interface Said {
  readonly unit: string
  readonly of: Readonly<Record<string, { readonly stars: number; readonly pre: number; readonly post: number } | null>>
}

const said: fc.Arbitrary<Said> = fc.record({
  unit: fc.constantFrom('U1', 'U2'),
  of: fc.record(
    Object.fromEntries(
      COHORTS.map((code) => [
        code,
        fc.option(fc.record({ stars: fc.integer({ min: 1, max: 5 }), pre: fc.constantFrom(0, 50, 100), post: fc.constantFrom(50, 100) }), {
          freq: 5,
        }),
      ]),
    ),
  ),
})

/** A log of people who speak one after the other, some of whom say something else later; two positions of it, the later one today. */
const twoPositions = fc
  .tuple(fc.array(said, { minLength: 5, maxLength: 16 }), fc.array(fc.tuple(fc.nat(), said), { maxLength: 4 }), fc.nat(), fc.nat())
  .map(([first, changed, a, b]) => {
    const log = [...first.map((each, i) => [i, each] as const), ...changed.map(([who, each]) => [who % first.length, each] as const)]
    const [earlier, today] = [a % (log.length + 1), b % (log.length + 1)].sort((x, y) => x - y)
    return { earlier: new Map(log.slice(0, earlier)), today: new Map(log.slice(0, today)) }
  })

const factsOf = ({ unit, of }: Said): ReadonlyArray<Told> => [
  appointed(unit),
  ...Object.entries(of).flatMap(([code, each]): ReadonlyArray<Told> => {
    if (each === null) return []
    const [type, on, data] = attended(code, 24)
    return [[type, on, { ...data, preScore: each.pre, postScore: each.post }], rated(code, each.stars)]
  }),
]

const agency = (people: ReadonlyMap<number, Said>): Agency =>
  agencyOf({ people: Object.fromEntries([...people].map(([who, each]) => [who + 1, factsOf(each)])), reference })

/** The answer, held against that of today. */
const heldAnswer = (name: string, asked: Partial<Asked>, then: Agency, now: Agency): Answer => {
  const { report, args } = questionOf(name, asked)
  const today = { ...asked, asOf: TODAY }
  return must(
    toAnswer({
      report,
      args,
      figure: figureOf(name, asked, then),
      catalogue: then.catalogue,
      agencyFacts: then.agencyFacts,
      people: new Map(),
      knownAt: '@7',
      today: {
        figure: figureOf(name, today, now),
        catalogue: now.catalogue,
        agencyFacts: now.agencyFacts,
        args: questionOf(name, today).args,
      },
    }),
  )
}

const stars = (said: NonNullable<Said['of'][string]>) => said.stars

/** People who said something else of these cohorts at the one position than at the other, or nothing. */
const differing = (
  a: ReadonlyMap<number, Said>,
  b: ReadonlyMap<number, Said>,
  counts: (said: Said, code: string) => boolean,
  part: (said: NonNullable<Said['of'][string]>) => unknown,
): number =>
  [...new Set([...a.keys(), ...b.keys()])].filter((who) => {
    const says = (of: ReadonlyMap<number, Said>): string => {
      const one = of.get(who)
      return JSON.stringify(
        one === undefined ? [] : COHORTS.flatMap((code) => (one.of[code] && counts(one, code) ? [[code, part(one.of[code])]] : [])),
      )
    }
    return says(a) !== says(b)
  }).length

/** Ratings of these cohorts that differ: whoever rated several counts several times, as the effect of a curriculum counts them. */
const differingRatings = (a: ReadonlyMap<number, Said>, b: ReadonlyMap<number, Said>, codes: ReadonlyArray<string>): number =>
  codes.reduce((sum, code) => sum + differing(a, b, (_, each) => each === code, stars), 0)

/** Ratings of the people of these units: how many, and their stars. Where both are the same, so is every mean of them. */
const starsIn = (people: ReadonlyMap<number, Said>, units: ReadonlySet<string>): string => {
  const given = [...people.values()]
    .filter(({ unit }) => units.has(unit))
    .map(({ of }) => Object.values(of).flatMap((each) => each?.stars ?? []))
  return [given.filter(({ length }) => length > 0).length, given.flat().length, given.flat().reduce((sum, each) => sum + each, 0)].join()
}

const rowOf = ({ rows = [] }: Answer, key: string, value: string): OutputRow => rows.find((row) => row[key] === value) ?? {}

/** Shown, and not the figure of today: then it must differ by five people at least, or rest on the same (of which today shows less). */
const holds = (then: OutputRow, now: OutputRow, columns: ReadonlyArray<string>, people: number): void => {
  const shown = columns.some((column) => typeof then[column] === 'number')
  const other = columns.some((column) => then[column] !== now[column])
  if (shown && other && people > 0) expect(people).toBeGreaterThanOrEqual(5)
}

const FIVE = ['material', 'method', 'instructor', 'facilities', 'relevance']

describe('an answer to an earlier position', () => {
  it('tells no rating of a cohort that differs from today by fewer than five people, of all units and of one', () => {
    let withheld = 0
    let shown = 0
    fc.assert(
      fc.property(twoPositions, fc.constantFrom(null, 'U1'), ({ earlier, today }, unit) => {
        const asked = { ...YEAR, unit }
        const then = heldAnswer('program-ratings', asked, agency(earlier), agency(today))
        const now = answerOf('program-ratings', asked, agency(today))
        for (const code of COHORTS) {
          const row = rowOf(then, 'cohortId', code)
          const isIn = (each: Said, of: string) => of === code && (unit === null || each.unit === unit)
          holds(row, rowOf(now, 'cohortId', code), FIVE, differing(earlier, today, isIn, stars))
          if (Number(row['responses']) >= 5) row['suppressed'] === true ? withheld++ : shown++
        }
      }),
      { numRuns: 200 },
    )
    expect([withheld > 5, shown > 5]).toEqual([true, true])
  })

  it('tells no effect of a curriculum that differs so', () => {
    fc.assert(
      fc.property(twoPositions, ({ earlier, today }) => {
        const then = heldAnswer('curriculum-effect', {}, agency(earlier), agency(today))
        const now = answerOf('curriculum-effect', {}, agency(today))
        const [row, of] = [rowOf(then, 'programId', 'T'), rowOf(now, 'programId', 'T')]
        holds(row, of, ['before'], differingRatings(earlier, today, ['A']))
        holds(row, of, ['after'], differingRatings(earlier, today, ['B', 'C']))
      }),
      { numRuns: 200 },
    )
  })

  it('tells no scores, and no gain, that differ so', () => {
    fc.assert(
      fc.property(twoPositions, ({ earlier, today }) => {
        const then = heldAnswer('training-gain', YEAR, agency(earlier), agency(today))
        const now = answerOf('training-gain', YEAR, agency(today))
        for (const code of COHORTS) {
          const [row, of] = [rowOf(then, 'cohortId', code), rowOf(now, 'cohortId', code)]
          const scores = ({ pre, post }: NonNullable<Said['of'][string]>) => [pre, post]
          holds(
            row,
            of,
            ['pre', 'post'],
            differing(earlier, today, (_, each) => each === code, scores),
          )
          const isOpen = (each: Said, which: string) => which === code && (each.of[which]?.pre ?? 100) < 100
          holds(row, of, ['gain'], differing(earlier, today, isOpen, scores))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('tells citizens no rating of a unit or of all that differs so', () => {
    fc.assert(
      fc.property(twoPositions, ({ earlier, today }) => {
        const then = heldAnswer('public', YEAR, agency(earlier), agency(today))
        const now = answerOf('public', YEAR, agency(today))
        for (const unit of ['U1', 'U2'])
          holds(
            rowOf(then, 'unitId', unit),
            rowOf(now, 'unitId', unit),
            ['rating'],
            differing(earlier, today, (each) => each.unit === unit, stars),
          )
        holds(
          then.totals ?? {},
          now.totals ?? {},
          ['rating'],
          differing(earlier, today, () => true, stars),
        )
        // What is hidden is not told by the total and the other units either.
        const hidden = new Set((then.rows ?? []).flatMap(({ unitId, rating }) => (rating === null ? [String(unitId)] : [])))
        if (typeof then.totals?.['rating'] === 'number' && (then.rows ?? []).some(({ suppressed }) => suppressed === true)) {
          const others = differing(earlier, today, ({ unit }) => hidden.has(unit), stars)
          if (starsIn(earlier, hidden) !== starsIn(today, hidden)) expect(others).toBeGreaterThanOrEqual(5)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('shows citizens no rating that small counts alone hide: today would tell the other one by it', () => {
    const rating = (unit: string, n: number, stars: number) =>
      Array.from({ length: n }, (): Said => ({ unit, of: { A: { stars, pre: 50, post: 60 } } }))
    // U1 is too few; U2, the next fewest, is hidden with it; U3 differs from today by two people.
    const by = (ofTwo: number) =>
      agency(
        new Map(
          [...rating('U1', 4, 2), ...rating('U2', 6, 3), ...rating('U3', 8, 5), ...rating('U3', 2, ofTwo)].map((each, i) => [i, each]),
        ),
      )
    const [then, now] = [by(1), by(4)]
    const held = heldAnswer('public', YEAR, then, now)
    expect(answerOf('public', YEAR, then).rows).toMatchObject([{ rating: null }, { rating: null }, { rating: 4.2 }])
    expect(held.rows).toMatchObject([{ rating: null }, { rating: null }, { rating: null, suppressed: true }])
    expect(held.rows?.slice(0, 2).some((row) => 'suppressed' in row)).toBe(false)
  })

  it('is shown where five more have spoken since, and where nothing of it has changed', () => {
    const crowd = (n: number) => agency(new Map(Array.from({ length: n }, (_, i) => [i, everything(i)])))
    const everything = (i: number): Said => ({ unit: 'U1', of: { A: { stars: (i % 5) + 1, pre: 50, post: 100 }, B: null, C: null } })
    for (const [then, now, shown] of [
      [6, 11, true],
      [6, 10, false],
      [6, 7, false],
      [6, 6, true],
      [10, 6, false],
      [11, 6, true],
    ] as const) {
      const row = rowOf(heldAnswer('program-ratings', YEAR, crowd(then), crowd(now)), 'cohortId', 'A')
      expect([then, now, typeof row['material'] === 'number', row['suppressed'] ?? false]).toEqual([then, now, shown, !shown])
      const scores = rowOf(heldAnswer('training-gain', YEAR, crowd(then), crowd(now)), 'cohortId', 'A')
      expect([then, now, typeof scores['gain'] === 'number', scores['suppressed'] ?? false]).toEqual([then, now, shown, !shown])
    }
  })

  it('is shown as withheld in tables and CSV', () => {
    const of = (n: number) =>
      agency(new Map(Array.from({ length: n }, (_, i) => [i, { unit: 'U1', of: { A: { stars: 3, pre: 50, post: 60 } } }])))
    for (const [name, key] of [
      ['program-ratings', 'cohortId'],
      ['curriculum-effect', 'programId'],
      ['training-gain', 'cohortId'],
      ['public', 'unitId'],
    ] as const) {
      const asked = name === 'curriculum-effect' ? {} : YEAR
      const answer = heldAnswer(name, asked, of(6), of(8))
      const report = REPORTS.get(name)
      if (report === undefined) throw new Error(name)
      const form = wordedForNobody(report)
      expect([name, answer.rows?.some((row) => row[key] !== undefined && row['suppressed'] === true)]).toEqual([name, true])
      expect(JSON.stringify(jsonOf(answer))).toContain('"suppressed":true')
      expect(toTables(answer, form, 'en')[0]?.rows.some((row) => row.at(-1) === 'yes')).toBe(true)
      expect(toCsv(answer, form, 'en').split('\r\n')[1]).toMatch(/true$/)
    }
  })
})

describe('an answer as of another day', () => {
  it('tells no rating that a few more of a later cohort would tell', () => {
    const one = (cohorts: ReadonlyArray<string>): Said => ({
      unit: 'U1',
      of: Object.fromEntries(cohorts.map((code) => [code, { stars: 4, pre: 50, post: 60 }])),
    })
    const people = agency(new Map([...Array.from({ length: 6 }, () => one(['B'])), one(['C']), one(['C'])].map((each, i) => [i, each])))
    const asOf = day('2025-07-01')
    expect(rowOf(heldAnswer('curriculum-effect', { asOf }, people, people), 'programId', 'T')).toMatchObject({
      nAfter: 6,
      after: null,
      suppressed: true,
    })
    expect(rowOf(heldAnswer('public', { ...YEAR, asOf }, people, people), 'unitId', 'U1')).toMatchObject({ rating: null, suppressed: true })
    // A cohort that has ended is whole: no day cuts it.
    expect(rowOf(heldAnswer('program-ratings', { ...YEAR, asOf }, people, people), 'cohortId', 'B')).not.toHaveProperty('suppressed')
  })
})

describe('an answer of today', () => {
  it('has nothing withheld', () => {
    fc.assert(
      fc.property(twoPositions, ({ today }) => {
        for (const [name, asked] of [
          ['program-ratings', YEAR],
          ['curriculum-effect', {}],
          ['training-gain', YEAR],
          ['public', YEAR],
        ] as const)
          expect(heldAnswer(name, asked, agency(today), agency(today))).toEqual({ ...answerOf(name, asked, agency(today)) })
      }),
      { numRuns: 50 },
    )
  })
})
