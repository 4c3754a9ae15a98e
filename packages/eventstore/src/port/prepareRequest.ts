/** What is checked of a request before it comes near a transaction. */
import { type Instant, StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type PreparedDraft, prepare } from '../chain/EventText.js'
import { type AppendError, type AppendRequest, type Expected, MAX_EVENT_BYTES } from './EventStore.js'
import { corrupt, tooLarge } from './faults.js'

/** A request with its texts made; plain values, so that it can be handed to a thread. */
export interface PreparedRequest {
  readonly stream: StreamName
  readonly expected: Expected
  readonly drafts: ReadonlyArray<PreparedDraft>
  /** The stamp of an event that another store recorded, and its hash; null where this store stamps. */
  readonly stamped: { readonly recordedAt: Instant; readonly hash: string } | null
}

/** Room for previousHash and recordedAt in the stored text. */
const STAMP_BYTES = 140

/**
 * Makes the texts of a request. Nothing of it is the caller's any more: what happens to the drafts later
 * changes nothing. Refuses a name that is none, text that has no canonical form, and events above MAX_EVENT_BYTES.
 */
export const prepareRequest = ({ stream, expected, drafts }: AppendRequest): E.Either<AppendError, PreparedRequest> => {
  if (!StreamName.is(stream)) return E.left(corrupt('not a name of a stream; nothing was written'))
  if (drafts.length === 0) return E.left(corrupt('no event to append; nothing was written', stream))
  const prepared: PreparedDraft[] = []
  for (const draft of drafts) {
    const made = prepare(draft)
    if (E.isLeft(made))
      return E.left(corrupt(`an event of type ${draft.type} has no canonical form (${made.left}); nothing was written`, stream))
    const bytes = made.right.bytes + STAMP_BYTES
    if (bytes > MAX_EVENT_BYTES) return E.left(tooLarge(stream, draft.id, bytes))
    prepared.push(made.right)
  }
  return E.right({ stream, expected, drafts: prepared, stamped: null })
}
