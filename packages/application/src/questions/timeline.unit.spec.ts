import { type AgencyCode, type CareerId, Catalogue, careerId, careerStream, type WholeFact } from '@jejak/core'
import { asRecorded, happened, must } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import { timelineOf } from './timeline.js'

const CAREER: CareerId = must(careerId('0'.repeat(32)))
const strange: WholeFact<'Other'> = {
  type: 'Other',
  data: Object({ type: 'awards.Given', schema: 4, data: { medal: 'Contoh' } }),
  personal: null,
}
const AGENCY: AgencyCode = happened(1, null, strange).agency
const reads = { factOf: () => null, vault: { open: () => E.right(null) }, catalogues: new Map([[AGENCY, Catalogue.empty]]) }

it('refuses to date facts of cohorts without the catalogue of their agency', () => {
  const events = asRecorded([{ stream: careerStream(CAREER), draft: happened(1, '2025-08-17', strange) }])
  expect(timelineOf(events, { ...reads, catalogues: new Map() })).toEqual(E.left({ tag: 'CatalogueMissing', agencies: [AGENCY] }))
})

it('shows a fact of a type that nobody here knows under its own name, dated and marked as unknown', () => {
  const events = asRecorded([{ stream: careerStream(CAREER), draft: happened(1, '2025-08-17', strange) }])
  const [entry] = must(timelineOf(events, reads))
  expect(entry).toMatchObject({
    does: 'states',
    type: 'awards.Given',
    unknown: true,
    effectiveOn: '2025-08-17',
    data: { medal: 'Contoh' },
    state: 'holds',
  })
})

it('repeats no type that is no name', () => {
  const events = asRecorded([{ stream: careerStream(CAREER), draft: happened(1, '2025-08-17', strange) }])
  const renamed = events.map((event) => ({ ...event, type: '199001012015031901' }))
  const [entry] = must(timelineOf(renamed, reads))
  expect(entry).toMatchObject({ type: '?', unknown: true })
})
