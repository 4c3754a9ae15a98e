/** How a call fails on the wire: a status of gRPC, and what the server puts in its trailers. */
import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js'
import { HANDLER_FAILED, type ReadError } from '../log/read.js'

export interface Failure {
  readonly code: status
  readonly details: string
  readonly trailers: Readonly<Record<string, string>>
}

const failure = (code: status, details: string, trailers: Readonly<Record<string, string>> = {}): Failure => ({ code, details, trailers })

/** How the server answers what it did not foresee. */
export const handlerFailed = failure(status.UNKNOWN, HANDLER_FAILED)

export const invalid = (details: string): Failure => failure(status.INVALID_ARGUMENT, details)

export const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream })

/** Of a delete; an append says so in its answer. */
export const wrongExpectedVersion = (stream: string, expected: bigint, actual: bigint): Failure =>
  failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  )

export const appendTooLarge = (limit: number): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const messageTooLarge = failure(status.RESOURCE_EXHAUSTED, 'Received message exceeds the maximum configured message size.')

export const missingProperty = (name: string): Failure =>
  failure(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  })

export const accessDenied = failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

export const unauthenticated = failure(status.UNAUTHENTICATED, 'Unauthenticated')

export const notReady = failure(status.UNAVAILABLE, 'Server Is Not Ready')

export const notLeader = (host: string, port: number): Failure =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

export const tooSlow = failure(
  status.ABORTED,
  'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
)

/** Of the double alone: EventStoreDB can do it. */
export const notInTheDouble = (what: string): Failure =>
  failure(status.UNIMPLEMENTED, `${what}: not in this test double of EventStoreDB; use a real server`)

export const readFailed = (stream: string, error: Exclude<ReadError, { readonly tag: 'NotFound' }>): Failure =>
  error.tag === 'Deleted' ? streamDeleted(stream) : failure(status.UNKNOWN, error.details)

// Headers are printable ASCII. The server breaks on any other name, and this is what a client then sees.
const isHeader = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
const BROKEN = failure(status.UNKNOWN, 'Received HTTP status code 500')

export const toServiceError = (cause: Failure): ServerErrorResponse & { readonly code: status; readonly details: string } => {
  const { code, details, trailers } = Object.values(cause.trailers).every(isHeader) ? cause : BROKEN
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return Object.assign(new Error(details), { code, details, metadata })
}
