/** What callers may send, decoded at the door. Faults name the field, never the value. */
import {
  badRequest,
  DEFAULT_LIMIT,
  type Fault,
  type Field,
  MOST_LIMIT,
  type PageAsked,
  type PageQuestion,
  type PeopleAsked,
} from '@jejak/application'
import { AgencyCode, CareerId, EmployeeNumber, LocalDate, LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const text = (name: string, test: (value: string) => boolean) => t.refinement(t.string, test, name)

const YearText = text('Year', (s) => /^(19|20)\d\d$/.test(s))
const Name = text('Name', (s) => s.length > 0 && s.length <= 200)
const Period = text('Period', (s) => /^\d{4}-(0[1-9]|1[0-2])$/.test(s))
const KnownAt = text('KnownAt', (s) => /^(@\d{1,15}|\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:?\d\d))$/.test(s))

const LimitText = text('LimitText', (s) => /^[1-9]\d{0,2}$/.test(s) && Number(s) <= MOST_LIMIT)
const CursorText = text('CursorText', (s) => /^\d{1,7}$/.test(s))
const Search = text('Search', (s) => s.length <= 200)

const PositionText = text('PositionText', (s) => /^@?\d{1,15}$/.test(s))

const MESSAGES: Readonly<Record<string, string>> = {
  agency: 'the code of an agency; GET /api/agencies lists them',
  year: 'a year of four digits',
  asOf: 'a day as yyyy-mm-dd',
  from: 'a day as yyyy-mm-dd',
  to: 'a day as yyyy-mm-dd',
  period: 'a month as yyyy-mm',
  unit: 'the id of a unit, 1 to 200 characters',
  who: 'a cell of the report, 1 to 200 characters',
  knownAt: 'a moment with its zone (2026-01-05T00:00:00Z), or @POSITION',
  waitFor: 'a position that an answer or an append named, as 1200 or @1200',
  limit: `how many rows, 1 to ${MOST_LIMIT}`,
  cursor: 'the cursor that a page answered as its next or previous',
  order: 'name or number',
  search: 'a part of a name or a number, 200 characters at most',
  code: 'a code, 1 to 200 characters',
  career: 'the id of a person, 32 hex digits',
  number: 'an employee number of 18 digits',
}

const AskedQuery = t.intersection([
  t.type({ agency: AgencyCode }),
  t.partial({
    year: YearText,
    asOf: LocalDate,
    from: LocalDate,
    to: LocalDate,
    period: Period,
    unit: Name,
    who: Name,
    knownAt: KnownAt,
    waitFor: PositionText,
  }),
])

const bad = (names: ReadonlyArray<string>): Fault => {
  const fields = [...new Set(names)].map(
    (field): Field => ({ field, code: 'malformed', detail: MESSAGES[field] ?? 'is missing or makes no sense' }),
  )
  return badRequest('arguments', fields.map(({ field, detail }) => `${field}: ${detail}`).join('; '), fields)
}

/** Decodes and, on failure, names the fields that are wrong. */
const decode = <A>(codec: t.Decoder<unknown, A>, input: unknown): E.Either<Fault, A> => {
  const decoded = codec.decode(input)
  if (E.isRight(decoded)) return decoded
  return E.left(bad(decoded.left.map(({ context }) => context.find(({ key }) => MESSAGES[key] !== undefined)?.key ?? 'query')))
}

/** The query of every figure: which agency, and what is asked of it. */
export const decodeAsked = (query: unknown): E.Either<Fault, PageQuestion> => {
  const decoded = decode(AskedQuery, query)
  if (E.isLeft(decoded)) return decoded
  const { agency, year, asOf, from, to, period, unit, who, knownAt, waitFor } = decoded.right
  const position = Number(waitFor?.replace('@', ''))
  return E.right({
    agency,
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(period === undefined ? {} : { period }),
    ...(unit === undefined ? {} : { unit }),
    ...(who === undefined ? {} : { who }),
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(LogPosition.is(position) ? { waitFor: position } : {}),
  })
}

const PageQuery = t.partial({ limit: LimitText, cursor: CursorText })

/** Which page of a long table. */
export const decodePage = (query: unknown): E.Either<Fault, PageAsked> =>
  E.map(
    ({ limit, cursor }: t.TypeOf<typeof PageQuery>): PageAsked => ({
      limit: limit === undefined ? DEFAULT_LIMIT : Number(limit),
      offset: cursor === undefined ? 0 : Number(cursor),
    }),
  )(decode(PageQuery, query))

const PeopleQuery = t.intersection([
  t.type({ agency: AgencyCode, unit: Name }),
  t.partial({ asOf: LocalDate, order: t.keyof({ name: null, number: null }), search: Search, limit: LimitText, cursor: CursorText }),
])

/** Asks for the people of a unit. What names a person comes in a body, never in an address. */
export const decodePeople = (input: unknown): E.Either<Fault, PeopleAsked> => {
  const decoded = decode(PeopleQuery, input)
  if (E.isLeft(decoded)) return decoded
  const page = decodePage(input)
  if (E.isLeft(page)) return page
  const { agency, unit, asOf, order, search } = decoded.right
  return E.right({ agency, unit, asOf: asOf ?? null, order: order ?? 'number', search: search ?? '', ...page.right })
}

export const decodeName = (params: unknown): E.Either<Fault, string> =>
  E.map(({ code }: { code: string }) => code)(decode(t.type({ code: Name }), params))

export const decodeCareer = (params: unknown): E.Either<Fault, CareerId> =>
  E.map(({ career }: { career: CareerId }) => career)(decode(t.type({ career: CareerId }), params))

/** The body of a search; blanks within the number do not matter. */
export const decodeNumber = (body: unknown): E.Either<Fault, EmployeeNumber> => {
  const given = decode(t.type({ number: t.string }), body)
  if (E.isLeft(given)) return given
  const number = given.right.number.replace(/[\s'’.]/g, '')
  return EmployeeNumber.is(number) ? E.right(number) : E.left(bad(['number']))
}
