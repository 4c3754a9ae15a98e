/** A command as every door of a deployment takes it, and what came of it. */
import { Actor, AgencyCode, CareerId, Code, CommandCodec, EventId, Instant, LogPosition, StreamName } from '@jejak/core'
import * as t from 'io-ts'

/** What a command is about: a person, a cohort, a program, a post, or the agency itself. */
export const About = t.union([
  t.strict({ kind: t.literal('career'), career: CareerId }),
  t.strict({ kind: t.literal('cohort'), cohort: Code }),
  t.strict({ kind: t.literal('program'), program: Code }),
  t.strict({ kind: t.literal('position'), unit: Code, position: Code }),
  t.strict({ kind: t.literal('agency') }),
])
export type About = t.TypeOf<typeof About>

/** `onBehalfOf`, `reason` and `basis`: decisions need all three. */
export const Submission = t.intersection([
  t.strict({ agency: AgencyCode, about: About, command: CommandCodec, actor: Actor }),
  t.partial({
    onBehalfOf: t.union([t.string, t.null]),
    reason: t.union([t.string, t.null]),
    basis: t.union([t.string, t.null]),
    /**
     * A name the actor gives this submission: the same again about the same thing is
     * recorded once and has the first result; another under the same key is refused.
     */
    key: t.string,
  }),
])
export type Submission = t.TypeOf<typeof Submission>

/** What was recorded; a read that waits for `position` holds it. `repeated`: an earlier submission had done so. */
export const Submitted = t.strict({
  event: EventId,
  stream: StreamName,
  revision: t.number,
  position: LogPosition,
  recordedAt: Instant,
  repeated: t.boolean,
})
export type Submitted = t.TypeOf<typeof Submitted>
