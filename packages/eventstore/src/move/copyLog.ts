/**
 * Copies a whole log into another store.
 *
 * 1. Both logs are read side by side. What the target holds must be how the source
 *    begins: nothing, or what an earlier copy left, which is gone on from.
 * 2. The rest is read page by page, the chain of every stream recomputed, and restored
 *    in its order. No event is changed, so the hashes are those of the source.
 * 3. Both logs are read side by side again, to their ends.
 *
 * It may be killed at any time and begun again: no event is ever doubled.
 */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { AppendError, Conflict, EventStore } from '../port/EventStore.js'
import { type Compared, compareLogs, follow, type LogFault } from './compareLogs.js'

/** Events read and written at a time. */
const PAGE = 1024

/** How far a copy is: the position reached in the source, of those there are. */
export interface CopyProgress {
  readonly step: 'comparing' | 'copying' | 'verifying'
  readonly done: LogPosition
  readonly total: LogPosition
}

/** What both logs hold after a copy. */
export interface Copied {
  readonly events: number
  readonly streams: number
  /** How many of the events the target held before. */
  readonly before: number
  /** Whether the source was appended to meanwhile; a copy begun again takes that along. */
  readonly grew: boolean
}

/** Why a log was not copied; what was copied until then stays, and is gone on from. */
export type CopyError =
  | LogFault
  | { readonly tag: 'TargetFailed'; readonly error: Exclude<AppendError, Conflict> }
  /** After so many events that are the same, the target holds one that the source does not have there. */
  | { readonly tag: 'TargetDiffers'; readonly events: number }
  /** Others append to the target while it is written. */
  | { readonly tag: 'TargetInUse' }

/** Restores what the target lacks. */
const copyRest = async (
  source: EventStore,
  target: EventStore,
  { after, ends }: Compared,
  upTo: LogPosition,
  progress: (at: LogPosition) => void,
): Promise<E.Either<CopyError, void>> => {
  for await (const page of source.readAll(after, { pageSize: PAGE, upTo })) {
    if (E.isLeft(page)) return E.left({ tag: 'SourceFailed', error: page.left })
    for (const event of page.right) {
      const followed = follow(ends, event)
      if (E.isLeft(followed)) return E.left({ tag: 'SourceFailed', error: followed.left })
    }
    const restored = await target.restore(page.right)()
    if (E.isLeft(restored))
      return E.left(restored.left.tag === 'Conflict' ? { tag: 'TargetInUse' } : { tag: 'TargetFailed', error: restored.left })
    const last = page.right.at(-1)
    if (last !== undefined) progress(last.position)
  }
  return E.right(undefined)
}

/** Copies all events of the source up to its head at the start, and checks that both hold the same. */
export const copyLog =
  (source: EventStore, target: EventStore, onProgress: (progress: CopyProgress) => void = () => {}): TaskEither<CopyError, Copied> =>
  async () => {
    const head = await source.head()()
    if (E.isLeft(head)) return E.left({ tag: 'SourceFailed', error: head.left })
    const total = head.right
    const at =
      (step: CopyProgress['step']) =>
      (done: LogPosition): void =>
        onProgress({ step, done, total })

    let same = await compareLogs(source, target, total, at('comparing'))
    if (E.isLeft(same)) return same
    if (same.right.next === 'target') return E.left({ tag: 'TargetDiffers', events: same.right.events })
    const before = same.right.events
    if (same.right.next === 'source') {
      const copied = await copyRest(source, target, same.right, total, at('copying'))
      if (E.isLeft(copied)) return copied
      same = await compareLogs(source, target, total, at('verifying'))
      if (E.isLeft(same)) return same
      if (same.right.next !== 'nothing') return E.left({ tag: 'TargetInUse' })
    }
    const now = await source.head()()
    if (E.isLeft(now)) return E.left({ tag: 'SourceFailed', error: now.left })
    return E.right({ events: same.right.events, streams: same.right.ends.size, before, grew: now.right > total })
  }
