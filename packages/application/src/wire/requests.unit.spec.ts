import { fc, test } from '@fast-check/vitest'
import { agencyCode, localDate, logPosition } from '@jejak/core'
import { must } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { decodeRequest } from './decodeRequest.js'
import { PeopleRequest } from './ReportRequest.js'
import { FindPersonRequest, OverviewRequest, PageRequest, pageAsked, UnitRequest } from './requests.js'

const AGENCY = must(agencyCode('uji'))

const asked = fc.record(
  {
    year: fc.integer({ min: 1900, max: 2100 }),
    asOf: fc.constantFrom('2025-12-31', '2024-02-29').map((day) => must(localDate(day))),
    period: fc.constantFrom('2025-01', '1999-12'),
    unit: fc.string({ minLength: 1, maxLength: 200 }),
    knownAt: fc.constantFrom('@12', '2026-01-31T17:00:00+07:00'),
    waitFor: fc.nat().map((place) => must(logPosition(place))),
  },
  { requiredKeys: [] },
)

describe('a request', () => {
  test.prop([asked])('is read from its own text as it was', (question) => {
    const request = { ...question, agency: AGENCY, report: 'training-hours', who: 'zero' }
    const written = PeopleRequest.encode(request)
    for (const value of Object.values(written)) expect(typeof value).toBe('string')
    expect(decodeRequest(PeopleRequest, written)).toEqual(E.right(request))
    expect(decodeRequest(PeopleRequest, request)).toEqual(E.right(request))
  })

  test.prop([
    fc.constantFrom('year', 'asOf', 'from', 'to', 'period', 'knownAt', 'waitFor'),
    fc.string({ minLength: 1 }).map((text) => `?${text}`),
  ])('names a field that makes no sense once, and never what it held', (field, text) => {
    const refused = decodeRequest(OverviewRequest, { agency: 'uji', [field]: text })
    expect(refused).toMatchObject({ left: { tag: 'BadRequest', code: 'arguments', fields: [{ field, code: 'malformed' }] } })
    if (text.length > 3) expect(JSON.stringify(refused)).not.toContain(text)
  })

  it('names all that is wrong, told apart from what is missing', () => {
    expect(decodeRequest(UnitRequest, { asOf: '2025-02-30', limit: '0', order: 'age' })).toMatchObject({
      left: {
        fields: [
          { field: 'agency', code: 'missing' },
          { field: 'unit', code: 'missing' },
          { field: 'asOf', code: 'malformed' },
          { field: 'order', code: 'malformed' },
          { field: 'limit', code: 'malformed' },
        ],
      },
    })
    expect(decodeRequest(OverviewRequest, 'nothing')).toMatchObject({ left: { fields: [{ field: 'request' }] } })
  })

  it('says what a field is in words of no door', () => {
    const refused = JSON.stringify(decodeRequest(PeopleRequest, { year: 'x', asOf: 'x', knownAt: 'x', waitFor: 'x', unit: '', who: '' }))
    expect(refused).not.toMatch(/--|GET |POST |\/api\//)
  })

  it('for a page counts its rows from a cursor', () => {
    expect(pageAsked(must(decodeRequest(PageRequest, { limit: '10', cursor: '20' })))).toEqual({ limit: 10, offset: 20 })
    expect(pageAsked(must(decodeRequest(PageRequest, {})))).toEqual({ limit: 100, offset: 0 })
    for (const limit of ['0', '501', '1e2', ' 1', 1.5]) expect(E.isLeft(decodeRequest(PageRequest, { limit }))).toBe(true)
  })

  it('for a person takes the number as sheets write it', () => {
    expect(decodeRequest(FindPersonRequest, { number: " '19850412 201003 1 901" })).toEqual(E.right({ number: '198504122010031901' }))
    expect(decodeRequest(FindPersonRequest, { number: 198504122010031900 })).toMatchObject({ left: { fields: [{ field: 'number' }] } })
  })
})
