/** What rested on a fact that was taken out stays in, and counts nowhere. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  absent,
  agencyOf,
  appointed,
  appraised,
  assessed,
  attended,
  cohort,
  day,
  figureOf,
  jsonFor,
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
import type { Asked } from './Report.js'
import { REPORTS } from './registry.js'
import { viewOf } from './view.js'

const ASKED: Partial<Asked> = { year: 2025, from: day('2024-12-31'), to: day('2026-06-30'), period: '2026-01' }
const questionFor = (name: string): Partial<Asked> =>
  Object.fromEntries(Object.entries(ASKED).filter(([argument]) => REPORTS.get(name)?.takes.some((takes) => takes === argument)))

const asked = (of: string): Told => [
  'StudyTimeAnswered',
  '2025-02-01',
  { cohort: of, answeredOn: '2025-02-05', approved: true, reason: null },
]
/** All that rests on a cohort. */
const ofCohort = (code: string): ReadonlyArray<Told> => [
  attended(code, 20),
  absent(code, 'waktu'),
  ['Withdrew', null, { cohort: code, reason: 'sakit' }],
  ['Enrolled', '2025-01-02', { cohort: code }],
  rated(code, 4),
  asked(code),
]
/** All else that rests on the appointment. */
const OF_PERSON: ReadonlyArray<Told> = [
  positioned('U1', 'P1', 'administrator', '2020-01-01'),
  promoted('III/a', '2010-03-01'),
  promoted('III/b', '2025-04-01'),
  mentored('M1', '2025-03-03'),
  appraised(2024, 2, 2),
  appraised(2025, 1, 1),
  assessed('POTENSI', '2025-01-01', { score: 80 }),
  assessed('Integrity', '2025-01-01', { level: 1 }),
  sanctioned('S', '2025-01-01', '2025-12-31'),
  nominated('U2', 'P1', '2025-01-01'),
]

const A = cohort('T', 'A', '2025-05-03')
const rest = [
  program('T'),
  cohort('T', 'B', '2025-06-03', '2'),
  post('U1', 'P1'),
  post('U2', 'P1'),
  ['CurriculumChanged', '2025-04-01', { program: 'T', version: '2', findingsFrom: ['A'] }] as const,
]

const part = (from: ReadonlyArray<Told>) => fc.subarray([...from], { minLength: 1 })
const figure = (name: string, people: Readonly<Record<number, ReadonlyArray<Told>>>, reference: ReadonlyArray<Told>) => {
  const { people: _, position: __, ...said } = figureOf(name, questionFor(name), agencyOf({ people, reference }))
  return said
}

describe.each([...REPORTS.keys()])('%s', (name) => {
  it('counts nobody whose appointment is out, whatever is known of them', () => {
    fc.assert(
      fc.property(part([...OF_PERSON, ...ofCohort('A'), ...ofCohort('B')]), part([...OF_PERSON, ...ofCohort('A')]), (gone, present) => {
        const others = { 2: [appointed('U1'), ...present] }
        expect(figure(name, { 1: gone, ...others }, [A, ...rest])).toEqual(figure(name, others, [A, ...rest]))
      }),
      { numRuns: 40 },
    )
  })

  it('counts nothing of a cohort that is out', () => {
    fc.assert(
      fc.property(part(ofCohort('A')), part([...OF_PERSON, ...ofCohort('B')]), (gone, present) => {
        const person = [appointed('U1'), ...present]
        expect(figure(name, { 1: [...person, ...gone] }, rest)).toEqual(figure(name, { 1: person }, rest))
      }),
      { numRuns: 40 },
    )
  })
})

it('counts nothing that was said in a forum that is out', () => {
  const inputs: ReadonlyArray<Told> = [
    ['InputReceived', '2025-03-01', { forum: 'F', number: 1, unitId: null }],
    ['InputAnswered', '2025-03-01', { forum: 'F', number: 2, unitId: null, answeredOn: '2025-03-05' }],
  ]
  const forum = (code: string): Told => [
    'ForumHeld',
    '2025-03-01',
    { code, topic: 'Layanan', attended: 10, inputs: 2, followedUp: 1, kind: 'warga' },
  ]
  const said = (...reference: ReadonlyArray<Told>) => jsonFor('outreach', { year: 2025 }, { people: {}, reference })
  expect(said(forum('G'), ...inputs)).toEqual(said(forum('G')))
  expect(said(forum('F'), ...inputs)).not.toEqual(said(forum('F')))
})

it('reads appointments where it reads careers, so that one taken out changes its figures at once', () => {
  const reading = [...REPORTS.values()].filter(({ reads }) => reads.length > 0)
  expect(reading.length).toBeGreaterThan(10)
  for (const { name } of reading) {
    const { report, args } = questionOf(name, questionFor(name))
    expect([name, viewOf(report, args).reads.has('Appointed')]).toEqual([name, true])
  }
})
