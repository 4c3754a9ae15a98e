import { eventId, must } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { empty } from '../catalogue/Catalogue.js'
import { CORE_POLICIES } from '../policy/policiesWith.js'
import { type ContextParts, makeContext } from './makeContext.js'

const PARTS: ContextParts = {
  now: '2026-11-24T20:00:00.000Z',
  agency: 'kota-uji',
  actor: 'staff:1',
  id: eventId(901),
  stream: 'agency-kota-uji',
  catalogue: empty,
  cataloguePosition: 7,
  policy: { policy: 'mentoring', version: 'national-1' },
}
const fieldsOf = (parts: object) => {
  const made = makeContext({ ...PARTS, ...parts })
  return E.isLeft(made) ? made.left.map(({ field, code }) => `${field} ${code}`) : []
}

describe('a context', () => {
  it('takes its day from the moment, and cause and correlation from the event', () => {
    expect(must(makeContext(PARTS))).toEqual({
      ...PARTS,
      today: '2026-11-25',
      correlationId: eventId(901),
      causationId: eventId(901),
      onBehalfOf: null,
      reason: null,
      basis: null,
      others: new Map(),
      policies: CORE_POLICIES,
    })
  })

  it('takes the day of the zone that is given, and any other part as it is given', () => {
    expect(must(makeContext({ ...PARTS, offsetMinutes: 0 })).today).toBe('2026-11-24')
    expect(must(makeContext({ ...PARTS, today: '2026-01-01', offsetMinutes: 540 })).today).toBe('2026-01-01')
    const caused = must(makeContext({ ...PARTS, correlationId: eventId(902), reason: 'why' }))
    expect([caused.correlationId, caused.causationId, caused.reason]).toEqual([eventId(902), eventId(902), 'why'])
  })

  it.each(['now', 'agency', 'actor', 'id', 'stream', 'catalogue', 'cataloguePosition', 'policy'])('is refused without %s', (field) => {
    expect(fieldsOf({ [field]: undefined })).toContain(`${field} missing`)
  })

  it('is refused with every fault at once, and repeats no value', () => {
    const bad = { now: 'today', agency: 'Kota', actor: '198504122010032907', id: 'x', today: '2026-02-30', offsetMinutes: 9999 }
    expect(fieldsOf(bad)).toEqual(
      ['now', 'agency', 'actor', 'id', 'stream', 'today', 'offsetMinutes'].map(
        (field) => `${field} ${field === 'stream' ? 'otherAgency' : 'malformed'}`,
      ),
    )
    expect(JSON.stringify(makeContext({ ...PARTS, ...bad }))).not.toContain('198504')
  })

  it('is refused for the stream of another agency', () => {
    expect(fieldsOf({ stream: 'agency-kabupaten-uji' })).toEqual(['stream otherAgency'])
  })
})
