/**
 * A verified copy of a log on this machine, for a store that is far away.
 *
 * Reads bring the copy up to date first, so they see all that was appended before
 * them, by anyone; they then cost what reading a file costs. The chain of every
 * stream is recomputed as it is copied; one that does not hold is parked, and no other.
 * Positions are the store's. Writes go to the
 * store. The file may be thrown away at any time, and shared by processes.
 */
import type { LogPosition, RecordedEvent, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Damage } from '../eventstoredb/Damage.js'
import type { ServerEventStore } from '../eventstoredb/storeOn.js'
import type { AppendError, Appended, AppendRequest, Corrupt, EventStore, ReadError, Unavailable } from '../port/EventStore.js'
import { closed, corrupt } from '../port/faults.js'
import { follow, LOG_END, PAGE_SIZE, type PageAfter, walk } from '../read/pages.js'
import { readingOf } from '../sqlite/reading.js'
import { unsafeBrand } from '../unsafe.js'
import { type CopyFile, openCopyFile } from './CopyFile.js'
import { sampleEnds } from './sampleEnds.js'
import { sharedRuns } from './sharedRuns.js'

/** Events copied in one transaction. */
const COPIED = 2000

/** Copies what is in the store and not in the file; stops early when it is told to. */
const catchUp = async (
  store: EventStore,
  file: CopyFile,
  isClosed: () => boolean,
  saveDamage: () => Promise<E.Either<ReadError, void>>,
): Promise<E.Either<ReadError, void>> => {
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
      const saved = await saveDamage()
      if (E.isLeft(saved)) return saved
      whole = added.right
      if (!whole) break
      after = page.right.at(-1)?.position ?? after
    }
    if (whole) return saveDamage()
  }
}

/** A store that knows of a server's end is told what the copy knows; what it learns is kept in the copy. */
type Far = EventStore & Partial<Pick<ServerEventStore, 'serverEnd' | 'resumeFrom' | 'onDamage'>>

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

/**
 * Throws the copy away if its newest event does not stand in the store: the store is another one, or
 * went back to a backup. An event whose stream was deleted says nothing: the newest of another stream is asked.
 */
const checkOrigin = async (store: EventStore, file: CopyFile): Promise<E.Either<ReadError, void>> => {
  if (!file.isSound) return file.clear()
  const newest = file.newest()
  if (E.isLeft(newest)) return newest
  for (const copied of newest.right) {
    const found = await store.readAt([copied])()
    if (E.isLeft(found)) {
      if (found.left.tag === 'Corrupt') continue
      return found
    }
    const same = (stored: RecordedEvent | undefined): boolean =>
      stored?.meta.hash === copied.meta.hash && stored.position === copied.position
    if (same(found.right[0])) return E.right(undefined)
    // A stream that was deleted may still stand in the log.
    const before: LogPosition = unsafeBrand(copied.position - 1)
    for await (const page of store.readAll(before, { pageSize: 1, upTo: copied.position })) {
      if (E.isLeft(page)) return page.left.tag === 'Corrupt' ? file.clear() : page
      if (same(page.right[0])) return E.right(undefined)
    }
    return file.clear()
  }
  return E.right(undefined)
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
    const looked = await sampleEnds(store, file)
    if (E.isLeft(looked)) {
      file.close()
      return looked
    }
    const resumed = await resume(store, file)
    if (E.isLeft(resumed)) {
      file.close()
      return resumed
    }
    let isClosed = false
    const found: Damage[] = []
    store.onDamage?.((damage) => found.push(damage))
    const saveDamage = async (): Promise<E.Either<ReadError, void>> => {
      const damages = found.splice(0)
      return damages.length === 0 ? E.right(undefined) : file.noteDamage(damages)
    }
    const refresh = sharedRuns(async () => {
      const caughtUp = await catchUp(store, file, () => isClosed, saveDamage)
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

    /** Nothing is added to a stream that is not there as it was recorded: nobody could tell what stands. */
    const refusal = (stream: StreamName): Corrupt | null => {
      const damaged = file.damaged()
      const damage = E.isRight(damaged) ? damaged.right.get(stream) : undefined
      return damage === undefined ? null : corrupt(`${damage.reason}; put back a backup of the server`, stream)
    }
    const appendMany = async (requests: ReadonlyArray<AppendRequest>): Promise<ReadonlyArray<E.Either<AppendError, Appended>>> => {
      const refusals = requests.map(({ stream }) => refusal(stream))
      const results = [...(await store.appendMany(requests.filter((_, i) => refusals[i] === null))())].values()
      return refusals.map((refused) => (refused === null ? (results.next().value ?? E.left(closed)) : E.left(refused)))
    }

    return E.right({
      ...store,
      append: (stream, expected, drafts) => async () => {
        const refused = isClosed ? null : refusal(stream)
        return refused === null ? store.append(stream, expected, drafts)() : E.left(refused)
      },
      appendMany: (requests) => () => (isClosed ? store.appendMany(requests)() : appendMany(requests)),
      file: { path, isCopy: true },
      read: (stream, from) => fresh(local.read(stream, from), store.read(stream, from)),
      readAt: (places) => fresh(local.readAt(places), store.readAt(places)),
      ends: (streams) => fresh(local.ends(streams), store.ends(streams)),
      head: () => fresh(async () => file.pages.head(), store.head()),
      // As far as the copy was brought up to date: what asks has read before.
      lost: () => async () => (isClosed ? E.left(closed) : file.lost()),
      readAll: (after, { pageSize = PAGE_SIZE, upTo: position = LOG_END } = {}) => walk(pageAfter, after, position, pageSize),
      readPartition: (partition, position) => toPosition(position, () => local.readPartition(partition, position)),
      readForFold: (partition, position) => toPosition(position, () => local.readForFold(partition, position)),
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
