/**
 * The arguments of questions. Each has one form as text (an address, a command line,
 * a form of the dashboard) and one as a value; its codec reads both and writes the text.
 */
import { AgencyCode, CareerId, EmployeeNumber, LocalDate, LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

/** Rows of a page: unless asked for otherwise, and at most. */
export const DEFAULT_LIMIT = 100
export const MOST_LIMIT = 500

/** Characters of a text of the caller's: codes, cells, what is looked for. */
const MOST_CHARACTERS = 200

/**
 * A value that is written as text.
 *
 * @param is whether it is the value already
 * @param read the value of a text, if it is one
 */
const written = <A>(name: string, is: t.Is<A>, read: (text: string) => O.Option<A>, write: (value: A) => string = String) =>
  new t.Type<A, string, unknown>(
    name,
    is,
    (given, context) =>
      is(given)
        ? t.success(given)
        : pipe(
            typeof given === 'string' ? read(given) : O.none,
            O.match(() => t.failure(given, context), t.success),
          ),
    write,
  )

const whole = (least: number, most: number, digits: RegExp) => {
  const is = (given: unknown): given is number => typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most
  return written('Whole', is, (text) =>
    pipe(
      Number(text),
      O.fromPredicate((value): value is number => digits.test(text) && is(value)),
    ),
  )
}

const text = (name: string, fits: (given: string) => boolean) => {
  const is = (given: unknown): given is string => typeof given === 'string' && fits(given)
  return written(name, is, () => O.none)
}

const named = text('Name', ({ length }) => length > 0 && length <= MOST_CHARACTERS)

const isNumber = (given: unknown): given is EmployeeNumber => EmployeeNumber.is(given)

/** What each argument is, in words that name no door: every adapter knows how it is asked. */
export const FIELDS = {
  report: { codec: named, detail: 'the name of a report' },
  agency: { codec: AgencyCode, detail: 'the code of an agency' },
  year: { codec: whole(1900, 2100, /^\d{4}$/), detail: 'a year of four digits, from 1900 to 2100' },
  asOf: { codec: LocalDate, detail: 'a day is yyyy-mm-dd and must exist' },
  from: { codec: LocalDate, detail: 'a day is yyyy-mm-dd and must exist' },
  to: { codec: LocalDate, detail: 'a day is yyyy-mm-dd and must exist' },
  period: { codec: text('Period', (given) => /^\d{4}-(0[1-9]|1[0-2])$/.test(given)), detail: 'a month as yyyy-mm' },
  unit: { codec: named, detail: 'the id of a unit, 1 to 200 characters' },
  who: { codec: named, detail: 'a cell of the report, 1 to 200 characters' },
  knownAt: {
    codec: text('KnownAt', (given) => /^(@\d{1,15}|\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:?\d\d))$/.test(given)),
    detail: 'a moment is written with its zone, as in 2026-01-31T17:00:00+07:00, or as @POSITION',
  },
  waitFor: {
    codec: written(
      'Position',
      (given): given is LogPosition => LogPosition.is(given),
      (given) =>
        pipe(
          Number(given.replace(/^@/, '')),
          O.fromPredicate((value): value is LogPosition => /^@?\d{1,15}$/.test(given) && LogPosition.is(value)),
        ),
      (position) => `@${position}`,
    ),
    detail: 'a position is written @NUMBER, as in @1200',
  },
  limit: { codec: whole(1, MOST_LIMIT, /^\d{1,3}$/), detail: `how many rows, 1 to ${MOST_LIMIT}` },
  cursor: { codec: whole(0, 9_999_999, /^\d{1,7}$/), detail: 'the cursor that a page named as its next or previous' },
  order: { codec: t.keyof({ name: null, number: null }), detail: 'name or number' },
  search: {
    codec: text('Search', ({ length }) => length <= MOST_CHARACTERS),
    detail: 'a part of a name or a number, 200 characters at most',
  },
  code: { codec: named, detail: 'a code, 1 to 200 characters' },
  career: { codec: CareerId, detail: 'the id of a person, 32 hex digits' },
  number: {
    // Blanks and quotes within it do not matter: sheets put them there.
    codec: written('Number', isNumber, (given) => pipe(given.replace(/[\s'’.]/g, ''), O.fromPredicate(isNumber))),
    detail: 'an employee number of 18 digits',
  },
} as const

/** Name of an argument. */
export type FieldName = keyof typeof FIELDS
/** What an argument is as a value. */
export type FieldValue<K extends FieldName> = t.TypeOf<(typeof FIELDS)[K]['codec']>

/** Reads one argument from its text: the value, or what was expected. */
export const readField = <K extends FieldName>(name: K, given: string): E.Either<string, FieldValue<K>> => {
  const { codec, detail }: { readonly codec: t.Decoder<unknown, FieldValue<K>>; readonly detail: string } = FIELDS[name]
  return pipe(
    codec.decode(given),
    E.mapLeft(() => detail),
  )
}
