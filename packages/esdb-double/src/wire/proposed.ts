/** Events and expectations as clients send them. */
import * as E from 'fp-ts/lib/Either.js'
import { ANY, NO_STREAM, STREAM_EXISTS } from '../log/decide.js'
import type { Proposed } from '../log/Recorded.js'
import type { shared, streams } from './generated.js'

/** No message may be greater, whatever it holds. */
export const MAX_MESSAGE_SIZE = 16 * 1_048_576

/** What is wrong with a proposed event. */
export type BadEvent =
  | { readonly tag: 'NoProperty'; readonly name: 'type' | 'content-type' }
  | { readonly tag: 'EmptyType' }
  | { readonly tag: 'NoId' }
  | { readonly tag: 'BadId' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const word = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')

const textOf = (id: shared.UUID): string => {
  const structured = id.getStructured()
  if (structured === undefined) return id.getString().toLowerCase()
  const hex = word(structured.getMostSignificantBits()) + word(structured.getLeastSignificantBits())
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

type Message = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage

export const proposedOf = (message: Message): E.Either<BadEvent, Proposed> => {
  const properties = message.getMetadataMap()
  const type = properties.get('type')
  const contentType = properties.get('content-type')
  const id = message.getId()
  if (type === undefined) return E.left({ tag: 'NoProperty', name: 'type' })
  if (contentType === undefined) return E.left({ tag: 'NoProperty', name: 'content-type' })
  if (id === undefined) return E.left({ tag: 'NoId' })
  const text = textOf(id)
  if (!UUID.test(text)) return E.left({ tag: 'BadId' })
  if (type === '') return E.left({ tag: 'EmptyType' })
  return E.right({ id: text, type, contentType, data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() })
}

export const dataSizeOf = (events: ReadonlyArray<Proposed>): number => events.reduce((sum, { data }) => sum + data.length, 0)

interface Expecting {
  readonly hasNoStream: () => boolean
  readonly hasAny: () => boolean
  readonly hasStreamExists: () => boolean
}

/** What is expected; `revision` is `null` where the request names none. Revisions arrive unsigned, and the greatest ones mean the rest. */
export const expectationOf = (options: Expecting, revision: string | null): bigint | null => {
  if (options.hasAny()) return ANY
  if (options.hasNoStream()) return NO_STREAM
  if (options.hasStreamExists()) return STREAM_EXISTS
  return revision === null ? null : BigInt.asIntN(64, BigInt(revision))
}

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8')
