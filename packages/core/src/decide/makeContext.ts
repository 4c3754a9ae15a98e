/** The context of a decision from what a caller has at hand. */
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import type { Catalogue } from '../catalogue/Catalogue.js'
import { Instant, JAKARTA_OFFSET_MINUTES, localDateAt } from '../date/Instant.js'
import { LocalDate } from '../date/LocalDate.js'
import { Actor } from '../event/Ground.js'
import { AgencyCode, type CareerId, EventId, LogPosition, StreamName } from '../identity/ids.js'
import { kindOf } from '../identity/streams.js'
import type { PolicyVersion } from '../policy/Parameter.js'
import { CORE_POLICIES, type Policies } from '../policy/policiesWith.js'
import type { Context, OtherCareer } from './Context.js'

/** What a decision is taken with. Texts are checked here; what may be left out has a natural default. */
export interface ContextParts {
  /** The moment of the decision, as an instant in UTC. */
  readonly now: string
  readonly agency: string
  readonly actor: string
  /** Id of the event to come; derive it where a second try must make the same event. */
  readonly id: string
  /** The stream the event goes to; its history is the state the decider is given. */
  readonly stream: string
  readonly catalogue: Catalogue
  /** Position of the log up to which the catalogue was read. */
  readonly cataloguePosition: number
  /** The policy the decision is taken under: that of a version in force, never a default. */
  readonly policy: PolicyVersion
  /** The agency's day at `now`; by `offsetMinutes` where it is left out. */
  readonly today?: string
  /** Zone of the agency in minutes east of UTC; that of Jakarta (420) where it is left out. */
  readonly offsetMinutes?: number
  /** The id of the event, where this is the first of its kind. */
  readonly correlationId?: string
  readonly causationId?: string
  /** None where they are left out: decisions are then refused, other facts are not. */
  readonly onBehalfOf?: string | null
  readonly reason?: string | null
  readonly basis?: string | null
  /** The policies that may be adopted; those of Jejak where it is left out. */
  readonly policies?: Policies
  /** Careers of a mentor or an appraiser; none where they are left out. */
  readonly others?: ReadonlyMap<CareerId, OtherCareer>
}

/** A part that is missing, is not of its form, or does not go with the others. Values are not repeated. */
export interface ContextFault {
  readonly tag: 'BadContext'
  readonly field: keyof ContextParts
  readonly code: 'missing' | 'malformed' | 'otherAgency'
}

type Checked<A> = E.Either<NEA.NonEmptyArray<ContextFault>, A>
interface Form<A> {
  readonly is: (value: unknown) => value is A
}

const allOf = sequenceS(E.getApplicativeValidation(NEA.getSemigroup<ContextFault>()))
const refused = (field: keyof ContextParts, code: ContextFault['code']): Checked<never> => E.left([{ tag: 'BadContext', field, code }])

/** Callers without types may leave out what the type demands. */
const read = <A>(parts: ContextParts, field: keyof ContextParts, { is }: Form<A>): Checked<A> => {
  const value: unknown = parts[field]
  if (value === undefined || value === null) return refused(field, 'missing')
  return is(value) ? E.right(value) : refused(field, 'malformed')
}

const readIfThere = <A>(parts: ContextParts, field: keyof ContextParts, form: Form<A>): Checked<A | null> =>
  parts[field] === undefined ? E.right(null) : read(parts, field, form)

const present = <A>(field: keyof ContextParts, value: A | undefined): Checked<A> =>
  value === undefined ? refused(field, 'missing') : E.right(value)

/** An hour of a zone lies within half a day and two hours of UTC. */
const readOffset = (offset: number): Checked<number> =>
  Number.isInteger(offset) && Math.abs(offset) <= 14 * 60 ? E.right(offset) : refused('offsetMinutes', 'malformed')

/** The stream of an agency is that of the context. */
const readStream = (parts: ContextParts): Checked<StreamName> =>
  E.chain((stream: StreamName) =>
    kindOf(stream) === 'agency' && stream !== `agency-${parts.agency}` ? refused('stream', 'otherAgency') : E.right(stream),
  )(read(parts, 'stream', StreamName))

/**
 * Makes the context of a decision: checks every text, fills what has a natural
 * default (the day from the moment, the ids of cause and correlation from the
 * event's own, no other careers), and refuses the rest, all faults at once.
 *
 * @example
 * const context = makeContext({
 *   now: '2026-11-24T20:00:00.000Z',
 *   agency: 'kota-contoh',
 *   actor: 'staff:17',
 *   id: '00000000-0000-4000-8000-000000000901',
 *   stream: 'agency-kota-contoh',
 *   catalogue: Catalogue.empty,
 *   cataloguePosition: 0,
 *   policy: { policy: 'training-hours', version: 'national-1' },
 * })
 * E.isRight(context) && context.right.today // => '2026-11-25'
 * E.isRight(context) && context.right.causationId // => '00000000-0000-4000-8000-000000000901'
 */
export const makeContext = (parts: ContextParts): E.Either<NEA.NonEmptyArray<ContextFault>, Context> =>
  pipe(
    allOf({
      now: read(parts, 'now', Instant),
      agency: read(parts, 'agency', AgencyCode),
      actor: read(parts, 'actor', Actor),
      id: read(parts, 'id', EventId),
      stream: readStream(parts),
      catalogue: present('catalogue', parts.catalogue),
      cataloguePosition: read(parts, 'cataloguePosition', LogPosition),
      policy: present('policy', parts.policy),
      today: readIfThere(parts, 'today', LocalDate),
      offset: readOffset(parts.offsetMinutes ?? JAKARTA_OFFSET_MINUTES),
      correlationId: readIfThere(parts, 'correlationId', EventId),
      causationId: readIfThere(parts, 'causationId', EventId),
    }),
    E.map(
      ({ offset, today, correlationId, causationId, ...given }): Context => ({
        ...given,
        today: today ?? localDateAt(given.now, offset),
        correlationId: correlationId ?? given.id,
        causationId: causationId ?? correlationId ?? given.id,
        onBehalfOf: parts.onBehalfOf ?? null,
        reason: parts.reason ?? null,
        basis: parts.basis ?? null,
        policies: parts.policies ?? CORE_POLICIES,
        others: parts.others ?? new Map(),
      }),
    ),
  )
