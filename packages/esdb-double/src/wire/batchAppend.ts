/** `BatchAppend`: many appends in one call, each answered in the stream of answers. */
import type { handleBidiStreamingCall } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import { ANY, NO_STREAM, STREAM_EXISTS } from '../log/decide.js'
import type { Proposed } from '../log/Recorded.js'
import type { Written } from '../log/Store.js'
import { accessDenied, type Failure, messageTooLarge, notReady, toServiceError } from './Failure.js'
import { any, codes, empty, shared, status, streams } from './generated.js'
import { attempt, type Node } from './Node.js'
import { type BadEvent, dataSizeOf, expectationOf, MAX_MESSAGE_SIZE, nameOf, proposedOf } from './proposed.js'

type Request = streams.BatchAppendReq
type Reply = streams.BatchAppendResp

/** An append that has begun to arrive. */
interface Pending {
  readonly stream: string
  readonly expected: bigint
  readonly identifier: shared.StreamIdentifier | undefined
  readonly events: Array<Proposed>
  readonly timer: NodeJS.Timeout
}

/** The server waits no longer for the rest of an append, whatever the deadline. */
const LONGEST_WAIT = 2000

type Detail = { readonly serializeBinary: () => Uint8Array }

/** `type` is a message of the protocol's shared ones, or with a dot in it one of another package. */
const errorReply = (code: codes.Code, message: string, type: string, detail: Detail): Reply => {
  const packed = new any.Any()
  packed.setTypeUrl(`type.googleapis.com/${type.includes('.') ? type : `event_store.client.${type}`}`)
  packed.setValue(detail.serializeBinary())
  return new streams.BatchAppendResp().setError(new status.Status().setCode(code).setMessage(message).setDetails(packed))
}

/** The client of the server knows no details of this one, and says so. */
const notReadyReply = (): Reply => errorReply(codes.Code.UNAVAILABLE, notReady.details, 'google.protobuf.Empty', new empty.Empty())

const badRequest = (message: string): Reply =>
  errorReply(codes.Code.INVALID_ARGUMENT, 'BadRequest', 'BadRequest', new shared.BadRequest().setMessage(message))

const timeout = (): Reply => errorReply(codes.Code.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new shared.Timeout())

const badEvent = (bad: BadEvent): Reply => {
  switch (bad.tag) {
    case 'NoProperty':
      return badRequest('The given key was not present in the dictionary.')
    case 'EmptyType':
      return badRequest("Empty eventType provided. (Parameter 'eventType')")
    case 'NoId':
      return badRequest("Value cannot be null. (Parameter 'dto')")
    case 'BadId':
      return badRequest('Unrecognized Guid format.')
  }
}

const wrong = (expected: bigint, actual: bigint): Reply => {
  const conflict = new shared.WrongExpectedVersion()
  if (actual < 0n) conflict.setCurrentNoStream(new empty.Empty())
  else conflict.setCurrentStreamRevision(String(actual))
  if (expected === ANY) conflict.setExpectedAny(new empty.Empty())
  else if (expected === NO_STREAM) conflict.setExpectedNoStream(new empty.Empty())
  else if (expected === STREAM_EXISTS) conflict.setExpectedStreamExists(new empty.Empty())
  else conflict.setExpectedStreamPosition(String(expected))
  return errorReply(codes.Code.ALREADY_EXISTS, 'WrongExpectedVersion', 'WrongExpectedVersion', conflict)
}

const success = (revision: bigint, position: bigint | null): Reply => {
  const done = new streams.BatchAppendResp.Success()
  if (revision < 0n) done.setNoStream(new empty.Empty())
  else done.setCurrentRevision(String(revision))
  if (position === null) done.setNoPosition(new empty.Empty())
  else done.setPosition(new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)))
  return new streams.BatchAppendResp().setSuccess(done)
}

const replyTo = ({ expected, identifier }: Pending, written: Written): Reply => {
  switch (written.tag) {
    case 'Written':
      return success(written.revision, written.position)
    case 'WrongExpectedVersion':
      return wrong(expected, written.actual)
    case 'Deleted':
      return errorReply(codes.Code.NOT_FOUND, 'StreamDeleted', 'StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifier))
  }
}

const append = ({ store, faults }: Node, pending: Pending): Reply => {
  const { stream, expected, events } = pending
  if (stream === '') return badRequest("Value cannot be null. (Parameter 'value')")
  if (dataSizeOf(events) > faults.appendLimit())
    return errorReply(
      codes.Code.INVALID_ARGUMENT,
      'MaximumAppendSizeExceeded',
      'MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(faults.appendLimit()),
    )
  return replyTo(pending, store.append(stream, expected, events))
}

const sizeOf = (request: Request): number =>
  request
    .getProposedMessagesList()
    .reduce((sum, message) => sum + message.getData_asU8().length + message.getCustomMetadata_asU8().length, 0)

const millisecondsLeft = (options: streams.BatchAppendReq.Options): number => {
  const deadline = options.getDeadline()?.toDate().getTime()
  return Math.min(LONGEST_WAIT, deadline === undefined ? LONGEST_WAIT : deadline - Date.now())
}

export const batchAppendCall =
  (node: Node): handleBidiStreamingCall<Request, Reply> =>
  (call) => {
    const open = new Map<string, Pending>()
    const fail = (failure: Failure): void => {
      call.emit('error', toServiceError(failure))
    }

    const answer = (correlation: string, identifier: shared.StreamIdentifier | undefined, reply: Reply): void => {
      clearTimeout(open.get(correlation)?.timer)
      open.delete(correlation)
      if (call.cancelled || call.destroyed) return
      reply.setCorrelationId(new shared.UUID().setString(correlation))
      reply.setStreamIdentifier(identifier)
      call.write(reply)
    }

    /** The append a request belongs to; the first request of each has the options. */
    const pendingOf = (correlation: string, request: Request): Pending | null => {
      const options = request.getOptions()
      if (options === undefined) return open.get(correlation) ?? null
      const identifier = options.getStreamIdentifier()
      const stream = nameOf(identifier)
      const refuse = (reply: Reply): null => {
        answer(correlation, identifier, reply)
        return null
      }
      const denied = node.admit(call.metadata, { tag: 'stream', name: stream })
      if (denied === accessDenied)
        return refuse(errorReply(codes.Code.PERMISSION_DENIED, 'AccessDenied', 'AccessDenied', new shared.AccessDenied()))
      if (denied !== null) {
        fail(denied)
        return null
      }
      const expected = expectationOf(options, options.hasStreamPosition() ? options.getStreamPosition() : null)
      if (expected === null)
        return refuse(
          badRequest(
            'Status(StatusCode="InvalidArgument", Detail="\'None\' is not a valid EventStore.Client.Streams.BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase")',
          ),
        )
      const left = millisecondsLeft(options)
      if (left <= 0) return refuse(timeout())
      const timer = setTimeout(() => answer(correlation, identifier, timeout()), left)
      const pending = { stream, expected, identifier, events: [], timer }
      open.set(correlation, pending)
      return pending
    }

    call.on('data', (request: Request) => {
      if (sizeOf(request) > MAX_MESSAGE_SIZE) return fail(messageTooLarge)
      const correlation = request.getCorrelationId()?.getString() ?? ''
      const pending = pendingOf(correlation, request)
      if (pending === null) return
      const { identifier, events, timer } = pending
      for (const message of request.getProposedMessagesList()) {
        const event = proposedOf(message)
        if (E.isLeft(event)) return answer(correlation, identifier, badEvent(event.left))
        events.push(event.right)
      }
      if (!request.getIsFinal()) return
      clearTimeout(timer)
      open.delete(correlation)
      void attempt(
        node,
        'write',
        () => append(node, pending),
        (reply) => answer(correlation, identifier, reply),
        (failure) => (failure === notReady ? answer(correlation, identifier, notReadyReply()) : fail(failure)),
      )
    })
    call.on('end', () => call.end())
    call.on('cancelled', () => {
      for (const { timer } of open.values()) clearTimeout(timer)
    })
  }
