/** The answers of a read: frame after frame, no faster than they are taken. */
import type { ServerWritableStream } from '@grpc/grpc-js'
import type { Recorded } from '../log/Recorded.js'
import { type Failure, toServiceError } from './Failure.js'
import { shared, streams } from './generated.js'

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>

export type Frame = streams.ReadResp

export interface Outlet {
  /** Resolves when the next frame may be sent, with the milliseconds that took; at once if the call has ended. */
  readonly send: (frame: Frame) => Promise<number>
  readonly isOpen: () => boolean
  readonly end: () => void
  readonly fail: (failure: Failure) => void
  /** Calls back once, when the call has ended, whoever ended it. */
  readonly onClose: (listener: () => void) => void
}

export const outletOf = (call: ReadCall): Outlet => {
  const listeners: Array<() => void> = []
  let open = true
  let proceed = (): void => undefined
  call.on('drain', () => proceed())
  const close = (): void => {
    if (!open) return
    open = false
    proceed()
    for (const listener of listeners) listener()
  }
  call.on('cancelled', close)
  call.on('close', close)
  call.on('error', close)
  return {
    send: (frame) => {
      if (!open || call.write(frame)) return Promise.resolve(0)
      const since = performance.now()
      return new Promise((resolve) => {
        proceed = () => resolve(performance.now() - since)
      })
    },
    isOpen: () => open,
    end: () => {
      if (open) call.end()
      close()
    },
    fail: (failure) => {
      if (open) call.emit('error', toServiceError(failure))
      close()
    },
    onClose: (listener) => {
      if (open) listeners.push(listener)
      else listener()
    },
  }
}

export const eventFrame = (event: Recorded): Frame => {
  const position = String(event.position)
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  recorded.setId(new shared.UUID().setString(event.id))
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)))
  recorded.setStreamRevision(String(event.revision))
  recorded.setCommitPosition(position)
  recorded.setPreparePosition(position)
  const properties = recorded.getMetadataMap()
  properties.set('type', event.type)
  properties.set('content-type', event.contentType)
  properties.set('created', String(event.created))
  recorded.setData(event.data)
  recorded.setCustomMetadata(event.metadata)
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position))
}

export const notFoundFrame = (stream: string): Frame =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream))),
  )

export const confirmationFrame = (id: string): Frame =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id))

export const caughtUpFrame = (): Frame => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())

export const checkpointFrame = (position: bigint): Frame =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  )
