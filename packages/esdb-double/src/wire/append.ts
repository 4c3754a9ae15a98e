/** `Append`: one call an append, answered by its status. */
import type { handleClientStreamingCall } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import { ANY, NO_STREAM, STREAM_EXISTS } from '../log/decide.js'
import type { Proposed } from '../log/Recorded.js'
import type { Written } from '../log/Store.js'
import {
  appendTooLarge,
  type Failure,
  handlerFailed,
  invalid,
  messageTooLarge,
  missingProperty,
  streamDeleted,
  toServiceError,
} from './Failure.js'
import { shared, streams } from './generated.js'
import { attempt, type Node } from './Node.js'
import { type BadEvent, dataSizeOf, expectationOf, MAX_MESSAGE_SIZE, nameOf, proposedOf } from './proposed.js'

type Request = streams.AppendReq
type Reply = streams.AppendResp

const badEvent = (bad: BadEvent): Failure => (bad.tag === 'NoProperty' ? missingProperty(bad.name) : handlerFailed)

const success = (revision: bigint, position: bigint | null): Reply => {
  const done = new streams.AppendResp.Success()
  if (revision < 0n) done.setNoStream(new shared.Empty())
  else done.setCurrentRevision(String(revision))
  if (position === null) done.setNoPosition(new shared.Empty())
  else {
    const at = new streams.AppendResp.Position()
    at.setCommitPosition(String(position))
    at.setPreparePosition(String(position))
    done.setPosition(at)
  }
  return new streams.AppendResp().setSuccess(done)
}

const wrong = (expected: bigint, actual: bigint): Reply => {
  const conflict = new streams.AppendResp.WrongExpectedVersion()
  if (actual < 0n) conflict.setCurrentNoStream(new shared.Empty())
  else conflict.setCurrentRevision(String(actual))
  if (expected === ANY) conflict.setExpectedAny(new shared.Empty())
  else if (expected === NO_STREAM) conflict.setExpectedNoStream(new shared.Empty())
  else if (expected === STREAM_EXISTS) conflict.setExpectedStreamExists(new shared.Empty())
  else conflict.setExpectedRevision(String(expected))
  return new streams.AppendResp().setWrongExpectedVersion(conflict)
}

const replyTo = (stream: string, expected: bigint, written: Written): E.Either<Failure, Reply> => {
  switch (written.tag) {
    case 'Written':
      return E.right(success(written.revision, written.position))
    case 'WrongExpectedVersion':
      return E.right(wrong(expected, written.actual))
    case 'Deleted':
      return E.left(streamDeleted(stream))
  }
}

/** Checks in the order in which the server does. */
const append = ({ store, faults }: Node, requests: ReadonlyArray<Request>): E.Either<Failure, Reply> => {
  const options = requests[0]?.getOptions()
  if (options === undefined) return E.left(handlerFailed)
  const stream = nameOf(options.getStreamIdentifier())
  const expected = expectationOf(options, options.hasRevision() ? options.getRevision() : null)
  if (expected === null)
    return E.left(invalid("'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase"))
  const events: Array<Proposed> = []
  for (const request of requests.slice(1)) {
    const message = request.getProposedMessage()
    if (message === undefined) return E.left(handlerFailed)
    const event = proposedOf(message)
    if (E.isLeft(event)) return E.left(badEvent(event.left))
    if (event.right.data.length + event.right.metadata.length > MAX_MESSAGE_SIZE) return E.left(messageTooLarge)
    events.push(event.right)
  }
  if (dataSizeOf(events) > faults.appendLimit()) return E.left(appendTooLarge(faults.appendLimit()))
  if (stream === '') return E.left(handlerFailed)
  return replyTo(stream, expected, store.append(stream, expected, events))
}

export const appendCall =
  (node: Node): handleClientStreamingCall<Request, Reply> =>
  (call, callback) => {
    const requests: Array<Request> = []
    const fail = (failure: Failure): void => callback(toServiceError(failure))
    call.on('data', (request: Request) => requests.push(request))
    const finish = (): void => {
      // What came of a call that was cut is not all there was.
      if (call.cancelled) return
      const denied = node.admit(call.metadata, { tag: 'stream', name: nameOf(requests[0]?.getOptions()?.getStreamIdentifier()) })
      if (denied !== null) {
        fail(denied)
        return
      }
      void attempt(
        node,
        'write',
        () => append(node, requests),
        (result) => (E.isLeft(result) ? fail(result.left) : callback(null, result.right)),
        fail,
      )
    }
    // A call that is cut ends, too, and is known to be cut a moment later.
    call.on('end', () => setImmediate(finish))
  }
