/** Whether an append may be written, was written before, or conflicts: the same for every adapter. */
import type { RecordedEvent } from '@jejak/core'
import type { Appended, Conflict, Expected } from './EventStore.js'
import { conflict } from './faults.js'
import type { PreparedRequest } from './prepareRequest.js'

/** What becomes of a request: it is to be written, it stands already with the result of its first try, or the stream ends elsewhere. */
export type Judgement = { readonly tag: 'Write' } | { readonly tag: 'Repeat'; readonly appended: Appended } | Conflict

const write: Judgement = { tag: 'Write' }

const sameEnd = (a: Expected, b: Expected): boolean =>
  a.tag === 'noStream' ? b.tag === 'noStream' : b.tag === 'at' && a.revision === b.revision && a.hash === b.hash

/** What stands at the revisions that follow an expectation, if it is just these ids, is the first try of this request. */
const firstTry = ({ stream, expected, drafts, stamped }: PreparedRequest, standing: ReadonlyArray<RecordedEvent>): Appended | null => {
  const last = standing[standing.length - 1]
  if (last === undefined || standing.length !== drafts.length) return null
  if (!drafts.every((draft, i) => draft.id === standing[i]?.id)) return null
  if (standing[0]?.meta.previousHash !== (expected.tag === 'noStream' ? null : expected.hash)) return null
  // A stamped request asks for these bytes: the hash covers them all.
  if (stamped !== null && last.meta.hash !== stamped.hash) return null
  const { revision, position, meta } = last
  return { stream, revision, hash: meta.hash, position, recordedAt: meta.recordedAt, repeated: true }
}

/**
 * Judges a request against the end of its stream. To be called where nothing can be
 * appended between the look at the end and the write: in the transaction, or before a
 * write that the store itself makes only if the stream still ends there.
 *
 * @param end where the stream ends now
 * @param standing the events of the stream from a revision on, so many at most; asked only where the expectation does not meet the end
 */
export const judgeAppend = (
  request: PreparedRequest,
  end: Expected,
  standing: (from: number, count: number) => ReadonlyArray<RecordedEvent>,
): Judgement => {
  const { stream, expected, drafts } = request
  if (sameEnd(expected, end)) return write
  const from = expected.tag === 'noStream' ? 0 : expected.revision + 1
  // Nothing stands after the expectation: then this was no second try.
  if (end.tag === 'noStream' || end.revision < from) return conflict(stream, end)
  const appended = firstTry(request, standing(from, drafts.length))
  return appended === null ? conflict(stream, end) : { tag: 'Repeat', appended }
}
