/**
 * One made-up official and what the facts of the official refer to, for examples
 * of documentation and first tests: appointed in 2010, now III/c and a functional
 * expert, with training, a mentoring session, two appraisals and a sanction served.
 */
import { type Catalogue, careerStream, type Employment, type EventDraft, employmentIn, type History, type RecordedEvent } from '@jejak/core'
import { asRecorded } from '../arbitraries/log.js'
import { AGENCY, catalogueOf, code, day, employeeNumber, fact, happened, historyOf, person } from './setting.js'

const decree = (number: string, date: string) => ({ number, date: day(date) })

const rank = (n: number, grade: 'III/a' | 'III/b' | 'III/c', on: string): EventDraft =>
  happened(n, on, fact('Promoted', { grade, kind: 'reguler', decree: decree(`SK/${n}`, on) }, null))

const appraisal = (n: number, year: number, behaviour: 1 | 2): EventDraft =>
  happened(
    n,
    `${year}-12-31`,
    fact(
      'Appraised',
      {
        year,
        periodStart: day(`${year}-01-01`),
        periodEnd: day(`${year}-12-31`),
        result: 1,
        behaviour,
        predicate: behaviour === 1 ? 'SB' : 'B',
        sourcePredicate: null,
        appraiser: person(2),
        appraisedOn: day(`${year}-12-31`),
        acting: false,
      },
      null,
    ),
  )

/** What happened to the official, in the order in which it was recorded. */
export const sampleDrafts: ReadonlyArray<EventDraft> = [
  happened(
    901,
    '2010-03-01',
    fact(
      'Appointed',
      { status: 'PNS', sex: 'P', education: 'S1', graduationYear: 2008, unitId: code('U.01'), unitName: null },
      {
        number: employeeNumber('198504122010032907'),
        name: 'Contoh Satu',
        titleBefore: null,
        titleAfter: null,
        birthDate: day('1985-04-12'),
      },
    ),
  ),
  rank(902, 'III/a', '2010-03-01'),
  rank(903, 'III/b', '2014-04-01'),
  rank(904, 'III/c', '2022-04-01'),
  happened(
    905,
    '2018-01-01',
    fact(
      'Positioned',
      {
        positionId: code('J.01'),
        positionName: 'Analis Muda',
        level: 'ahli_muda',
        unitId: code('U.01'),
        assignment: 'D',
        decree: decree('SK/905', '2018-01-01'),
      },
      null,
    ),
  ),
  happened(906, null, fact('Attended', { cohort: code('SIM.01'), hours: 24, preScore: null, postScore: null, certificate: null }, null)),
  happened(907, '2025-06-10', fact('Mentored', { pair: code('M.01'), mentor: person(2), minutes: 60 }, { topic: null, followUp: null })),
  appraisal(908, 2024, 2),
  appraisal(909, 2025, 1),
  happened(
    910,
    '2020-01-01',
    fact('Sanctioned', { severity: 'S', decree: decree('SK/910', '2020-01-01'), endsOn: day('2021-01-01') }, null),
  ),
]

/** The history of the official. */
export const sampleCareer: History.History = historyOf(sampleDrafts)

/** A program of 24 JP, its cohort of May 2025, and the official's post. */
export const sampleCatalogue: Catalogue.Catalogue = catalogueOf([
  happened(
    921,
    null,
    fact(
      'ProgramOffered',
      { code: code('SIM'), name: 'Program Contoh', kind: 'teknis', track: null, hours: 24, organiser: null, topic: null },
      null,
    ),
  ),
  happened(
    922,
    null,
    fact(
      'CohortScheduled',
      {
        program: code('SIM'),
        code: code('SIM.01'),
        starts: day('2025-05-01'),
        ends: day('2025-05-03'),
        quota: 30,
        curriculumVersion: null,
      },
      { location: null, instructor: null },
    ),
  ),
  happened(
    923,
    null,
    fact(
      'PostDefined',
      { unitId: code('U.01'), positionId: code('J.01'), positionName: 'Analis Muda', level: 'ahli_muda', needed: 2, key: false },
      null,
    ),
  ),
])

const employment = employmentIn(sampleCareer, AGENCY, sampleCatalogue)
if (employment === null) throw new Error('the sample has an appointment')

/** The official's employment in the agency of tests. */
export const sampleEmployment: Employment = employment

/** The same facts as a store gives them back. */
export const sampleEvents: ReadonlyArray<RecordedEvent> = asRecorded(
  sampleDrafts.map((draft) => ({ stream: careerStream(person(1)), draft })),
)
