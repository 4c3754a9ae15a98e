/** Reads what commands decided or corrected: the index knows that somebody did, and the log what. */
import { type EventId, type RecordedEvent, type StreamName, toEntry } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import type { Decided, DecidedHere, Wanted } from '../judge/decided.js'
import { Failure } from './Failure.js'

const decidedBy = (event: RecordedEvent, vault: Vault): O.Option<Decided> =>
  pipe(
    O.Do,
    O.bind('entry', () => O.fromEither(toEntry(event))),
    O.bind('opened', () => O.fromEither(vault.open(event))),
    O.chain(({ entry: { says }, opened }) =>
      says.kind === 'annulled' ? O.none : O.some({ fact: says.fact, effectiveOn: says.effectiveOn, personal: opened?.personal ?? null }),
    ),
  )

/** Each stream is read once; few rows meet a decision of this agency's own. */
export const readDecided = async (
  events: EventStore,
  vault: Vault,
  ownerOf: (stream: StreamName) => string,
  wanted: ReadonlyArray<Wanted>,
): Promise<DecidedHere> => {
  const found = new Map<EventId, Decided | null>(wanted.map(({ entry }) => [entry, null]))
  for (const stream of new Set(wanted.map((each) => each.stream))) {
    const loaded = await vault.load([ownerOf(stream)])()
    if (E.isLeft(loaded)) throw new Failure({ tag: 'KeysFailed', reason: loaded.left.reason })
    const read = await events.read(stream)()
    if (E.isLeft(read)) throw new Failure({ tag: 'StoreFailed', reason: read.left.reason })
    for (const event of read.right) if (found.has(event.id)) found.set(event.id, O.toNullable(decidedBy(event, vault)))
  }
  return found
}
