/** The names of things: agencies, careers, streams, events, programs, cohorts, units, posts. */
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'

const branded = <B>(name: string, test: (text: string) => boolean): t.BrandC<t.StringC, B> =>
  unsafeBrand(t.refinement(t.string, test, name))

export interface AgencyCodeBrand {
  readonly AgencyCode: unique symbol
}
/** Code of an agency (*instansi*) within a deployment: 1 to 40 of `a-z`, `0-9`, `-`, beginning with a letter. */
export type AgencyCode = t.Branded<string, AgencyCodeBrand>
export const AgencyCode = branded<AgencyCodeBrand>('AgencyCode', (s) => /^[a-z][a-z0-9-]{0,39}$/.test(s))

export interface CareerIdBrand {
  readonly CareerId: unique symbol
}
/** A person's stable id: 32 hex digits, HMAC of the first employee number under the lookup key. Says nothing about the person. */
export type CareerId = t.Branded<string, CareerIdBrand>
export const CareerId = branded<CareerIdBrand>('CareerId', (s) => /^[0-9a-f]{32}$/.test(s))

export interface EventIdBrand {
  readonly EventId: unique symbol
}
/** Id of an event: a lower-case UUID. */
export type EventId = t.Branded<string, EventIdBrand>
export const EventId = branded<EventIdBrand>('EventId', (s) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(s))

/** What streams there are, by the first word of their names. */
export const STREAM_KINDS = ['career', 'program', 'cohort', 'position', 'agency', 'deployment'] as const

const STREAM_NAME = new RegExp(`^(?:${STREAM_KINDS.join('|')})-[a-z0-9-]{1,64}$`)

export interface StreamNameBrand {
  readonly StreamName: unique symbol
}
/** Name of a stream: a kind, `-`, and an id of `a-z`, `0-9`, `-`. Names never carry personal data. */
export type StreamName = t.Branded<string, StreamNameBrand>
export const StreamName = branded<StreamNameBrand>('StreamName', (s) => STREAM_NAME.test(s))

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

/** Code of a program, a cohort (*angkatan*), a unit (*unit organisasi*) or a post, as the agency writes it; never empty. */
export interface CodeBrand {
  readonly Code: unique symbol
}
export type Code = t.Branded<string, CodeBrand>
export const Code = branded<CodeBrand>('Code', (s) => s.length > 0 && s.length <= 200)
