/**
 * A verified copy of a log on this machine, for a store that is far away.
 *
 * Reads bring the copy up to date first, so they see all that was appended before
 * them, by anyone; they then cost what reading a file costs. The chain of every
 * stream is recomputed as it is copied. Positions are the store's. Writes go to the
 * store. The file may be thrown away at any time, and shared by processes.
 */
import type { LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ServerEventStore } from '../eventstoredb/storeOn.js'
import type { Corrupt, EventStore, ReadError, Unavailable } from '../port/EventStore.js'
import { closed } from '../port/faults.js'
import { follow, LOG_END, PAGE_SIZE, type PageAfter, walk } from '../read/pages.js'
import { readingOf } from '../sqlite/reading.js'
import { type CopyFile, openCopyFile } from './CopyFile.js'
import { sharedRuns } from './sharedRuns.js'

/** Events copied in one transaction. */
const COPIED = 2000

/** Copies what is in the store and not in the file; stops early when it is told to. */
const catchUp = async (store: EventStore, file: CopyFile, isClosed: () => boolean): Promise<E.Either<ReadError, void>> => {
  for (;;) {
    const head = file.pages.head()
    if (E.isLeft(head)) return head
    let after = head.right
    let whole = true
    for await (const page of store.readAll(after, { pageSize: COPIED })) {
      if (E.isLeft(page)) return page
      if (isClosed()) return E.left(closed)
      const added = await file.add(after, page.right)
      if (E.isLeft(added)) return added
      whole = added.right
      if (!whole) break
      after = page.right.at(-1)?.position ?? after
    }
    if (whole) return E.right(undefined)
  }
}

/** A store that knows of a server's end is told what the copy knows; what it learns is kept in the copy. */
type Far = EventStore & Partial<Pick<ServerEventStore, 'serverEnd' | 'resumeFrom'>>

const resume = async (store: Far, file: CopyFile): Promise<E.Either<ReadError, void>> => {
  const end = file.serverEnd()
  const last = file.pages.head()
  if (E.isLeft(end)) return end
  if (E.isLeft(last)) return last
  // It speaks of the last event there was: with another one it says nothing.
  if (end.right === null || end.right.ours !== last.right) return E.right(undefined)
  return store.resumeFrom?.(end.right) ?? E.right(undefined)
}

/** Notes how far the server was read, where it was read far beyond the last event of Jejak. */
const noteEnd = async (store: Far, file: CopyFile): Promise<void> => {
  const end = store.serverEnd?.() ?? null
  const [noted, last] = [file.serverEnd(), file.pages.head()]
  if (end === null || E.isLeft(noted) || E.isLeft(last) || end.ours !== last.right || noted.right?.all === end.all) return
  // Not noted, it is read again: that is all.
  await file.noteServerEnd(end)
}

/** Throws the copy away if its last event does not stand in the store: the store is another one, or went back to a backup. */
const checkOrigin = async (store: EventStore, file: CopyFile): Promise<E.Either<ReadError, void>> => {
  const last = file.pages.last()
  if (E.isLeft(last)) return last
  const [copied] = last.right
  if (copied === undefined) return E.right(undefined)
  const found = await store.readAt([copied])()
  if (E.isLeft(found)) return found
  const [stored] = found.right
  return stored?.meta.hash === copied.meta.hash && stored.position === copied.position ? E.right(undefined) : file.clear()
}

/**
 * Opens the copy in a file, made where it is new, and thrown away where it is one of
 * another log. Reads fill it. Closing it closes the store.
 */
export const withLocalCopy =
  (store: Far, path: string): TaskEither<Unavailable | Corrupt, EventStore> =>
  async () => {
    const opened = await openCopyFile(path)()
    if (E.isLeft(opened)) return E.left({ ...opened.left, reason: `${opened.left.reason}. It is a copy: deleted, it is made again` })
    const file = opened.right
    const checked = await checkOrigin(store, file)
    if (E.isLeft(checked)) {
      file.close()
      return checked
    }
    const resumed = await resume(store, file)
    if (E.isLeft(resumed)) {
      file.close()
      return resumed
    }
    let isClosed = false
    const refresh = sharedRuns(async () => {
      const caughtUp = await catchUp(store, file, () => isClosed)
      if (E.isRight(caughtUp)) await noteEnd(store, file)
      return caughtUp
    })
    const local = readingOf(file.pages, () => isClosed)

    /** Makes sure that the copy goes up to a position, or to the end. */
    const upTo = async (position: LogPosition): Promise<E.Either<ReadError, void>> => {
      if (isClosed) return E.left(closed)
      const head = file.pages.head()
      return E.isRight(head) && head.right >= position ? E.right(undefined) : refresh()
    }

    /** Reads from the copy; where an event of the log is corrupt, the streams that are not are read from the store. */
    const fresh =
      <A>(near: TaskEither<ReadError, A>, far: TaskEither<ReadError, A>): TaskEither<ReadError, A> =>
      async () => {
        const copied = await upTo(LOG_END)
        if (E.isRight(copied)) return near()
        return copied.left.tag === 'Corrupt' ? far() : copied
      }

    const pageAfter: PageAfter = async (after, limitPosition, limit) => {
      if (isClosed) return E.left(closed)
      const page = file.pages.after(after, limitPosition, limit)
      if (E.isLeft(page) || page.right.length === limit) return page
      const copied = await upTo(limitPosition)
      if (isClosed) return E.left(closed)
      return E.isLeft(copied) ? copied : file.pages.after(after, limitPosition, limit)
    }

    async function* toPosition<A>(
      position: LogPosition,
      pages: () => AsyncIterable<E.Either<ReadError, A>>,
    ): AsyncGenerator<E.Either<ReadError, A>> {
      const copied = await upTo(position)
      if (E.isLeft(copied)) yield copied
      else yield* pages()
    }

    return E.right({
      ...store,
      file: { path, isCopy: true },
      read: (stream, from) => fresh(local.read(stream, from), store.read(stream, from)),
      readAt: (places) => fresh(local.readAt(places), store.readAt(places)),
      ends: (streams) => fresh(local.ends(streams), store.ends(streams)),
      head: () => fresh(async () => file.pages.head(), store.head()),
      readAll: (after, { pageSize = PAGE_SIZE, upTo: position = LOG_END } = {}) => walk(pageAfter, after, position, pageSize),
      readPartition: (partition, position) => toPosition(position, () => local.readPartition(partition, position)),
      readPlain: (partition, position) => toPosition(position, () => local.readPlain(partition, position)),
      readReference: (position) => toPosition(position, () => local.readReference(position)),
      subscribe: (after, signal) => follow({ pageAfter, onAppend: store.onAppend, isClosed: () => isClosed }, after, signal),
      close: async () => {
        if (isClosed) return
        isClosed = true
        await refresh.idle()
        await store.close()
        file.close()
      },
    })
  }
