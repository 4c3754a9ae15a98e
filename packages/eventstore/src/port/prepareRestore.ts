/** Events of another store as requests that stamp them as they were stamped there. */
import type { RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { stamp } from '../chain/EventText.js'
import { type AppendError, type Expected, noStream } from './EventStore.js'
import { corrupt } from './faults.js'
import { type PreparedRequest, prepareRequest } from './prepareRequest.js'

/** Where a stream must end for an event to follow. */
const before = ({ revision, meta: { previousHash } }: RecordedEvent): Expected =>
  revision === 0 ? noStream : { tag: 'at', revision: revision - 1, hash: previousHash ?? '' }

const prepareOne = (event: RecordedEvent): E.Either<AppendError, PreparedRequest> => {
  const { stream, revision, id, type, schema, data, sealed } = event
  const { recordedAt, previousHash: _, hash, ...meta } = event.meta
  const expected = before(event)
  const previousHash = expected.tag === 'noStream' ? null : expected.hash
  const prepared = prepareRequest({ stream, expected, drafts: [{ id, type, schema, data, sealed, meta }] })
  if (E.isLeft(prepared)) return prepared
  const made = prepared.right.drafts.map((draft) => stamp(draft, { stream, revision, recordedAt, previousHash }))
  return made[0]?.hash === hash
    ? E.right({ ...prepared.right, stamped: { recordedAt, hash } })
    : E.left(corrupt(`revision ${revision} is not what was hashed, or a newer Jejak wrote it; it was not written`, stream))
}

/** What is to be restored: one request an event, and why it ends where an event cannot be written as it is. */
export interface PreparedRestore {
  readonly requests: ReadonlyArray<PreparedRequest>
  readonly end: E.Either<AppendError, void>
}

/** Requests for events that another store recorded, in their order, up to the first that is not what was hashed. */
export const prepareRestore = (events: ReadonlyArray<RecordedEvent>): PreparedRestore => {
  const requests: PreparedRequest[] = []
  for (const event of events) {
    const made = prepareOne(event)
    if (E.isLeft(made)) return { requests, end: made }
    requests.push(made.right)
  }
  return { requests, end: E.right(undefined) }
}
