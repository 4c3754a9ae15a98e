/** Values of the field: days, ids, numbers, codes, texts, and every value list. All made up; serials of numbers are above 900. */
import {
  Actor,
  AgencyCode,
  CareerId,
  Code,
  EmployeeNumber,
  EventId,
  type Instant,
  instantOfMillis,
  LocalDate,
  LogPosition,
  ofEpochDay,
  StreamName,
  toEpochDay,
} from '@jejak/core'
import fc from 'fast-check'

const day = (text: string): number => (LocalDate.is(text) ? toEpochDay(text) : 0)

/** A day between two days, both included. */
export const arbitraryLocalDateIn = (from: string, to: string): fc.Arbitrary<LocalDate> =>
  fc.integer({ min: day(from), max: day(to) }).map(ofEpochDay)

/** Any day of the years 0001 to 9999. */
export const arbitraryAnyLocalDate: fc.Arbitrary<LocalDate> = arbitraryLocalDateIn('0001-01-01', '9999-12-31')

/** A day on which something happens in tests; close together, so that things meet. */
export const arbitraryLocalDate: fc.Arbitrary<LocalDate> = arbitraryLocalDateIn('2018-01-01', '2026-12-31')

export const arbitraryInstant: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 4_102_444_800_000 }).map(instantOfMillis)

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })

export const arbitraryCareerId: fc.Arbitrary<CareerId> = hex(32).filter(CareerId.is)
export const arbitraryEventId: fc.Arbitrary<EventId> = fc.uuid().filter(EventId.is)
export const arbitraryHash: fc.Arbitrary<string> = hex(64)
export const arbitraryLogPosition: fc.Arbitrary<LogPosition> = fc.nat({ max: 1_000_000 }).filter(LogPosition.is)

export const arbitraryAgencyCode: fc.Arbitrary<AgencyCode> = fc.stringMatching(/^[a-z][a-z0-9-]{0,19}$/).filter(AgencyCode.is)
export const arbitraryActor: fc.Arbitrary<Actor> = fc
  .oneof(
    fc.constantFrom('jejak', 'import:bkpsdm'),
    fc.nat({ max: 99 }).map((n) => `staff:${n}`),
  )
  .filter(Actor.is)

/** Text of any script, without lone surrogates (a store refuses those), never empty. */
export const arbitraryText: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
export const arbitraryCode: fc.Arbitrary<Code> = fc
  .oneof(fc.stringMatching(/^[A-Z]{1,3}-[0-9]{1,3}$/), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }))
  .filter(Code.is)

export const arbitraryStreamName: fc.Arbitrary<StreamName> = fc
  .oneof(
    fc.tuple(fc.constantFrom('career', 'program', 'cohort', 'position'), hex(32)).map(([kind, id]) => `${kind}-${id}`),
    arbitraryAgencyCode.map((code) => `agency-${code}`),
  )
  .filter(StreamName.is)

const compact = (date: LocalDate): string => date.replaceAll('-', '')
const two = (n: number): string => String(n).padStart(2, '0')
const serial = fc.integer({ min: 901, max: 999 })
const birth = arbitraryLocalDateIn('1960-01-01', '2003-12-31')
const sexDigit = fc.constantFrom('1', '2')

/** NIP of a PNS: birth date, month of TMT CPNS at age 18 to 40, sex, serial. */
export const arbitraryPnsNumber: fc.Arbitrary<EmployeeNumber> = fc
  .tuple(birth, fc.integer({ min: 19, max: 40 }), fc.integer({ min: 1, max: 12 }), sexDigit, serial)
  .map(([born, age, month, sex, n]) => `${compact(born)}${Number(born.slice(0, 4)) + age}${two(month)}${sex}${n}`)
  .filter(EmployeeNumber.is)

/** NI PPPK: birth date, year from 2019, agreement 21 and above, sex, serial. */
export const arbitraryPppkNumber: fc.Arbitrary<EmployeeNumber> = fc
  .tuple(birth, fc.integer({ min: 2019, max: 2026 }), fc.integer({ min: 21, max: 29 }), sexDigit, serial)
  .map(([born, year, agreement, sex, n]) => `${compact(born)}${year}${agreement}${sex}${n}`)
  .filter(EmployeeNumber.is)

export const arbitraryEmployeeNumber: fc.Arbitrary<EmployeeNumber> = fc.oneof(arbitraryPnsNumber, arbitraryPppkNumber)

/** One value of a closed list, whatever the list holds. */
export const arbitraryOneOf = <K extends string>(codec: {
  readonly keys: Readonly<Record<K, unknown>>
  readonly is: (value: unknown) => value is K
}): fc.Arbitrary<K> => fc.constantFrom(...Object.keys(codec.keys)).filter(codec.is)

/** A value or `null`. */
export const arbitraryNullable = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(arbitrary, { nil: null })

/** A record of a value for each key: a plain object, as programs make them (fast-check also draws ones without prototype). */
export const arbitraryRecord = <T>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true })
