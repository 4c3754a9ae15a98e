/**
 * A cheap look at whether a server still has what its copy has: where a few streams end, picked anew at
 * every opening. What is lost within a stream, or of others, is found by reading the whole server.
 */
import type { StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Damage } from '../eventstoredb/Damage.js'
import type { EventStore, ReadError } from '../port/EventStore.js'
import type { CopyFile, StreamEnd } from './CopyFile.js'

/** Streams looked at. */
const SAMPLE = 16

const shortened = (stream: StreamName, { revision }: StreamEnd, found: string): Damage => ({
  stream,
  position: null,
  kind: 'shortened',
  reason: `its last known event was revision ${revision}, and the server ${found}`,
})

/** What is wrong with one stream; null where it goes as far as the copy, or further. */
const lookAt = async (store: EventStore, stream: StreamName, known: StreamEnd): Promise<E.Either<ReadError, Damage | null>> => {
  const ends = await store.ends([stream])()
  // What is not to be read has left a mark in the log, or is found there.
  if (E.isLeft(ends)) return ends.left.tag === 'Corrupt' ? E.right(null) : ends
  const end = ends.right.get(stream)
  if (end === undefined || end.tag === 'noStream') return E.right(shortened(stream, known, 'shows no such stream'))
  if (end.revision < known.revision) return E.right(shortened(stream, known, `ends it at ${end.revision}`))
  if (end.revision === known.revision && end.hash !== known.hash) return E.right(shortened(stream, known, 'has another one there'))
  return E.right(null)
}

/** Notes in the copy which of a few streams the server has no longer to their end. */
export const sampleEnds = async (store: EventStore, file: CopyFile): Promise<E.Either<ReadError, void>> => {
  const known = file.someEnds(SAMPLE)
  if (E.isLeft(known)) return known
  const looked = await Promise.all([...known.right].map(([stream, end]) => lookAt(store, stream, end)))
  const damages: Damage[] = []
  for (const each of looked) {
    if (E.isLeft(each)) return each
    if (each.right !== null) damages.push(each.right)
  }
  return damages.length === 0 ? E.right(undefined) : file.noteDamage(damages)
}
