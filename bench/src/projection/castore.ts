/** Castore with its store in memory. It has no projections: a read model is made by going through the aggregates. */
import { EventStore, EventType } from '@castore/core'
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory'
import { type Chunk, chunksOf, HoursByCohort, type OpenSubject } from './Subject.js'

const PAGE = 1_000

export const openCastore: OpenSubject = async () => {
  const store = new EventStore({
    eventStoreId: 'careers',
    eventTypes: [new EventType({ type: 'Attended' })],
    reducer: (_, { aggregateId, version }: { aggregateId: string; version: number }) => ({ aggregateId, version }),
    eventStorageAdapter: new InMemoryEventStorageAdapter({}),
  })
  const hours = new HoursByCohort()
  const append = async ({ stream, from, drafts }: Chunk): Promise<void> => {
    let version = from
    for (const { type, data, meta } of drafts) {
      version++
      await store.pushEvent({ aggregateId: stream, version, type, payload: data, metadata: meta })
    }
  }
  return {
    append,
    fill: async (total) => {
      for (const chunk of chunksOf(total)) await append(chunk)
    },
    rebuild: async () => {
      hours.clear()
      let pageToken: string | undefined
      do {
        const page = await store.listAggregateIds({ limit: PAGE, ...(pageToken === undefined ? {} : { pageToken }) })
        for (const { aggregateId } of page.aggregateIds)
          for (const event of (await store.getEvents(aggregateId)).events) if (event.type === 'Attended') hours.add(event.payload)
        pageToken = page.nextPageToken
      } while (pageToken !== undefined)
    },
    totals: async () => hours.totals(),
    close: async () => undefined,
  }
}
