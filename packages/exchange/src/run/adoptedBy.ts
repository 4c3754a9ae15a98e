/** The policies an agency has adopted, read from its own stream. */
import { type Adopted, type AgencyCode, agencyStream, Catalogue, CorrectedData, History, toEntry } from '@jejak/core'
import type { EventStore } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { Failure } from './Failure.js'

/** In the order of the log. An adoption that this program cannot read stops the import: facts would rest on other parameters in silence. */
export const adoptedBy = async (events: EventStore, agency: AgencyCode): Promise<Adopted['policies']> => {
  const stream = await events.read(agencyStream(agency))()
  if (E.isLeft(stream)) throw new Failure({ tag: 'StoreFailed', reason: stream.left.reason })
  const entries: History.Entry[] = []
  for (const event of stream.right) {
    const entry = toEntry(event)
    if (E.isRight(entry)) entries.push(entry.right)
    else if (event.type === 'PolicyAdopted' || (CorrectedData.is(event.data) && event.data.fact.type === 'PolicyAdopted'))
      throw new Failure({
        tag: 'StoreFailed',
        reason: `the policy in event ${event.revision} of ${event.stream} cannot be read; use the version that wrote it`,
      })
  }
  return Catalogue.fromHistory(History.fromEntries(entries)).policies
}
