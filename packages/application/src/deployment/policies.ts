/** The policies of an agency, as its stream tells: as new as the log, without read models. */
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
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { damaged, type Fault, unknown } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'

/** An adoption that holds, and on what basis it was taken. */
export interface AdoptionInForce extends Adoption {
  readonly basis: string | null
}

/** The catalogue of an agency's stream alone, and up to where it was read: all that policies need. */
export const catalogueIn = (history: History.History): { readonly catalogue: Catalogue.Catalogue; readonly position: LogPosition } => {
  let position: LogPosition = LOG_START
  for (const entry of history.values()) if (entry.position > position) position = entry.position
  return { catalogue: Catalogue.fromHistory(history), position }
}

/** The adoptions of an agency in the order of the log. An agency of which nothing was imported is unknown. */
export const policies =
  ({ events: log }: Pick<Records, 'events'>) =>
  (agency: AgencyCode): TaskEither<Fault, ReadonlyArray<AdoptionInForce>> =>
  async () => {
    const events = await log.read(agencyStream(agency))()
    if (E.isLeft(events)) return E.left(ofStore(events.left))
    if (events.right.length === 0) return E.left(unknown('agency', agency))
    const entries: History.Entry[] = []
    const bases = new Map<EventId, string | null>()
    for (const event of events.right) {
      const entry = toEntry(event)
      if (E.isLeft(entry))
        return E.left(
          damaged('event', `event ${event.revision} of ${event.stream} cannot be read; run jejak doctor, or use the version that wrote it`),
        )
      entries.push(entry.right)
      bases.set(event.id, event.meta.ground.basis ?? null)
    }
    const history = History.fromEntries(entries)
    const adoptions = History.holding(history)
      .flatMap(({ root, entry, fact }) =>
        fact.type === 'PolicyAdopted'
          ? [{ at: history.get(root)?.position ?? entry.position, data: fact.data, basis: bases.get(entry.id) ?? null }]
          : [],
      )
      .sort((a, b) => a.at - b.at)
    return E.right(adoptions.map(({ data, basis }) => ({ data, basis })))
  }
