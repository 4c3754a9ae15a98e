/** The policies of an agency, as its stream tells. */

import type { Records } from '@jejak/application'
import {
  type Adoption,
  type AgencyCode,
  agencyStream,
  Catalogue,
  type EventId,
  History,
  LOG_START,
  type LogPosition,
  toEntry,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { fault, type Outcome, ofEngine, refused } from '../Stop.js'

/** An adoption that holds, and on what basis it was taken. */
export interface Held extends Adoption {
  readonly basis: string | null
}

export interface AgencyPolicies {
  /** In the order of the log. */
  readonly policies: ReadonlyArray<Held>
}

/** The catalogue of an agency's stream alone, and up to where it was read: all that policies need. */
export const catalogueIn = (history: History.History): { readonly catalogue: Catalogue.Catalogue; readonly position: LogPosition } => {
  let position: LogPosition = LOG_START
  for (const entry of history.values()) if (entry.position > position) position = entry.position
  return { catalogue: Catalogue.fromHistory(history), position }
}

export const unknownAgency = (agency: AgencyCode) =>
  refused(`nothing of agency "${agency}" has been imported; start with jejak import DIR --agency ${agency}`)

/** Reads them. An agency nothing was imported of has none, and is refused. */
export const policiesOf = async (home: Records, agency: AgencyCode): Outcome<AgencyPolicies> => {
  const events = await home.events.read(agencyStream(agency))()
  if (E.isLeft(events)) return E.left(ofEngine(events.left))
  if (events.right.length === 0) return E.left(unknownAgency(agency))
  const entries: History.Entry[] = []
  const bases = new Map<EventId, string | null>()
  for (const event of events.right) {
    const entry = toEntry(event)
    if (E.isLeft(entry))
      return E.left(fault(`event ${event.revision} of ${event.stream} cannot be read; run jejak doctor, or use the version that wrote it`))
    entries.push(entry.right)
    bases.set(event.id, event.meta.ground.basis ?? null)
  }
  const history = History.fromEntries(entries)
  const held = History.holding(history)
    .flatMap(({ root, entry, fact }) =>
      fact.type === 'PolicyAdopted'
        ? [{ at: history.get(root)?.position ?? entry.position, data: fact.data, basis: bases.get(entry.id) ?? null }]
        : [],
    )
    .sort((a, b) => a.at - b.at)
  return E.right({ policies: held.map(({ data, basis }) => ({ data, basis })) })
}
