import { type CareerId, Catalogue, careerId, careerStream, type WholeFact } from '@jejak/core'
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

it('shows a fact of a type that nobody here knows under its own name, dated and marked as unknown', () => {
  const events = asRecorded([{ stream: careerStream(CAREER), draft: happened(1, '2025-08-17', strange) }])
  const [entry] = timelineOf(events, { vault: { open: () => E.right(null) }, catalogueOf: () => Catalogue.empty })
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
  const [entry] = timelineOf(renamed, { vault: { open: () => E.right(null) }, catalogueOf: () => Catalogue.empty })
  expect(entry).toMatchObject({ type: '?', unknown: true })
})
