/** What holds of every report, whatever is in the files. */
import { asOf, COMPETENCES } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Agency,
  absent,
  agencyOf,
  agreed,
  answerOf,
  appointed,
  appraised,
  assessed,
  attended,
  cohort,
  day,
  excused,
  figureOf,
  left,
  mentored,
  nominated,
  positioned,
  post,
  program,
  promoted,
  questionOf,
  rated,
  sanctioned,
  type Told,
} from './examples.spec.js'
import { toJson } from './format/json.js'
import { cellAt } from './format/table.js'
import { cellsOf, peopleList } from './peopleList.js'
import type { Asked, Cell, Person } from './Report.js'
import { REPORTS } from './registry.js'
import { isRow } from './shared/cell.js'
import { hiddenRows } from './shared/suppress.js'

const QUESTIONS: Readonly<Record<string, Partial<Asked>>> = {
  year: { year: 2025 },
  from: { from: day('2024-12-31'), to: day('2040-12-31') },
  period: { period: '2026-01' },
}

/** A question each report takes. */
const questionFor = (name: string): Partial<Asked> => {
  const takes = REPORTS.get(name)?.takes ?? []
  return Object.assign({}, ...takes.map((argument) => QUESTIONS[argument]))
}

type FigureIn = (answer: ReturnType<typeof answerOf>) => Cell | undefined
const inTotals =
  (path: string): FigureIn =>
  ({ totals = {} }) =>
    cellAt(totals, path)
const beside =
  (path: string): FigureIn =>
  ({ more = {} }) =>
    cellAt(more, path)
const inBase =
  (name: string): FigureIn =>
  ({ base = {} }) =>
    base[name]
const inRow =
  (key: string, value: string, path: string): FigureIn =>
  ({ rows = [] }) =>
    cellAt(rows.find((row) => row[key] === value) ?? {}, path) ?? 0
const each = (names: ReadonlyArray<string>, figure: (name: string) => FigureIn) =>
  Object.fromEntries(names.map((name) => [name, figure(name)]))

/** Where the figure of each cell stands. Nobody is listed behind ratings, surveys and what citizens see. */
const FIGURES: Readonly<Record<string, Readonly<Record<string, FigureIn>>>> = {
  'training-hours': {
    people: inTotals('pns.people'),
    reached: inTotals('pns.reached'),
    zero: inTotals('pns.zero'),
    excused: inTotals('pns.excused'),
    pppk: inTotals('pppk.people'),
    overLimit: inTotals('pppk.overLimit'),
    pppkExcused: inTotals('pppk.excused'),
  },
  'appraisal-distribution': each(['SB', 'B', 'BP', 'K', 'SK', 'missing', 'excused'], inTotals),
  participation: each(['enrolled', 'attended', 'absent', 'withdrawn'], inTotals),
  'talent-grid': {
    ...each(['1', '2', '3', '4', '5', '6', '7', '8', '9'], (box) => beside(`boxes.${box}`)),
    ...each(['noAppraisal', 'noAssessment', 'both'], (why) => beside(`unplaced.${why}`)),
    pool: beside('pool'),
  },
  'professionalism-index': each(['people', 'veryHigh', 'high', 'medium', 'low', 'veryLow'], inTotals),
  'training-performance': { exposed: beside('exposed.n'), unexposed: beside('unexposed.n'), missing: beside('missing') },
  'competence-gap': each(COMPETENCES, (competence) => inRow('competence', competence, 'below')),
  retirements: {
    all: ({ rows = [] }) => rows.reduce((sum, { people, pppk }) => sum + count(people) + count(pppk), 0),
    // One of the months in which people of the arbitrary agency retire.
    '2030-05': (answer) => count(inRow('month', '2030-05', 'people')(answer)) + count(inRow('month', '2030-05', 'pppk')(answer)),
  },
  agreements: {
    all: inBase('people'),
    none: inBase('none'),
    lapsed: inBase('lapsed'),
    '2030-05': inRow('month', '2030-05', 'people'),
  },
  'position-map': {
    'U1/P1': ({ rows = [] }) => cellAt(rows.find(({ unitId, positionId }) => unitId === 'U1' && positionId === 'P1') ?? {}, 'filled') ?? 0,
  },
  'promotion-eligibility': each(['eligible', 'notEligible', 'insufficientData'], inTotals),
}
/** Of a table nobody knows in which month, or box, the erased would stand. */
const TABLES = new Set(['retirements', 'promotion-eligibility', 'position-map'])
/** A cell of each form that stands for many. */
const OPEN: Readonly<Record<string, string>> = { 'yyyy-mm': '2030-05', 'UNIT/POSITION': 'U1/P1' }

const NAMES = [...REPORTS.keys()]

const reference = [
  program('T'),
  program('S', 'seminar'),
  cohort('T', 'A', '2025-05-03'),
  cohort('T', 'B', '2024-05-03'),
  cohort('S', 'C', '2025-12-31'),
  post('U1', 'P1'),
  post('U2', 'P1'),
]

const arbitraryDay = fc.integer({ min: 0, max: 364 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
const unit = fc.constantFrom('U1', 'U2', 'U3')
const expectation = fc.constantFrom(1, 2, 3)

const fact: fc.Arbitrary<Told> = fc.oneof(
  fc
    .tuple(unit, fc.constantFrom('P1', 'X'), fc.constantFrom('pelaksana', 'administrator', 'ahli_muda'), arbitraryDay)
    .map(([u, p, l, d]) => positioned(u, p, l, d)),
  fc.tuple(fc.constantFrom('III/a', 'III/b'), arbitraryDay).map(([g, d]) => promoted(g, d)),
  fc.tuple(fc.constantFrom('2024', '2025').map(Number), expectation, expectation).map(([y, r, b]) => appraised(y, r, b)),
  fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 0, max: 30 })).map(([c, h]) => attended(c, h)),
  fc.constantFrom('A', 'B', 'C').map((c) => absent(c, 'waktu')),
  fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 5 })).map(([c, s]) => rated(c, s)),
  fc.tuple(fc.constantFrom('M1', 'M2'), arbitraryDay).map(([p, d]) => mentored(p, d)),
  fc.tuple(fc.constantFrom('R', 'S', 'B'), arbitraryDay).map(([s, d]) => sanctioned(s, d, '2026-12-31')),
  fc.tuple(fc.constantFrom('POTENSI'), fc.integer({ min: 0, max: 100 }), arbitraryDay).map(([c, score, d]) => assessed(c, d, { score })),
  fc
    .tuple(fc.constantFrom('Integrity', 'Cooperation'), fc.integer({ min: 1, max: 5 }), arbitraryDay)
    .map(([c, level, d]) => assessed(c, d, { level })),
  fc.tuple(unit, arbitraryDay).map(([u, d]) => nominated(u, 'P1', d)),
  arbitraryDay.map(left),
  arbitraryDay.map((on) => excused(on)),
  fc.tuple(arbitraryDay, fc.constantFrom('2025-12-01', '2030-05-31')).map(([on, endsOn]) => agreed(on, endsOn)),
)

const person: fc.Arbitrary<ReadonlyArray<Told>> = fc
  .tuple(unit, fc.constantFrom('PNS', 'CPNS', 'PPPK'), fc.array(fact, { maxLength: 8 }))
  .map(([u, status, facts]) => [appointed(u, { status }), ...facts])

const arbitraryAgency: fc.Arbitrary<Agency> = fc
  .array(person, { maxLength: 12 })
  .map((people) => agencyOf({ people: Object.fromEntries(people.map((facts, i) => [i + 1, facts])), reference }))

const only = (agency: Agency, keep: (index: number) => boolean): Agency => ({
  ...agency,
  subjects: agency.subjects.filter((_, i) => keep(i)),
})

const sumsOf = (name: string, agency: Agency): Sums.Sums => {
  const figure = figureOf(name, questionFor(name), agency)
  return figure.kind === 'sums' ? figure.sums : Sums.empty
}

const rowsOf = (cell: Cell | undefined) => (Array.isArray(cell) ? cell.filter(isRow) : [])
const count = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : 0)

/** Facts of a type that nobody knows, whose data looks like that of a fact everybody knows. */
const strange: fc.Arbitrary<Told> = fc
  .tuple(fact, fc.boolean())
  .map(([[, on, data], dated]): Told => ['kit.Given', dated ? on : null, data])

describe.each(NAMES)('%s', (name) => {
  it('is not changed by facts of types that nobody knows', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(person, fc.array(strange, { maxLength: 3 })), { maxLength: 8 }), (crowd) => {
        const of = (people: ReadonlyArray<ReadonlyArray<Told>>) =>
          toJson(
            answerOf(
              name,
              questionFor(name),
              agencyOf({ people: Object.fromEntries(people.map((facts, i) => [i + 1, facts])), reference }),
            ),
          )
        expect(of(crowd.map(([known, unknown]) => [...known, ...unknown]))).toEqual(of(crowd.map(([known]) => known)))
      }),
      { numRuns: 25 },
    )
  })

  it('is the sum of its parts, and subtracts as it adds', () => {
    fc.assert(
      fc.property(arbitraryAgency, fc.integer({ min: 1, max: 3 }), (agency, step) => {
        const some = sumsOf(
          name,
          only(agency, (i) => i % step === 0),
        )
        const rest = sumsOf(
          name,
          only(agency, (i) => i % step !== 0),
        )
        const all = sumsOf(name, agency)
        expect(Sums.equals(Sums.concat(some, rest), all)).toBe(true)
        expect(Sums.equals(Sums.difference(all, rest), some)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('does not depend on the order of people', () => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        const turned: Agency = { ...agency, subjects: [...agency.subjects].reverse() }
        expect(toJson(answerOf(name, questionFor(name), turned))).toBe(toJson(answerOf(name, questionFor(name), agency)))
      }),
      { numRuns: 25 },
    )
  })

  it('lists as many people behind a cell as its figure says, in all units and in one', () => {
    const { report } = questionOf(name, questionFor(name))
    expect(
      cellsOf(report)
        .map((cell) => OPEN[cell] ?? cell)
        .sort(),
    ).toEqual(Object.keys(FIGURES[name] ?? {}).sort())
    fc.assert(
      fc.property(arbitraryAgency, fc.constantFrom(null, 'U1', 'U2'), (agency, of) => {
        const asked = { ...questionFor(name), ...(report.takes.includes('unit') ? { unit: of } : {}) }
        const answer = answerOf(name, asked, agency)
        for (const [cell, figure] of Object.entries(FIGURES[name] ?? {})) {
          const list = peopleList(report, cell)
          if (list === null) throw new Error(cell)
          const { args } = questionOf(name, asked)
          const rows = agency.subjects.flatMap(({ career, employment }) => {
            const row = list.row({ career, employment: asOf(employment, args.asOf) }, agency.catalogue, args)
            return row === null ? [] : [{ career, row }]
          })
          const personOf = (career: string): Person => [...agency.people].find(([id]) => id === career)?.[1] ?? 'erased'
          const { catalogue, agencyFacts } = agency
          const body = list.finish(rows, { catalogue, agencyFacts, personOf, args })
          const erased = TABLES.has(name) ? 0 : (body.base?.['erased'] ?? 0)
          expect((body.rows?.length ?? 0) + erased).toBe(figure(answer))
        }
      }),
      { numRuns: 15 },
    )
  })

  it('answers about nobody', () => {
    const json = JSON.parse(toJson(answerOf(name, questionFor(name), agencyOf({ people: {} }))))
    expect(json.report).toBe(name)
    expect(toJson(answerOf(name, questionFor(name), agencyOf({ people: {} })))).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('with a unit shows no row and no person of another', () => {
    const { report } = questionOf(name, questionFor(name))
    if (!report.takes.includes('unit')) return
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        const rows = rowsOf([...(answerOf(name, { ...questionFor(name), unit: 'U1' }, agency).rows ?? [])])
        for (const row of rows) if (row['unitId'] !== undefined) expect(row['unitId']).toBe('U1')
      }),
      { numRuns: 10 },
    )
  })
})

describe('totals', () => {
  it.each(['appraisal-distribution', 'professionalism-index'])('of %s are the sum of the rows', (name) => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        const { rows = [], totals = {} } = answerOf(name, { year: 2025 }, agency)
        for (const key of Object.keys(totals).filter((key) => key !== 'mean'))
          expect(count(totals[key])).toBe(rows.reduce((sum, row) => sum + count(row[key]), 0))
      }),
    )
  })

  it('count nobody twice: every active person is in exactly one unit, one predicate, one box', () => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        const staff = answerOf('staff-list', { asOf: day('2025-12-31') }, agency)
        const active = count(staff.base?.['people'])
        const numbers = (staff.rows ?? []).map((row) => row['nip'])
        expect(new Set(numbers).size).toBe(numbers.length)
        expect(answerOf('appraisal-distribution', { year: 2025 }, agency).base?.['people']).toBe(active)
        expect(answerOf('training-hours', { year: 2025 }, agency).base?.['people']).toBe(active)
        const pns = answerOf('professionalism-index', { year: 2025 }, agency).base?.['people']
        expect(answerOf('seniority-list', { asOf: day('2025-12-31') }, agency).base?.['people']).toBe(pns)
        expect(answerOf('talent-grid', { asOf: day('2025-12-31') }, agency).base?.['people']).toBe(pns)
      }),
    )
  })

  it('of units are those of the whole: asking each unit alone adds up', () => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        for (const name of ['training-hours', 'appraisal-distribution', 'talent-grid', 'staff-list']) {
          const people = (unit: string | null) => count(answerOf(name, { ...questionFor(name), unit }, agency).base?.['people'])
          expect(people('U1') + people('U2') + people('U3')).toBe(people(null))
        }
      }),
    )
  })
})

describe('small counts', () => {
  it('show no mean of fewer than five raters', () => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        for (const row of answerOf('program-ratings', { year: 2025 }, agency).rows ?? [])
          expect(row['material'] === null).toBe(count(row['responses']) < 5)
      }),
    )
  })
})

describe('the index', () => {
  /** 1 is above expectation, 3 below. */
  const appraisedAs = (people: ReadonlyArray<ReadonlyArray<Told>>, ratings: ReadonlyArray<readonly [number, number]>) =>
    agencyOf({
      people: Object.fromEntries(
        people.map((facts, i) => {
          const [result, behaviour] = ratings[i] ?? [3, 3]
          return [i + 1, [...facts.filter(([type]) => type !== 'Appraised'), appraised(2025, result, behaviour)]]
        }),
      ),
      reference,
    })
  const rating = fc.tuple(expectation, expectation)

  it('of no unit falls when one predicate rises', () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 6 }),
        fc.array(rating, { minLength: 6, maxLength: 6 }),
        fc.nat(),
        rating,
        (people, ratings, which, other) => {
          const at = which % people.length
          const [result, behaviour] = ratings[at] ?? [3, 3]
          const better = ratings.map((each, i) =>
            i === at ? ([Math.min(result, other[0]), Math.min(behaviour, other[1])] as const) : each,
          )
          const means = (of: ReadonlyArray<readonly [number, number]>) =>
            (answerOf('professionalism-index', { year: 2025 }, appraisedAs(people, of)).rows ?? []).map(({ mean }) => count(mean))
          const before = means(ratings)
          const after = means(better)
          expect(after).toHaveLength(before.length)
          for (const [i, mean] of after.entries()) expect(mean).toBeGreaterThanOrEqual(before[i] ?? 0)
        },
      ),
    )
  })

  it('puts every person in exactly one class', () => {
    fc.assert(
      fc.property(arbitraryAgency, (agency) => {
        const { rows = [] } = answerOf('professionalism-index', { year: 2025 }, agency)
        for (const { people, veryHigh, high, medium, low, veryLow } of rows)
          expect([veryHigh, high, medium, low, veryLow].reduce((sum: number, n) => sum + count(n), 0)).toBe(people)
      }),
    )
  })
})

describe('what citizens see', () => {
  /** Enough people that some cells are shown. */
  const crowd = fc
    .array(person, { minLength: 5, maxLength: 40 })
    .map((people) => agencyOf({ people: Object.fromEntries(people.map((facts, i) => [i + 1, facts])), reference }))

  it('never gives a small count away, not even by subtracting what is shown from the total', () => {
    let hidings = 0
    fc.assert(
      fc.property(crowd, (agency) => {
        const { rows = [], totals = {} } = answerOf('public', { year: 2025 }, agency)
        const shown = rows.flatMap(({ people }) => (typeof people === 'number' ? [people] : []))
        for (const people of shown) expect(people).toBeGreaterThanOrEqual(5)
        const hidden = rows.length - shown.length
        if (typeof totals['people'] !== 'number' || hidden === 0) return
        hidings++
        expect(totals['people']).toBeGreaterThanOrEqual(5)
        // What is left speaks of at least two units, so it is the count of none.
        expect(hidden).toBeGreaterThanOrEqual(2)
      }),
    )
    expect(hidings).toBeGreaterThan(10)
  })

  it('shows every column by the same rule, whatever the counts are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const column = counts.map((people, i) => ({ row: `U${i}`, people }))
        const hidden = hiddenRows(column, 5)
        const small = column.filter(({ people }) => people < 5)
        for (const { row } of small) expect(hidden.has(row)).toBe(true)
        expect(hidden.size).toBe(small.length === 1 ? Math.min(2, column.length) : small.length)
      }),
    )
  })
})
