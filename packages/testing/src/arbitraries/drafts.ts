/** Event drafts: every type, with the ground its type demands. */
import {
  type Account,
  AccountId,
  type DecisionGround,
  type EventDraft,
  FACTS,
  type FactType,
  isDecision,
  type LocalDate,
  type Noted,
  type Overridden,
  RULE_LISTS,
  type RuleOutcome,
  type RulesOfPolicy,
  type Source,
  type Taken,
  type Verdict,
  type VerdictRead,
  type WholeFact,
  writeVerdict,
} from '@jejak/core'
import fc from 'fast-check'
import { arbitraryFact } from './facts.js'
import {
  arbitraryActor,
  arbitraryAgencyCode,
  arbitraryEventId,
  arbitraryHash,
  arbitraryLocalDate,
  arbitraryLogPosition,
  arbitraryNullable,
  arbitraryRecord,
  arbitraryStreamName,
  arbitraryText,
} from './values.js'

/** Of an import; now and then of a fact that was taken out because its file lacks it, so of no row. */
export const arbitrarySource: fc.Arbitrary<Source> = fc
  .tuple(
    arbitraryRecord({
      importId: fc.uuid(),
      file: fc.constantFrom('pegawai', 'golongan', 'peserta'),
      key: arbitraryHash,
      content: arbitraryHash,
    }),
    fc.option(fc.integer({ min: 1, max: 10_000 }), { freq: 4 }),
  )
  .map(([source, row]) => (row === null ? source : { ...source, row }))

const arbitraryOutcomeOf = (rule: fc.Arbitrary<string>): fc.Arbitrary<RuleOutcome> =>
  arbitraryRecord({
    rule,
    outcome: fc.constantFrom<'met' | 'notMet' | 'unknown'>('met', 'notMet', 'unknown'),
    facts: fc.array(arbitraryEventId, { maxLength: 2 }),
  })
const arbitraryOutcomes = fc.array(arbitraryOutcomeOf(fc.constantFrom('NOT_APPOINTED', 'AFTER_EXIT', 'RANK_UNCHANGED')), { maxLength: 3 })

const arbitraryRead = fc.record({
  read: fc.array(arbitraryRecord({ stream: arbitraryStreamName, revision: fc.nat({ max: 99 }) }), { maxLength: 2 }),
  cataloguePosition: arbitraryLogPosition,
})

export const arbitraryVerdict: fc.Arbitrary<Verdict> = fc
  .tuple(arbitraryRecord({ name: arbitraryText, version: arbitraryText }), arbitraryOutcomes, arbitraryRead)
  .map(([policy, rules, read]) => ({ policy, rules, ...read }))

/** Rules of a policy: some of a list, in its order, or any. */
const arbitraryRulesOfPolicy: fc.Arbitrary<RulesOfPolicy> = fc.oneof(
  fc.constantFrom(...[...RULE_LISTS].flatMap(([policy, lists]) => lists.map((list) => ({ policy, list })))).chain(({ policy, list }) =>
    fc
      .tuple(
        fc.subarray([...list]).chain((rules) => fc.tuple(...rules.map((rule) => arbitraryOutcomeOf(fc.constant(rule))))),
        arbitraryText,
      )
      .map(([rules, version]) => ({ policy, version, rules })),
  ),
  fc.record({ policy: arbitraryText, version: arbitraryText, rules: arbitraryOutcomes }),
)

/** A verdict of several policies, as it is read. */
export const arbitraryVerdictRead: fc.Arbitrary<VerdictRead> = fc
  .tuple(fc.array(arbitraryRulesOfPolicy, { maxLength: 3 }), arbitraryOutcomes, arbitraryRead)
  .map(([policies, rules, read]) => ({ policies, rules, ...read }))

export const arbitraryAccount: fc.Arbitrary<Account> = fc.record({
  id: fc.constantFrom<string>('a-901', 'b-902', 'pim.903').filter(AccountId.is),
  identifiedBy: fc.constantFrom('os', 'local', 'oidc', 'program'),
})

const arbitraryOverridden: fc.Arbitrary<Overridden> = fc
  .tuple(
    fc.array(fc.record({ rule: fc.constantFrom('CREDIT', 'DISCIPLINE'), basis: arbitraryText }), { minLength: 1, maxLength: 2 }),
    fc.option(arbitraryEventId, { nil: undefined }),
  )
  .map(([rules, proposal]) => (proposal === undefined ? { rules } : { rules, proposal }))

/** Drops the basis where there is none: an absent key, never `undefined`. */
const withBasis = <A extends object>(ground: A, basis: string | null): A & { readonly basis?: string } =>
  basis === null ? ground : { ...ground, basis }

/** Now and then somebody was identified, so that the envelope is of its second form. */
const identified = <G extends object>(ground: fc.Arbitrary<G>): fc.Arbitrary<G & { readonly account?: Account }> =>
  fc.tuple(ground, fc.option(arbitraryAccount, { freq: 3 })).map(([each, account]) => (account === null ? each : { ...each, account }))

export const arbitraryNoted: fc.Arbitrary<Noted> = identified(
  fc.tuple(arbitraryActor, arbitraryNullable(arbitraryText)).map(([actor, basis]) => withBasis({ kind: 'noted' as const, actor }, basis)),
)

const arbitraryTaken: fc.Arbitrary<Taken> = identified(
  fc
    .tuple(
      arbitraryRecord({
        kind: fc.constant('taken' as const),
        actor: arbitraryActor,
        onBehalfOf: arbitraryText,
        basis: arbitraryText,
        verdict: fc.oneof(
          { weight: 2, arbitrary: arbitraryVerdict },
          { weight: 1, arbitrary: arbitraryVerdictRead.map((read) => writeVerdict(read)) },
        ),
      }),
      fc.option(arbitraryOverridden, { freq: 3 }),
    )
    .map(([ground, override]) => (override === null ? ground : { ...ground, override })),
)

export const arbitraryDecisionGround: fc.Arbitrary<DecisionGround> = fc.oneof(
  arbitraryTaken,
  identified(
    fc
      .tuple(arbitraryActor, arbitraryNullable(arbitraryText))
      .map(([actor, basis]) => withBasis({ kind: 'imported' as const, actor }, basis)),
  ),
)

const arbitraryParts = arbitraryRecord({
  id: arbitraryEventId,
  agency: arbitraryAgencyCode,
  day: arbitraryLocalDate,
  noted: arbitraryNoted,
  decision: arbitraryDecisionGround,
  reason: arbitraryNullable(arbitraryText),
  source: arbitraryNullable(arbitrarySource),
  correlationId: arbitraryEventId,
  causationId: arbitraryEventId,
})
type DraftParts = typeof arbitraryParts extends fc.Arbitrary<infer A> ? A : never

/** The date a fact of a type bears: its own, or none. */
export const datedAs = (type: FactType, day: LocalDate): LocalDate | null => (FACTS[type].dating === 'own' ? day : null)

const draftOf = (fact: WholeFact, { day, noted, decision, ...rest }: DraftParts): EventDraft => {
  const base = { ...rest, effectiveOn: fact.type === 'PolicyAdopted' ? fact.data.from : datedAs(fact.type, day) }
  if (isDecision(fact)) return { ...base, ...fact, ground: decision }
  return { ...base, ...fact, ground: noted }
}

/** A draft of this fact. */
export const arbitraryDraftOf = (fact: fc.Arbitrary<WholeFact>): fc.Arbitrary<EventDraft> =>
  fc.tuple(fact, arbitraryParts).map(([f, p]) => draftOf(f, p))

const arbitraryAbout: fc.Arbitrary<EventDraft> = fc
  .tuple(arbitraryFact, arbitraryParts, arbitraryEventId, arbitraryEventId, fc.boolean())
  .map(([fact, { day, decision, noted: _, ...base }, root, saw, correct]) =>
    correct
      ? { ...base, type: 'Corrected', effectiveOn: datedAs(fact.type, day), root, saw, fact, ground: decision }
      : { ...base, type: 'Annulled', effectiveOn: null, root, saw, ground: decision },
  )

/** Any draft: every fact type, corrections, annulments. */
export const arbitraryEventDraft: fc.Arbitrary<EventDraft> = fc.oneof(
  { weight: 6, arbitrary: arbitraryDraftOf(arbitraryFact) },
  { weight: 1, arbitrary: arbitraryAbout },
)
