/** The names of things: agencies, careers, streams, events, programs, cohorts, units, posts. */
import type { Either } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import { constructorOf, type Malformed } from '../value/Malformed.js'

const branded = <B>(name: string, test: (text: string) => boolean): t.BrandC<t.StringC, B> =>
  unsafeBrand(t.refinement(t.string, test, name))

export interface AgencyCodeBrand {
  readonly AgencyCode: unique symbol
}
/** Code of an agency (*instansi*) within a deployment: 1 to 40 of `a-z`, `0-9`, `-`, beginning with a letter. */
export type AgencyCode = t.Branded<string, AgencyCodeBrand>
export const AgencyCode = branded<AgencyCodeBrand>('AgencyCode', (s) => /^[a-z][a-z0-9-]{0,39}$/.test(s))
/**
 * Reads the code of an agency.
 *
 * @example
 * agencyCode('kota-contoh') // => E.right('kota-contoh')
 * E.isLeft(agencyCode('Kota Contoh')) // => true
 */
export const agencyCode: (text: string) => Either<Malformed, AgencyCode> = constructorOf(
  AgencyCode,
  '1 to 40 of a-z, 0-9 and -, beginning with a letter',
)

export interface CareerIdBrand {
  readonly CareerId: unique symbol
}
/** A person's stable id: 32 hex digits, HMAC of the first employee number under the lookup key. Says nothing about the person. */
export type CareerId = t.Branded<string, CareerIdBrand>
export const CareerId = branded<CareerIdBrand>('CareerId', (s) => /^[0-9a-f]{32}$/.test(s))
/**
 * Reads a person's id. An employee number is none: which id it has says the vault of the deployment.
 *
 * @example
 * careerId('0123456789abcdef0123456789abcdef') // => E.right('0123456789abcdef0123456789abcdef')
 * careerId('199001012015031901') // => E.left({ tag: 'Malformed', type: 'CareerId', expected: '32 of 0-9 and a-f' })
 */
export const careerId: (text: string) => Either<Malformed, CareerId> = constructorOf(CareerId, '32 of 0-9 and a-f')

export interface EventIdBrand {
  readonly EventId: unique symbol
}
/** Id of an event: a lower-case UUID. */
export type EventId = t.Branded<string, EventIdBrand>
export const EventId = branded<EventIdBrand>('EventId', (s) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(s))
/**
 * Reads the id of an event.
 *
 * @example
 * eventId('6f1e5b1c-55d7-4a3b-9a51-0c7be1a0b001') // => E.right('6f1e5b1c-55d7-4a3b-9a51-0c7be1a0b001')
 * E.isLeft(eventId('6F1E5B1C-55D7-4A3B-9A51-0C7BE1A0B001')) // => true
 */
export const eventId: (text: string) => Either<Malformed, EventId> = constructorOf(EventId, 'a UUID in lower case')

/** What streams there are, by the first word of their names. */
export const STREAM_KINDS = ['career', 'program', 'cohort', 'position', 'agency', 'deployment'] as const

const STREAM_NAME = new RegExp(`^(?:${STREAM_KINDS.join('|')})-[a-z0-9-]{1,64}$`)

export interface StreamNameBrand {
  readonly StreamName: unique symbol
}
/** Name of a stream: a kind, `-`, and an id of `a-z`, `0-9`, `-`. Names never carry personal data. */
export type StreamName = t.Branded<string, StreamNameBrand>
export const StreamName = branded<StreamNameBrand>('StreamName', (s) => STREAM_NAME.test(s))
/**
 * Reads the name of a stream. Those of careers and agencies are made by `careerStream` and `agencyStream`.
 *
 * @example
 * streamName('agency-kota-contoh') // => E.right('agency-kota-contoh')
 * E.isLeft(streamName('person-1')) // => true
 */
export const streamName: (text: string) => Either<Malformed, StreamName> = constructorOf(
  StreamName,
  `a kind (${STREAM_KINDS.join(', ')}), -, and 1 to 64 of a-z, 0-9 and -`,
)

/** What a stream is about. */
export type StreamKind = (typeof STREAM_KINDS)[number]

export interface LogPositionBrand {
  readonly LogPosition: unique symbol
}
/** Place of an event in the log of a store: opaque, ordered, a safe integer from 1; 0 is before the first. */
export type LogPosition = t.Branded<number, LogPositionBrand>
export const LogPosition: t.BrandC<t.NumberC, LogPositionBrand> = t.brand(
  t.number,
  (n): n is LogPosition => Number.isSafeInteger(n) && n >= 0,
  'LogPosition',
)
/**
 * Reads a place in the log.
 *
 * @example
 * logPosition(17) // => E.right(17)
 * E.isLeft(logPosition(-1)) // => true
 */
export const logPosition: (place: number) => Either<Malformed, LogPosition> = constructorOf<LogPosition, number>(
  LogPosition,
  'a safe integer from 0',
)

export interface CodeBrand {
  readonly Code: unique symbol
}
/** Code of a program, a cohort (*angkatan*), a unit (*unit organisasi*) or a post, as the agency writes it: 1 to 200 characters. */
export type Code = t.Branded<string, CodeBrand>
export const Code = branded<CodeBrand>('Code', (s) => s.length > 0 && s.length <= 200)
/**
 * Reads the code of a program, a cohort, a unit or a post.
 *
 * @example
 * code('DIKLAT-01') // => E.right('DIKLAT-01')
 * E.isLeft(code('')) // => true
 */
export const code: (text: string) => Either<Malformed, Code> = constructorOf(Code, '1 to 200 characters')
