/** The events a row becomes: a first fact, a correction, or a move to another career. */
import {
  type Actor,
  type AgencyCode,
  type EventDraft,
  type EventId,
  FACTS,
  type FromImport,
  type LocalDate,
  type Noted,
  type Source,
  type StreamName,
  type WholeFact,
} from '@jejak/core'
import type { HeldRow } from '../index/RowIndex.js'
import { unsafeBrand } from '../unsafe.js'

export interface Planned {
  readonly stream: StreamName
  readonly draft: EventDraft
}

/** What the events of one import have in common. */
export interface ImportFrame {
  readonly agency: AgencyCode
  readonly importId: EventId
  readonly actor: Actor
  /** For whom the actor imports; `null` for nobody else. */
  readonly onBehalfOf: Actor | null
  readonly reason: string | null
  readonly eventId: (...parts: ReadonlyArray<string>) => EventId
}

/** Who acts, and for whom, as the ground of an event says it. */
export const actingIn = ({ actor, onBehalfOf }: Pick<ImportFrame, 'actor' | 'onBehalfOf'>) =>
  onBehalfOf === null ? { actor } : { actor, onBehalfOf }

export interface RowFact {
  readonly file: string
  readonly row: number
  readonly key: string
  readonly content: string
  readonly stream: StreamName
  readonly effectiveOn: LocalDate | null
  readonly basis: string
  readonly fact: WholeFact
}

/**
 * Ids are made of agency, file, key, content and the entry that held before, so
 * the same import twice makes the same events. `next` must come after `first` is
 * durable; a run that finds `first` alone makes the same `next`.
 */
export const draftsOf = (
  frame: ImportFrame,
  row: RowFact,
  held: HeldRow | null,
): { readonly first: Planned; readonly next: Planned | null } => {
  const { agency, importId } = frame
  const source: Source = { importId, file: row.file, row: row.row, key: row.key, content: row.content }
  const id = (before: string): EventId => frame.eventId(agency, row.file, row.key, row.content, before)
  const basis = row.basis === '' ? {} : { basis: row.basis }
  const imported: FromImport = { kind: 'imported', ...actingIn(frame), ...basis }
  const noted: Noted = { kind: 'noted', ...actingIn(frame), ...basis }
  const common = { agency, source, correlationId: importId, causationId: importId }

  const plain = (before: string, reason: string | null): Planned => ({
    stream: row.stream,
    // The ground follows the type: FACTS says of every type whether it is a decision.
    draft: unsafeBrand<EventDraft>({
      ...common,
      ...row.fact,
      id: id(before),
      effectiveOn: row.effectiveOn,
      ground: FACTS[row.fact.type].decision ? imported : noted,
      reason,
    }),
  })

  if (held === null) return { first: plain('', null), next: null }
  if (held.stream === row.stream)
    return {
      first: {
        stream: held.stream,
        draft: {
          ...common,
          type: 'Corrected',
          id: id(held.entry),
          effectiveOn: row.effectiveOn,
          ground: imported,
          reason: frame.reason,
          root: held.root,
          saw: held.entry,
          fact: row.fact,
        },
      },
      next: null,
    }
  // The fact belongs to another person now. Where it stands annulled, half of the move is done.
  if (held.annulled) return { first: plain(held.entry, frame.reason), next: null }
  const annulled = frame.eventId(agency, row.file, row.key, row.content, held.entry, 'moved')
  return {
    first: {
      stream: held.stream,
      draft: {
        ...common,
        type: 'Annulled',
        id: annulled,
        effectiveOn: null,
        ground: imported,
        reason: frame.reason,
        root: held.root,
        saw: held.entry,
      },
    },
    next: plain(annulled, frame.reason),
  }
}
