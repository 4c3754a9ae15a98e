/** What reading needs: nothing by which marks, documents or generations are changed. */
import type { EventStore } from '@jejak/eventstore'
import type { ReadingStore } from '../store/ReadingStore.js'

export interface ReadingOptions {
  readonly events: Pick<EventStore, 'head'>
  readonly views: ReadingStore
}
