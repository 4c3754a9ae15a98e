/** Streams kept in memory by one process, those used last; what it holds may be behind, and the append finds out. */
import type { StreamName } from '@jejak/core'
import { LRUCache } from 'lru-cache'
import type { Loaded } from './load.js'

export interface StreamCache {
  readonly get: (stream: StreamName) => Loaded | undefined
  readonly set: (stream: StreamName, loaded: Loaded) => void
  readonly forget: (stream: StreamName) => void
}

/** Makes an empty cache of at most so many streams. */
export const streamCache = (limit = 10_000): StreamCache => {
  const kept = new LRUCache<StreamName, Loaded>({ max: limit })
  return {
    get: (stream) => kept.get(stream),
    set: (stream, loaded) => {
      kept.set(stream, loaded)
    },
    forget: (stream) => {
      kept.delete(stream)
    },
  }
}
