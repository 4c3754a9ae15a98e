/**
 * The envelope every event travels in: as drafted by a decider or an import, and
 * as recorded by a store.
 */
import * as t from 'io-ts'
import { Instant } from '../date/Instant.js'
import { LocalDate } from '../date/LocalDate.js'
import type { DecisionType, FactType, WholeFact } from '../fact/Fact.js'
import { nullable, Positive } from '../fact/values.js'
import { AgencyCode, EventId, type LogPosition, type StreamName } from '../identity/ids.js'
import { formNeeded, formOf, isKnownForm } from './form.js'
import { type DecisionGround, Ground, type Noted } from './Ground.js'

/**
 * Where an imported event was read: file and row (from 1), and HMAC digests of row key
 * and content. A fact that was taken out because a whole list lacks it stands in no row
 * (second form of the envelope).
 */
export const Source = t.readonly(
  t.intersection([t.strict({ importId: t.string, file: t.string, key: t.string, content: t.string }), t.partial({ row: Positive })]),
  'Source',
)
export type Source = t.TypeOf<typeof Source>

/** What `Corrected` puts in the place of its root: a whole fact, type included. The type may be one that this program does not know. */
export const Replacement = t.readonly(t.strict({ type: t.string, schema: Positive, data: t.UnknownRecord }), 'Replacement')

/** Stands in the stream of its root; `saw` is the entry that held when it was made. */
export const CorrectedData = t.readonly(t.strict({ root: EventId, saw: EventId, fact: Replacement }), 'Corrected')
export type CorrectedData = t.TypeOf<typeof CorrectedData>
/** Data of `Annulled`: the fact that no longer holds, and the entry that held when it was annulled. */
export const AnnulledData = t.readonly(t.strict({ root: EventId, saw: EventId }), 'Annulled')
export type AnnulledData = t.TypeOf<typeof AnnulledData>

interface DraftOf<G extends Ground> {
  readonly id: EventId
  readonly agency: AgencyCode
  /** TMT; `null` for facts dated by their cohort or that always hold. */
  readonly effectiveOn: LocalDate | null
  readonly ground: G
  /** Free text why; sealed. Required where a decision is taken here. */
  readonly reason: string | null
  /** Why each rule was overridden that `ground.override` names, by its code; sealed. */
  readonly overridden?: Readonly<Record<string, string>>
  readonly source: Source | null
  readonly correlationId: EventId
  readonly causationId: EventId
}

type FactDraft = { readonly [K in FactType]: DraftOf<K extends DecisionType ? DecisionGround : Noted> & WholeFact<K> }[FactType]
/** A correction: the replacing fact as a whole, before sealing. */
export type CorrectedDraft = DraftOf<DecisionGround> & {
  readonly type: 'Corrected'
  readonly root: EventId
  readonly saw: EventId
  readonly fact: WholeFact
}
/** An annulment before it is stored. */
export type AnnulledDraft = DraftOf<DecisionGround> & { readonly type: 'Annulled'; readonly root: EventId; readonly saw: EventId }

/** An event before it is sealed and stored. A decision cannot be drafted without its ground. */
export type EventDraft = FactDraft | CorrectedDraft | AnnulledDraft
/** Name of any event: of a fact, `Corrected` or `Annulled`. */
export type EventType = EventDraft['type']

const MetaParts = t.intersection([
  t.strict({ agency: AgencyCode, ground: Ground, correlationId: EventId, causationId: EventId }),
  t.partial({ effectiveOn: LocalDate, source: Source, form: Positive }),
])

/** All of `meta` but the stamps a store adds. What came with a later form stands only under that form. */
export const DraftMeta = t.readonly(
  t.refinement(MetaParts, (meta) => isKnownForm(meta) && formNeeded(meta) <= formOf(meta), 'an envelope of the form it names'),
  'DraftMeta',
)
export type DraftMeta = t.TypeOf<typeof DraftMeta>

/** SHA-256 in lower-case hex; `null` as the previous hash of a first event. */
export const Hash = t.string
/** Codec of all that is known of a stored event besides what it says. */
export const Meta = t.readonly(
  t.intersection([DraftMeta, t.strict({ recordedAt: Instant, previousHash: nullable(Hash), hash: Hash })]),
  'Meta',
)
export type Meta = t.TypeOf<typeof Meta>

/** An event ready to be appended: personal part sealed, data plain JSON. */
export interface SealedDraft {
  readonly id: EventId
  readonly type: string
  readonly schema: number
  readonly data: Readonly<Record<string, unknown>>
  readonly sealed: Uint8Array | null
  readonly meta: DraftMeta
}

/** What a fold reads of an event: neither its sealed part, nor its ground, nor the chain. */
export interface FoldEvent {
  readonly stream: StreamName
  /** Place in its stream, from 0, without gaps. */
  readonly revision: number
  readonly position: LogPosition
  readonly id: EventId
  readonly type: string
  readonly schema: number
  readonly data: Readonly<Record<string, unknown>>
  readonly meta: Pick<Meta, 'agency' | 'recordedAt' | 'effectiveOn' | 'form'>
}

/** An event as a store gives it back. */
export interface RecordedEvent extends FoldEvent {
  readonly sealed: Uint8Array | null
  readonly meta: Meta
}
