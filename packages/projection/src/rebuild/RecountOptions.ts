/** What a recount needs: it reads, and can write nothing. */
import type { EventStore } from '@jejak/eventstore'
import type { BuildingStore } from '../store/BuildingStore.js'
import type { MarkingStore } from '../store/MarkingStore.js'
import type { ReadingStore } from '../store/ReadingStore.js'

export interface RecountOptions {
  readonly events: EventStore
  readonly views: ReadingStore & Pick<BuildingStore, 'contents' | 'names' | 'strays'> & Pick<MarkingStore, 'dirty' | 'marksIn'>
}
