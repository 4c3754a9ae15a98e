/** A context for deciders in tests: one fixed day, one agency, one actor; every part can be set. */
import {
  type AgencyCode,
  agencyCode,
  actor as asActor,
  code as asCode,
  employeeNumber as asEmployeeNumber,
  eventId as asEventId,
  type CareerId,
  Catalogue,
  type Code,
  type Context,
  careerId,
  careerStream,
  complete,
  type DataAsSaid,
  type DataOf,
  type EmployeeNumber,
  type EventDraft,
  type EventId,
  type FactType,
  History,
  isDecision,
  LOG_START,
  type LocalDate,
  localDate,
  makeContext,
  type PersonalOf,
  toEntry,
  type WholeFact,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { asRecorded } from '../arbitraries/log.js'
import { must } from './must.js'

/** The day of this text, for tests. */
export const day = (text: string): LocalDate => must(localDate(text))
/** The n-th event id, for tests. */
export const eventId = (n: number): EventId => must(asEventId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`))
/** The n-th person, for tests. */
export const person = (n: number): CareerId => must(careerId(n.toString(16).padStart(2, '0').padEnd(32, '0')))
/** This text as a code of a program, cohort, unit or post, for tests. */
export const code = (text: string): Code => must(asCode(text))
/** This text as an employee number, for tests; its serial is above 900. */
export const employeeNumber = (text: string): EmployeeNumber => must(asEmployeeNumber(text))
/** The agency of tests, and another. */
export const AGENCY: AgencyCode = must(agencyCode('kota-uji'))
export const OTHER_AGENCY: AgencyCode = must(agencyCode('kabupaten-uji'))

const SETTING: Context = must(
  makeContext({
    now: '2026-11-24T03:00:00.000Z',
    agency: AGENCY,
    actor: 'staff:1',
    id: eventId(999_000),
    correlationId: eventId(999_001),
    causationId: eventId(999_002),
    onBehalfOf: 'The mayor, as appointing authority',
    reason: 'A reason',
    basis: 'PP 11/2017',
    policy: { policy: 'record-keeping', version: 'national-1' },
    catalogue: Catalogue.empty,
    cataloguePosition: LOG_START,
    stream: careerStream(person(1)),
  }),
)

/** A whole context; the stream is the first person's career. */
export const setting = (parts: Partial<Context> = {}): Context => ({ ...SETTING, ...parts })

/** Something that happened, as a draft: the n-th event of a test. */
export const happened = (n: number, on: string | null, fact: WholeFact, agency: AgencyCode = AGENCY): EventDraft => {
  const id = eventId(n)
  const base = {
    id,
    agency,
    effectiveOn: on === null ? null : day(on),
    reason: null,
    source: null,
    correlationId: id,
    causationId: id,
  }
  const actor = must(asActor('import:bkpsdm'))
  if (isDecision(fact)) return { ...base, ...fact, ground: { kind: 'imported', actor } }
  return { ...base, ...fact, ground: { kind: 'noted', actor } }
}

/** A whole fact from its parts; fields that have a default may be left out. */
export const fact = <K extends FactType>(
  type: K,
  data: DataAsSaid<K>,
  personal: PersonalOf<K>,
): { readonly type: K; readonly data: DataOf<K>; readonly personal: PersonalOf<K> } => ({ type, data: complete(type, data), personal })

/** The history of these drafts, recorded in this order in the stream. */
export const historyOf = (drafts: ReadonlyArray<EventDraft>, stream = setting().stream): History.History =>
  History.fromEntries(
    asRecorded(drafts.map((draft) => ({ stream, draft }))).flatMap((event) => {
      const entry = toEntry(event)
      return E.isRight(entry) ? [entry.right] : []
    }),
  )

/** A catalogue of these drafts. */
export const catalogueOf = (drafts: ReadonlyArray<EventDraft>): Catalogue.Catalogue => Catalogue.fromHistory(historyOf(drafts))

/** The stream of the first person. */
export const careerStreamOfTests = careerStream(person(1))
