/**
 * Drafts of events: the ground and the ids every draft takes from its context. The
 * keys of a ground stand in order of the alphabet, as it is stored and hashed, so
 * that a store need not sort them.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { EventDraft } from '../event/Envelope.js'
import type { Noted, Taken } from '../event/Ground.js'
import type { RuleOutcome, Verdict } from '../event/Verdict.js'
import * as History from '../history/History.js'
import type { CareerId } from '../identity/ids.js'
import { careerStream } from '../identity/streams.js'
import { applyRules, type Rule } from '../rules/Rule.js'
import type { Context, Decision, State } from './Context.js'
import type { RejectionCode } from './Rejection.js'

/** Ground of a fact that is no decision. */
export const noted = ({ actor, basis }: Context): Noted => (basis === null ? { actor, kind: 'noted' } : { actor, basis, kind: 'noted' })

/** What was read: the stream itself, if it has events, and the other careers named. */
const read = (context: Context, state: State, others: ReadonlyArray<CareerId>): Verdict['read'] => {
  const last = History.lastRevision(state)
  return [
    ...(last < 0 ? [] : [{ revision: last, stream: context.stream }]),
    ...others.flatMap((id) => {
      const other = context.others.get(id)
      return other === undefined || other.revision < 0 ? [] : [{ revision: other.revision, stream: careerStream(id) }]
    }),
  ]
}

/** Ground of a decision taken here: its verdict lists the rules applied, the policy, and all that was read. */
export const taken = (context: Context, state: State, rules: ReadonlyArray<RuleOutcome>, others: ReadonlyArray<CareerId> = []): Taken => ({
  actor: context.actor,
  basis: context.basis ?? '',
  kind: 'taken',
  onBehalfOf: context.onBehalfOf ?? '',
  verdict: {
    cataloguePosition: context.cataloguePosition,
    policy: { name: context.policy.policy, version: context.policy.version },
    read: read(context, state, others),
    rules,
  },
})

/** All that a draft takes from its context. */
export const base = ({ id, agency, reason, correlationId, causationId }: Context, effectiveOn: LocalDate | null) => ({
  id,
  agency,
  effectiveOn,
  reason,
  source: null,
  correlationId,
  causationId,
})

/** Applies rules; if all are met, the one event they allow. */
export const decideBy = <F>(
  rules: ReadonlyArray<Rule<RejectionCode, F>>,
  facts: F,
  event: (outcomes: ReadonlyArray<RuleOutcome>) => EventDraft,
): Decision => {
  const outcomes = applyRules(rules, facts)
  return E.isLeft(outcomes) ? outcomes : E.right(NEA.of(event(outcomes.right)))
}
