/** Emmett with its store in memory. Its projector rebuilds; having no log there, the events come from the streams, put in order. */
import { type Event, getInMemoryEventStore, inMemoryMultiStreamProjection, inMemoryProjector } from '@event-driven-io/emmett'
import { type Chunk, chunksOf, type OpenSubject, totalsOf } from './Subject.js'

type Attended = Event<'Attended', { readonly cohort: string; readonly hours: number }>
type Hours = { readonly attended: number; readonly hours: number }

/** Events as Emmett takes them. */
export const emmettEvents = ({ drafts }: Chunk): Event[] => drafts.map(({ type, data, meta }) => ({ type, data, metadata: meta }))

const projection = inMemoryMultiStreamProjection<Hours, Attended>({
  collectionName: 'hours',
  canHandle: ['Attended'],
  getDocumentId: ({ data }) => data.cohort,
  initialState: () => ({ attended: 0, hours: 0 }),
  evolve: (document: Hours, { data }: Attended) => ({ ...document, attended: document.attended + 1, hours: document.hours + data.hours }),
})

export const openEmmett: OpenSubject = async () => {
  const store = getInMemoryEventStore()
  const { database } = store
  const streams = new Set<string>()
  const append = async (chunk: Chunk): Promise<void> => {
    streams.add(chunk.stream)
    await store.appendToStream(chunk.stream, emmettEvents(chunk), { expectedStreamVersion: BigInt(chunk.from) })
  }
  return {
    append,
    fill: async (total) => {
      for (const chunk of chunksOf(total)) await append(chunk)
    },
    rebuild: async () => {
      const events = []
      for (const stream of streams) events.push(...(await store.readStream<Attended>(stream)).events)
      events.sort((a, b) => Number(a.metadata.globalPosition - b.metadata.globalPosition))
      const projector = inMemoryProjector<Attended>({
        processorId: 'hours',
        projection,
        truncateOnStart: true,
        startFrom: 'BEGINNING',
        connectionOptions: { database },
      })
      await projector.start({ database })
      await projector.handle(events, { database })
      await projector.close({ database })
    },
    totals: async () => totalsOf(await database.collection<Hours>('hours').find()),
    close: async () => undefined,
  }
}
