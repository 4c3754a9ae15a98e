/** `Delete` and `Tombstone`. */
import type { handleUnaryCall, Metadata } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import type { Store, Written } from '../log/Store.js'
import { type Failure, handlerFailed, invalid, streamDeleted, toServiceError, wrongExpectedVersion } from './Failure.js'
import { streams } from './generated.js'
import { attempt, type Node } from './Node.js'
import { expectationOf, nameOf } from './proposed.js'

interface Removal {
  readonly stream: string
  readonly expected: bigint
}

type Options = streams.DeleteReq.Options | streams.TombstoneReq.Options

/** Whose removal is asked for, and whether that may be. */
const removal = (node: Node, options: Options | undefined, metadata: Metadata): E.Either<Failure, Removal> => {
  const stream = nameOf(options?.getStreamIdentifier())
  const denied = node.admit(metadata, { tag: 'stream', name: stream })
  if (denied !== null) return E.left(denied)
  if (options === undefined || stream === '') return E.left(handlerFailed)
  const expected = expectationOf(options, options.hasRevision() ? options.getRevision() : null)
  return expected === null ? E.left(invalid('no expected revision')) : E.right({ stream, expected })
}

/** Removes a stream and answers with the position of what was written to say so. */
const remove = (
  node: Node,
  { stream, expected }: Removal,
  act: Store['softDelete'],
  answer: (position: string) => void,
  fail: (failure: Failure) => void,
): void => {
  const settle = (written: Written): void => {
    if (written.tag === 'Written') answer(String(written.position))
    else fail(written.tag === 'Deleted' ? streamDeleted(stream) : wrongExpectedVersion(stream, expected, written.actual))
  }
  void attempt(node, 'write', () => act(stream, expected), settle, fail)
}

export const deleteCall =
  (node: Node): handleUnaryCall<streams.DeleteReq, streams.DeleteResp> =>
  ({ request, metadata }, callback) => {
    const fail = (failure: Failure): void => callback(toServiceError(failure))
    const asked = removal(node, request.getOptions(), metadata)
    if (E.isLeft(asked)) return fail(asked.left)
    const answer = (at: string): void => {
      const position = new streams.DeleteResp.Position().setCommitPosition(at).setPreparePosition(at)
      callback(null, new streams.DeleteResp().setPosition(position))
    }
    remove(node, asked.right, node.store.softDelete, answer, fail)
  }

export const tombstoneCall =
  (node: Node): handleUnaryCall<streams.TombstoneReq, streams.TombstoneResp> =>
  ({ request, metadata }, callback) => {
    const fail = (failure: Failure): void => callback(toServiceError(failure))
    const asked = removal(node, request.getOptions(), metadata)
    if (E.isLeft(asked)) return fail(asked.left)
    const answer = (at: string): void => {
      const position = new streams.TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at)
      callback(null, new streams.TombstoneResp().setPosition(position))
    }
    remove(node, asked.right, node.store.tombstone, answer, fail)
  }
