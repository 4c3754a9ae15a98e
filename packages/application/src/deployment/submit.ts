/** Records what a person or a program asks for: decided by core, on all that is known now. */
import { randomUUID } from 'node:crypto'
import {
  agencyStream,
  type CareerId,
  type Command,
  CommandCodec,
  type CommandType,
  type Context,
  type ContextFault,
  careerStream,
  decide,
  type EventDraft,
  EventId,
  History,
  instantOfMillis,
  isPolicyName,
  type LocalDate,
  lastDayOfYear,
  makeContext,
  missingDefaults,
  type OtherCareer,
  type PolicyName,
  policyOn,
  type Rejection,
  type StreamName,
} from '@jejak/core'
import { canonical, cohortStream, type Loaded, positionStream, programStream, query, transact } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Fault, refusal, unavailable, unknown } from '../fault/Fault.js'
import { ofContext, ofRejections, ofStore, ofTransact } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'
import type { Submission, Submitted } from '../wire/Submission.js'
import { adoptDefaults, withDefaults } from './adoptDefaults.js'
import { catalogueIn } from './policies.js'

const streamOf = ({ agency, about }: Pick<Submission, 'agency' | 'about'>): StreamName => {
  switch (about.kind) {
    case 'career':
      return careerStream(about.career)
    case 'cohort':
      return cohortStream(agency, about.cohort)
    case 'program':
      return programStream(agency, about.program)
    case 'position':
      return positionStream(agency, about.unit, about.position)
    case 'agency':
      return agencyStream(agency)
  }
}

/** Other careers that a command is judged by: of the mentor, of the appraiser. */
const careersNamed = (command: Command): ReadonlyArray<CareerId> => {
  switch (command.type) {
    case 'Mentor':
      return [command.data.mentor]
    case 'Appraise':
      return command.data.appraiser === null ? [] : [command.data.appraiser]
    case 'Correct':
      return command.fact.type === 'Mentored'
        ? [command.fact.data.mentor]
        : command.fact.type === 'Appraised' && command.fact.data.appraiser !== null
          ? [command.fact.data.appraiser]
          : []
    default:
      return []
  }
}

/** The policy a verdict names: where a command follows from none of its own, that of promotions, whose rules speak of service and discipline. */
const POLICY_OF: Readonly<Partial<Record<CommandType, PolicyName>>> = {
  Appraise: 'performance-predicate',
  Retire: 'retirement-age',
  RecordAttendance: 'training-hours',
  RecordAbsence: 'training-hours',
  Mentor: 'mentoring',
}

/** The policy a command is decided under, and the day on which its version must be in force. */
const policyOf = (command: Command, today: LocalDate): { readonly policy: PolicyName; readonly on: LocalDate } => {
  const own = POLICY_OF[command.type] ?? 'rank-promotion'
  switch (command.type) {
    case 'AdoptPolicy':
      return { policy: isPolicyName(command.policy) ? command.policy : own, on: command.from }
    case 'Appraise':
      return { policy: own, on: lastDayOfYear(command.data.year) }
    default:
      return { policy: own, on: 'on' in command && command.on !== null ? command.on : today }
  }
}

/** What this process knows of an agency: of its catalogue up to a position, and that it is there at all. */
export type AgencyCatalogue = Pick<Context, 'catalogue' | 'cataloguePosition'>
export type CatalogueOf = (agency: Submission['agency']) => TaskEither<Fault, AgencyCatalogue>

/** Why a decider is not asked: the key of this submission stands already, or the stream of the agency is empty. */
type Against =
  | { readonly tag: 'BadContext'; readonly faults: NonEmptyArray<ContextFault> }
  | { readonly tag: 'Rejected'; readonly rejections: NonEmptyArray<Rejection> }
  | { readonly tag: 'Standing'; readonly revision: number }

const REPEATED = refusal('repeatedKey', 'this key was given to another submission: give each a key of its own')

const ofAgainst = (against: Against): Fault => {
  switch (against.tag) {
    case 'BadContext':
      return ofContext(against.faults)
    case 'Rejected':
      return ofRejections(against.rejections)
    case 'Standing':
      return REPEATED
  }
}

/**
 * Decides a submission and records what was decided.
 *
 * 1. Reads the careers a command is judged by besides the one it is about, and the catalogue of the agency.
 * 2. Derives the id of the event from actor and key, and from the whole submission the id that its event names as correlation.
 * 3. Brings the national defaults into force that the agency lacks, if any: before the decision, which rests on them.
 * 4. Asks the decider on all that is known of the stream now, and appends under its exact revision.
 * 5. Where an event of that id stands, nothing is decided: the same correlation is the
 *    same submission and has the first result, another is refused.
 *
 * A key speaks of one stream: the same key about another person is another submission.
 */
export const submit =
  (
    { events, vault, clock, today, registry }: Pick<Records, 'events' | 'vault' | 'clock' | 'today' | 'registry'>,
    catalogueOf: CatalogueOf,
  ) =>
  (submission: Submission, { dryRun = false }: { readonly dryRun?: boolean } = {}): TaskEither<Fault, Submitted | null> =>
  async () => {
    const { agency, about, command, actor, key, onBehalfOf = null, reason = null, basis = null } = submission
    const stream = streamOf(submission)

    const others = new Map<CareerId, OtherCareer>()
    for (const career of careersNamed(command)) {
      const loaded = await query({ store: events }, careerStream(career))()
      if (E.isLeft(loaded)) return E.left(ofTransact(loaded.left))
      others.set(career, { history: loaded.right.history, revision: History.lastRevision(loaded.right.history) })
    }
    // What an agency adopts stands in its own stream, which the decision reads anyway.
    const known = about.kind === 'agency' ? null : await catalogueOf(agency)()
    if (known !== null && E.isLeft(known)) return known

    const body = canonical({ agency, about: { ...about }, command: CommandCodec.encode(command), onBehalfOf, reason, basis })
    if (E.isLeft(body)) return E.left(refusal('rules', 'the command has a value that cannot be written'))
    const random = randomUUID()
    if (!EventId.is(random)) return E.left(unavailable('ids', 'this machine makes no usable ids'))
    const id = key === undefined ? random : vault.eventId('submission', actor, key, stream)
    const correlationId = key === undefined ? random : vault.eventId('submission of', actor, key, stream, body.right)

    const now = instantOfMillis(clock())
    const day = today()
    const { policy, on } = policyOf(command, day)
    const decided = ({ history }: Loaded): E.Either<Against, NonEmptyArray<EventDraft>> => {
      const { catalogue: read, cataloguePosition } = known?.right ?? inStream(history)
      const catalogue = withDefaults(read)
      return pipe(
        makeContext({
          now,
          today: day,
          agency,
          actor,
          id,
          correlationId,
          onBehalfOf,
          reason,
          basis,
          policy: { policy, version: policyOn(catalogue, policy, on).version },
          catalogue,
          cataloguePosition,
          stream,
          policies: registry.policies,
          others,
        }),
        E.mapLeft((faults): Against => ({ tag: 'BadContext', faults })),
        E.chain((context) =>
          E.mapLeft((rejections: NonEmptyArray<Rejection>): Against => ({ tag: 'Rejected', rejections }))(
            decide(context, command, history),
          ),
        ),
      )
    }

    const loaded = about.kind === 'agency' || dryRun ? await query({ store: events }, stream)() : null
    if (loaded !== null) {
      if (E.isLeft(loaded)) return E.left(ofTransact(loaded.left))
      if (about.kind === 'agency' && loaded.right.end.tag === 'noStream') return E.left(unknown('agency', agency))
      if (dryRun) return E.bimap(ofAgainst, () => null)(decided(loaded.right))
    }
    const { catalogue: held } = known?.right ?? inStream(loaded === null ? History.empty : loaded.right.history)
    if (missingDefaults(held).length > 0) {
      const brought = await adoptDefaults({ events, vault }, agency, correlationId)()
      if (E.isLeft(brought)) return brought
    }
    const appended = await transact({ store: events, vault }, stream, (state): E.Either<Against, NonEmptyArray<EventDraft>> => {
      const standing = state.history.get(id)
      return standing === undefined ? decided(state) : E.left({ tag: 'Standing', revision: standing.revision })
    })()
    if (E.isRight(appended)) {
      const { revision, position, recordedAt, repeated } = appended.right
      return E.right({ event: id, stream, revision, position, recordedAt, repeated })
    }
    if (appended.left.tag !== 'Refused') return E.left(ofTransact(appended.left))
    const { because } = appended.left
    if (because.tag !== 'Standing') return E.left(ofAgainst(because))
    const first = await events.readAt([{ stream, revision: because.revision }])()
    if (E.isLeft(first)) return E.left(ofStore(first.left))
    const [event] = first.right
    return event === undefined || event.meta.correlationId !== correlationId
      ? E.left(REPEATED)
      : E.right({
          event: id,
          stream,
          revision: event.revision,
          position: event.position,
          recordedAt: event.meta.recordedAt,
          repeated: true,
        })
  }

const inStream = (history: History.History): AgencyCatalogue => {
  const { catalogue, position } = catalogueIn(history)
  return { catalogue, cataloguePosition: position }
}
