/** A store whose log says from its first event on with which extensions it is used. */
import * as E from 'fp-ts/lib/Either.js'
import type { Vault } from '../keys/Vault.js'
import type { AppendError, EventStore } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { againstExtensions, recordedExtensions, setExtensions } from './recordedExtensions.js'

type Recorded = E.Either<AppendError, void>

/**
 * The same store, which before its first append sees to the set of extensions:
 *
 * 1. Where the log says one, that of this process must be the same: another process may
 *    have said it since this one was opened.
 * 2. An empty log gets the set of this process, if it has any, with its first event.
 * 3. A log with events that says nothing is used without: what changes that says so.
 */
export const recordingExtensions = (events: EventStore, vault: Pick<Vault, 'eventId'>, here: ReadonlyArray<string>): EventStore => {
  const record = async (): Promise<Recorded> => {
    const found = await recordedExtensions(events)()
    if (E.isLeft(found)) return found
    const head = await events.head()()
    if (E.isLeft(head)) return head
    if (found.right.extensions === null && here.length > 0 && head.right === 0) {
      const said = await setExtensions(events, vault, here, found.right.end)()
      if (E.isRight(said) || said.left.tag !== 'Conflict') return said
      return record()
    }
    const against = againstExtensions(found.right.extensions, here)
    return against === null ? E.right(undefined) : E.left(unavailable(against))
  }

  let recorded: Promise<Recorded> | null = null
  const ensured = async (): Promise<Recorded> => {
    recorded ??= record()
    const result = await recorded
    if (E.isLeft(result)) recorded = null
    return result
  }

  return {
    ...events,
    append: (stream, expected, drafts) => async () => {
      const ready = await ensured()
      return E.isLeft(ready) ? ready : events.append(stream, expected, drafts)()
    },
    appendMany: (requests) => async () => {
      const ready = requests.length === 0 ? E.right(undefined) : await ensured()
      return E.isLeft(ready) ? requests.map(() => ready) : events.appendMany(requests)()
    },
  }
}
