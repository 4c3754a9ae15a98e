/** Facts, commands and streams that the tests of deciders share. All made up. */
import { catalogueOf, code, day, employeeNumber, fact, type Given, given, happened } from '@jejak/testing'
import { expect } from 'vitest'
import type { EventDraft } from '../event/Envelope.js'
import type { DataOf, PersonalOf } from '../fact/Fact.js'
import type { ServantStatus } from '../fact/values.js'
import { StreamName } from '../identity/ids.js'
import type { Command } from './commands.js'

export const stream = (text: string): StreamName => {
  if (StreamName.is(text)) return text
  return expect.fail('no stream')
}
export const decree = { number: 'SK-800-901', date: day('2024-01-05') }
export const appointedData = (status: ServantStatus = 'PNS'): DataOf<'Appointed'> => ({
  status,
  sex: 'P',
  education: 'S1',
  graduationYear: 2008,
  unitId: code('U-1'),
  unitName: null,
  earlier: null,
})
export const personal: PersonalOf<'Appointed'> = {
  number: employeeNumber('198504122010032907'),
  name: 'Contoh Uji',
  titleBefore: null,
  titleAfter: null,
  birthDate: day('1985-04-12'),
}
export const appointed = (n: number, on = '2010-03-01', status: ServantStatus = 'PNS') =>
  happened(n, on, fact('Appointed', appointedData(status), personal))
export const retired = (n: number, on: string) => happened(n, on, fact('Retired', { kind: 'pensiun', decree }, null))

export const program = (hours = 20) =>
  happened(
    800,
    null,
    fact('ProgramOffered', { code: code('P-1'), name: 'Program', kind: 'teknis', track: null, hours, organiser: null, topic: null }, null),
  )
export const cohortFact = (cohort: string, of = 'P-1', quota: number | null = 2) =>
  fact(
    'CohortScheduled',
    { program: code(of), code: code(cohort), starts: day('2024-05-01'), ends: day('2024-05-10'), quota, curriculumVersion: null },
    { location: null, instructor: null },
  )
export const catalogue = catalogueOf([
  program(),
  happened(801, null, cohortFact('A-1')),
  happened(802, null, cohortFact('A-2', 'P-9')),
  happened(
    803,
    null,
    fact(
      'CohortScheduled',
      { program: code('P-1'), code: code('A-3'), starts: day('2027-01-01'), ends: day('2027-01-05'), quota: null, curriculumVersion: null },
      { location: null, instructor: null },
    ),
  ),
])
export const enrolled = (n: number, cohort = 'A-1') => happened(n, '2024-04-01', fact('Enrolled', { cohort: code(cohort) }, null))
export const attended = (n: number, cohort = 'A-1') =>
  happened(n, null, fact('Attended', { cohort: code(cohort), hours: 10, preScore: null, postScore: null, certificate: null }, null))
export const withdrew = (n: number) => happened(n, null, fact('Withdrew', { cohort: code('A-1'), reason: 'waktu' }, null))
export const inTraining = (...drafts: ReadonlyArray<EventDraft>): Given => given(...drafts).within({ catalogue })

export const promote = (on: string, grade: DataOf<'Promoted'>['grade'] = 'III/b'): Command => ({
  type: 'Promote',
  on: day(on),
  data: { grade, kind: 'reguler', decree },
})
export const promoted = (n: number, on: string, grade: DataOf<'Promoted'>['grade']) =>
  happened(n, on, fact('Promoted', { grade, kind: 'reguler', decree }, null))
