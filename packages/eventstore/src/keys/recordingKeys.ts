/** A store whose log says from its first event on under which lookup key it is written. */
import * as E from 'fp-ts/lib/Either.js'
import { beforeFirstAppend, type SeenTo } from '../deployment/beforeFirstAppend.js'
import type { EventStore, Unavailable } from '../port/EventStore.js'
import { noStream } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'
import { checkFingerprint, KEYS_STREAM, keysOfLog, lookupKeyRecorded } from './keysOfLog.js'
import type { Vault } from './Vault.js'

const asUnavailable = ({ reason }: { readonly reason: string }): Unavailable => unavailable(reason)

/**
 * The same store, which before its first append sees to the fingerprint:
 *
 * 1. An empty log gets it as its first event. Processes that begin at once send the
 *    same event, so it stands once; the keys of another home conflict.
 * 2. A log with events and a fingerprint is held against it.
 * 3. A log with events and none gets it after one sealed number was opened and makes
 *    the id of its stream; where there is no number yet, the log stays without.
 *
 * Where the keys are not those of the log, appends answer Unavailable with what to
 * do. Reading adds nothing.
 */
export const recordingKeys = (events: EventStore, vault: Vault): EventStore => {
  const record = async (): Promise<SeenTo> => {
    // Before the fingerprint is looked for: where events are seen, a fingerprint put first is seen too.
    const head = await events.head()()
    if (E.isLeft(head)) return head
    if (head.right > 0) {
      const seen = await keysOfLog(events, vault)()
      if (E.isLeft(seen)) return E.left(asUnavailable(seen.left))
      if (seen.right !== 'fits') return E.right(undefined)
    }
    // In bulk, as what follows mostly is: listeners hear of one kind of work.
    const [appended] = await events.appendMany([{ stream: KEYS_STREAM, expected: noStream, drafts: [lookupKeyRecorded(vault)] }])()
    if (appended === undefined || E.isRight(appended)) return E.right(undefined)
    if (appended.left.tag !== 'Conflict') return appended
    return E.mapLeft(asUnavailable)(await checkFingerprint(events, vault)())
  }

  return beforeFirstAppend(events, record)
}
