/**
 * On what ground an event stands: the answer to "who, for whom, why, on what
 * basis". Decisions must have a taken or an imported ground; the type demands it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { Count } from '../fact/values.js'
import { EventId, LogPosition, StreamName } from '../identity/ids.js'
import { constructorOf, type Malformed } from '../value/Malformed.js'

export interface ActorBrand {
  readonly Actor: unique symbol
}
/** Who acted, as a code of the deployment (`jejak`, `import:bkpsdm`, `staff:17`); never an employee number. */
export type Actor = t.Branded<string, ActorBrand>
export const Actor: t.BrandC<t.StringC, ActorBrand> = t.brand(
  t.string,
  (s): s is Actor => /^[a-z][a-z0-9:._-]{0,63}$/.test(s) && !/[0-9]{18}/.test(s),
  'Actor',
)
/**
 * Reads who acted.
 *
 * @example
 * actor('staff:17') // => E.right('staff:17')
 * E.isLeft(actor('199001012015031901')) // => true
 */
export const actor: (text: string) => Either<Malformed, Actor> = constructorOf(
  Actor,
  '1 to 64 of a-z, 0-9, :, ., _ and -, beginning with a letter; never an employee number',
)

/** A rule's answer within a verdict: the facts it used, by event id. */
export const RuleOutcome = t.readonly(
  t.strict({
    rule: t.string,
    outcome: t.keyof({ met: null, notMet: null, unknown: null }),
    facts: t.readonlyArray(EventId),
  }),
  'RuleOutcome',
)
export type RuleOutcome = t.TypeOf<typeof RuleOutcome>

/** What a decision rested on: rule by rule, the policy version, and the revisions and position read. */
export const Verdict = t.readonly(
  t.strict({
    policy: t.readonly(t.strict({ name: t.string, version: t.string })),
    rules: t.readonlyArray(RuleOutcome),
    read: t.readonlyArray(t.readonly(t.strict({ stream: StreamName, revision: Count }))),
    cataloguePosition: LogPosition,
  }),
  'Verdict',
)
export type Verdict = t.TypeOf<typeof Verdict>

/** A decision taken here. Its reason is personal data and stands in the sealed part. */
export const Taken = t.readonly(
  t.strict({ kind: t.literal('taken'), actor: Actor, onBehalfOf: t.string, basis: t.string, verdict: Verdict }),
  'Taken',
)
export type Taken = t.TypeOf<typeof Taken>

/** A decision taken elsewhere and read from an office's files. */
export const FromImport = t.readonly(
  t.intersection([t.strict({ kind: t.literal('imported'), actor: Actor }), t.partial({ basis: t.string })]),
  'FromImport',
)
export type FromImport = t.TypeOf<typeof FromImport>

/** A fact that is no decision: who recorded it. */
export const Noted = t.readonly(
  t.intersection([t.strict({ kind: t.literal('noted'), actor: Actor }), t.partial({ basis: t.string })]),
  'Noted',
)
export type Noted = t.TypeOf<typeof Noted>

/** Codec of any ground: of a decision taken here, of an imported one, or of a fact that was noted. */
export const Ground = t.union([Taken, FromImport, Noted], 'Ground')
export type Ground = t.TypeOf<typeof Ground>
/** The only grounds a decision may have. */
export type DecisionGround = Taken | FromImport
