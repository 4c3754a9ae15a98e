/** Streams kept in memory by one process, those used last; what it says may be behind, and the append finds out. */
import type { StreamName } from '@jejak/core'
import type { Loaded } from './load.js'

export interface StreamCache {
  readonly get: (stream: StreamName) => Loaded | undefined
  readonly set: (stream: StreamName, loaded: Loaded) => void
  readonly forget: (stream: StreamName) => void
}

/** Makes an empty cache of at most so many streams. */
export const streamCache = (limit = 10_000): StreamCache => {
  const kept = new Map<StreamName, Loaded>()
  return {
    get: (stream) => {
      const loaded = kept.get(stream)
      // The order matters once it is full.
      if (loaded === undefined || kept.size < limit) return loaded
      // A map keeps the order of insertion: what is used goes to its end.
      kept.delete(stream)
      kept.set(stream, loaded)
      return loaded
    },
    set: (stream, loaded) => {
      // What is there was got just before: it is at the end already.
      kept.set(stream, loaded)
      if (kept.size <= limit) return
      for (const oldest of kept.keys()) {
        kept.delete(oldest)
        return
      }
    },
    forget: (stream) => {
      kept.delete(stream)
    },
  }
}
