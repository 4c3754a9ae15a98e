/** A store whose log says from its first event on with which extensions it is used. */
import * as E from 'fp-ts/lib/Either.js'
import { beforeFirstAppend, type SeenTo } from '../deployment/beforeFirstAppend.js'
import type { Vault } from '../keys/Vault.js'
import type { EventStore } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { againstExtensions, recordedExtensions, setExtensions } from './recordedExtensions.js'

/**
 * The same store, which before its first append sees to the set of extensions:
 *
 * 1. Where the log says one, that of this process must be the same: another process may
 *    have said it since this one was opened.
 * 2. An empty log gets the set of this process, if it has any, with its first event.
 * 3. A log with events that says nothing is used without: what changes that says so.
 */
export const recordingExtensions = (events: EventStore, vault: Pick<Vault, 'eventId'>, here: ReadonlyArray<string>): EventStore => {
  const record = async (): Promise<SeenTo> => {
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

  return beforeFirstAppend(events, record)
}
