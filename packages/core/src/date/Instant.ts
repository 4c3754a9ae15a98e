/** A moment of time in UTC, to the millisecond, as `yyyy-mm-ddThh:mm:ss.sssZ`; compares as text. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import type { Malformed } from '../value/Malformed.js'
import { type LocalDate, ofEpochDay } from './LocalDate.js'

export interface InstantBrand {
  readonly Instant: unique symbol
}

/** Codec of a moment, in just the form `yyyy-mm-ddThh:mm:ss.sssZ`. */
export type Instant = t.Branded<string, InstantBrand>

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const isInstant = (text: string): text is Instant => FORM.test(text) && !Number.isNaN(Date.parse(text))

export const Instant: t.BrandC<t.StringC, InstantBrand> = t.brand(t.string, isInstant, 'Instant')

/**
 * The moment so many milliseconds after 1970-01-01T00:00Z (years 0000 to 9999).
 *
 * @example
 * instantOfMillis(0) // => '1970-01-01T00:00:00.000Z'
 */
export const instantOfMillis = (millis: number): Instant => unsafeBrand(new Date(millis).toISOString())

/**
 * Milliseconds since 1970-01-01T00:00Z.
 *
 * @example
 * toMillis(instantOfMillis(1_700_000_000_000)) // => 1_700_000_000_000
 */
export const toMillis = (instant: Instant): number => Date.parse(instant)

/**
 * Reads any ISO 8601 date-time that names its zone (`Z` or an offset), as the same moment in UTC.
 *
 * @example
 * instant('2026-11-24T10:00:00+07:00') // => E.right('2026-11-24T03:00:00.000Z')
 * E.isLeft(instant('2026-11-24T10:00:00')) // => true
 */
export const instant = (text: string): E.Either<Malformed, Instant> => {
  const millis = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(millis)
    ? E.left({ tag: 'Malformed', type: Instant.name, expected: 'an ISO 8601 date-time with Z or an offset' })
    : E.right(instantOfMillis(millis))
}

/**
 * The day a moment falls on in a zone of fixed offset, in minutes east of UTC.
 * Indonesia keeps no summer time: Asia/Jakarta (WIB) is 420, WITA 480, WIT 540.
 *
 * @example
 * localDateAt(must(instant('2026-11-24T20:00:00Z')), JAKARTA_OFFSET_MINUTES) // => '2026-11-25'
 */
export const localDateAt = (instant: Instant, offsetMinutes: number): LocalDate =>
  ofEpochDay(Math.floor((toMillis(instant) + offsetMinutes * 60_000) / 86_400_000))

/** Offset of Asia/Jakarta (WIB), the default zone of an agency. */
export const JAKARTA_OFFSET_MINUTES = 420
