/** What marking and draining need: nothing by which a generation is built. */
import type { CommittingStore } from '../store/CommittingStore.js'
import type { MarkingStore } from '../store/MarkingStore.js'
import type { ReadingStore } from '../store/ReadingStore.js'
import type { LogOptions } from './ownLog.js'

export interface MarkingOptions extends LogOptions {
  readonly views: LogOptions['views'] & ReadingStore & MarkingStore & CommittingStore
}
