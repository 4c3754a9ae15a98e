/** Streams that wait at an event which cannot be read: listed, and read again when that is asked for. */

import type { Parked } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import { type PageRequest, pageAsked } from '../wire/requests.js'
import { type PageInfo, pageOf } from './pages.js'
import type { Source } from './Source.js'

export interface ParkedStreams {
  /** By stream, with where it waits and why; never what the event holds. */
  readonly parked: ReadonlyArray<Parked>
}

export const parkedStreams = async (
  { readModels }: Pick<Source, 'readModels'>,
  asked: PageRequest,
): Promise<E.Either<Fault, ParkedStreams & { readonly page: PageInfo }>> => {
  const health = await readModels.health()()
  if (E.isLeft(health)) return E.left(ofStore(health.left))
  const { rows, page } = pageOf(health.right.parked, pageAsked(asked))
  return E.right({ parked: rows, page })
}

/** Releases what can be read now; answers how many streams that were. */
export const retriedStreams = async ({
  readModels,
}: Pick<Source, 'readModels'>): Promise<E.Either<Fault, ParkedStreams & { readonly released: number }>> => {
  const retried = await readModels.retryParked()()
  return E.isLeft(retried)
    ? E.left(ofStore(retried.left))
    : E.right({ released: retried.right.released.length, parked: retried.right.parked })
}
