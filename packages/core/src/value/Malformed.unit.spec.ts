import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { instant } from '../date/Instant.js'
import { localDate } from '../date/LocalDate.js'
import { actor } from '../event/Ground.js'
import { employeeNumber } from '../identity/EmployeeNumber.js'
import { agencyCode, careerId, code, eventId, logPosition, streamName } from '../identity/ids.js'

const READ: ReadonlyArray<readonly [name: string, read: (text: string) => E.Either<unknown, unknown>, fits: string]> = [
  ['AgencyCode', agencyCode, 'kota-uji'],
  ['CareerId', careerId, '0123456789abcdef0123456789abcdef'],
  ['Code', code, 'DIKLAT 01'],
  ['EventId', eventId, '00000000-0000-4000-8000-000000000901'],
  ['StreamName', streamName, 'agency-kota-uji'],
  ['Actor', actor, 'staff:17'],
  ['LocalDate', localDate, '2024-02-29'],
  ['Instant', instant, '2026-11-24T03:00:00.000Z'],
  ['EmployeeNumber', employeeNumber, '199001012015031901'],
]

describe('smart constructors have one anatomy', () => {
  it.each(READ)('%s: the value itself', (_, read, fits) => {
    expect(read(fits)).toEqual(E.right(fits))
  })

  it.each(READ)('%s: a fault that names the type and the form, and repeats nothing of the text', (type, read) => {
    const secret = `\n198504122010032907 ${'x'.repeat(200)}`
    const fault = read(secret)
    expect(fault).toMatchObject(E.left({ tag: 'Malformed', type }))
    expect(JSON.stringify(fault)).not.toContain('198504')
  })

  it('a position is a number', () => {
    expect(logPosition(0)).toEqual(E.right(0))
    for (const place of [-1, 1.5, Number.NaN, 2 ** 53]) expect(logPosition(place)).toMatchObject(E.left({ type: 'LogPosition' }))
  })
})
