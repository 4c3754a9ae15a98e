/**
 * What a decider is told besides the command: who, when, on what ground, and what
 * was read. Deciders have no clock and no randomness; all of it stands here.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Employment } from '../career/Employment.js'
import { employmentIn } from '../career/employments.js'
import type { Catalogue } from '../catalogue/Catalogue.js'
import type { Instant } from '../date/Instant.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { EventDraft } from '../event/Envelope.js'
import type { Actor } from '../event/Ground.js'
import type { DataOf, FactType } from '../fact/Fact.js'
import type { History } from '../history/History.js'
import type { AgencyCode, CareerId, EventId, LogPosition, StreamName } from '../identity/ids.js'
import { careerOf } from '../identity/streams.js'
import type { PolicyVersion } from '../policy/Parameter.js'
import type { Policies } from '../policy/policiesWith.js'
import type { Rule } from '../rules/Rule.js'
import type { FactInPlace } from '../rules/service/FactInPlace.js'
import type { Rejection, RejectionCode } from './Rejection.js'

/** Another career that was read, up to this revision. */
export interface OtherCareer {
  readonly history: History
  readonly revision: number
}

/** All a decider is told besides the command and the state. `makeContext` makes one. */
export interface Context {
  readonly now: Instant
  /** The agency's day at `now`, in its own zone. */
  readonly today: LocalDate
  readonly agency: AgencyCode
  readonly actor: Actor
  /** Id of the event to come; for `Enrol` derived from the seat's event, so that a second try makes the same event. */
  readonly id: EventId
  /** What set all this off, and what led to this event. */
  readonly correlationId: EventId
  readonly causationId: EventId
  /** On whose behalf, why, and on what legal basis; decisions need all three, other facts may have a reason and a basis. */
  readonly onBehalfOf: string | null
  readonly reason: string | null
  readonly basis: string | null
  /** The policy the decision is taken under. */
  readonly policy: PolicyVersion
  /** The policies that may be adopted: those of Jejak, and of extensions. */
  readonly policies: Policies
  readonly catalogue: Catalogue
  readonly cataloguePosition: LogPosition
  /** The stream the event goes to; its history is the state. */
  readonly stream: StreamName
  /** Careers of the mentor and the appraiser. */
  readonly others: ReadonlyMap<CareerId, OtherCareer>
}

/** All that is known now of the stream the event goes to. */
export type State = History

/** Every decider's answer: all reasons against, or the events. */
export type Decision = Either<NonEmptyArray<Rejection>, NonEmptyArray<EventDraft>>

/** A fact that a command would record, with all it is judged by. */
export interface Claim<K extends FactType> extends FactInPlace<K> {
  readonly context: Context
  readonly state: State
}

export type FactRule<K extends FactType> = Rule<RejectionCode, Claim<K>>

/** What holds of a person in the agency of the context. */
export const employmentHere = ({ agency, catalogue }: Context, history: History): Employment | null =>
  employmentIn(history, agency, catalogue)

export const claim = <K extends FactType>(context: Context, state: State, on: LocalDate | null, data: DataOf<K>): Claim<K> => ({
  context,
  state,
  career: careerOf(context.stream),
  employment: employmentHere(context, state),
  catalogue: context.catalogue,
  on,
  data,
  serviceOf: (career) => {
    const other = context.others.get(career)
    return other === undefined ? undefined : employmentHere(context, other.history)
  },
})
