/** What the engine is opened with. */
import type { LocalDate } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import type { EventStore } from '@jejak/eventstore'
import type { ViewStore } from '../store/ViewStore.js'
import type { BuildThreads, ThreadPart } from './BuildThreads.js'

export interface Options {
  readonly events: EventStore
  readonly views: ViewStore
  /** The views kept live on a day, always in the same order for the same day. */
  readonly standing: (today: LocalDate) => ReadonlyArray<View>
  readonly today: () => LocalDate
  /** Opens read models of another log as well, so that they can be looked at or thrown away; every other call refuses them still. */
  readonly anyLog?: boolean
  /** Threads that help with rebuilds; none without it. */
  readonly threads?: BuildThreads
  /** Hears of each part that such a thread has written, into a store of its own. */
  readonly onThreadPart?: (part: ThreadPart) => void
}

export interface Progress {
  readonly done: number
  readonly total: number
}
