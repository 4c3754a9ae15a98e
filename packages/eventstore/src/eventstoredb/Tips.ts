/** What this process knows of the ends of streams, and of the time its events were recorded. */
import { type RecordedEvent, type StreamName, toMillis } from '@jejak/core'
import { LRUCache } from 'lru-cache'

/** An event that once was the last of its stream; nothing of it ever changes. */
export interface Tip {
  readonly revision: number
  readonly hash: string
  /** In milliseconds since 1970. */
  readonly recordedAt: number
}

/** Ends kept in memory: those used last. */
const TIPS = 200_000

export interface Tips {
  readonly at: (stream: StreamName, revision: number) => Tip | undefined
  readonly note: (stream: StreamName, tip: Tip) => void
  readonly see: (event: RecordedEvent) => void
  /** Never before any event this process has seen, whatever the clock says. */
  readonly now: (last: Tip | null) => number
}

export const tipOf = ({ revision, meta }: RecordedEvent): Tip => ({ revision, hash: meta.hash, recordedAt: toMillis(meta.recordedAt) })

export const makeTips = (clock: () => number): Tips => {
  const tips = new LRUCache<StreamName, Tip>({ max: TIPS })
  let newest = 0
  const note = (stream: StreamName, tip: Tip): void => {
    newest = Math.max(newest, tip.recordedAt)
    if ((tips.get(stream)?.revision ?? -1) >= tip.revision) return
    tips.set(stream, tip)
  }
  return {
    at: (stream, revision) => {
      const tip = tips.get(stream)
      return tip?.revision === revision ? tip : undefined
    },
    note,
    see: (event) => note(event.stream, tipOf(event)),
    now: (last) => {
      newest = Math.max(newest, clock(), last?.recordedAt ?? 0)
      return newest
    },
  }
}
