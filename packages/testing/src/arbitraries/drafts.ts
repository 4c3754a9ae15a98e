/** Event drafts: every type, with the ground its type demands. */
import {
  type DecisionGround,
  type EventDraft,
  FACTS,
  type FactType,
  isDecision,
  type LocalDate,
  type Noted,
  type Source,
  type Verdict,
  type WholeFact,
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

export const arbitrarySource: fc.Arbitrary<Source> = arbitraryRecord({
  importId: fc.uuid(),
  file: fc.constantFrom('pegawai', 'golongan', 'peserta'),
  row: fc.integer({ min: 1, max: 10_000 }),
  key: arbitraryHash,
  content: arbitraryHash,
})

export const arbitraryVerdict: fc.Arbitrary<Verdict> = arbitraryRecord({
  policy: arbitraryRecord({ name: arbitraryText, version: arbitraryText }),
  rules: fc.array(
    arbitraryRecord({
      rule: fc.constantFrom('NOT_APPOINTED', 'AFTER_EXIT', 'RANK_UNCHANGED'),
      outcome: fc.constantFrom<'met' | 'notMet' | 'unknown'>('met', 'notMet', 'unknown'),
      facts: fc.array(arbitraryEventId, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  read: fc.array(arbitraryRecord({ stream: arbitraryStreamName, revision: fc.nat({ max: 99 }) }), { maxLength: 2 }),
  cataloguePosition: arbitraryLogPosition,
})

/** Drops the basis where there is none: an absent key, never `undefined`. */
const withBasis = <A extends object>(ground: A, basis: string | null): A & { readonly basis?: string } =>
  basis === null ? ground : { ...ground, basis }

export const arbitraryNoted: fc.Arbitrary<Noted> = fc
  .tuple(arbitraryActor, arbitraryNullable(arbitraryText))
  .map(([actor, basis]) => withBasis({ kind: 'noted' as const, actor }, basis))

export const arbitraryDecisionGround: fc.Arbitrary<DecisionGround> = fc.oneof(
  arbitraryRecord({
    kind: fc.constant('taken' as const),
    actor: arbitraryActor,
    onBehalfOf: arbitraryText,
    basis: arbitraryText,
    verdict: arbitraryVerdict,
  }),
  fc
    .tuple(arbitraryActor, arbitraryNullable(arbitraryText))
    .map(([actor, basis]) => withBasis({ kind: 'imported' as const, actor }, basis)),
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
