/** Where planned events go: into the store, or, in a dry run, into the copy of the index alone. */
import { type Encoded, type EventDraft, encode, type LogPosition, type SealedDraft, type StreamName } from '@jejak/core'
import { type AppendError, type AppendRequest, type EventStore, type Expected, noStream, type Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { Foldable } from '../index/foldEvent.js'
import type { RowIndex } from '../index/RowIndex.js'
import type { DecidedHere, Wanted } from '../judge/decided.js'
import type { Planned } from '../judge/drafts.js'
import type { Shut } from '../judge/Person.js'
import { unsafeBrand } from '../unsafe.js'
import { Failure } from './Failure.js'
import { readDecided } from './readDecided.js'

/** Streams to which nothing was written, since somebody else had written or their key cannot be used; and the owners of such keys. */
interface Refused {
  readonly streams: ReadonlySet<StreamName>
  readonly shut: ReadonlyMap<string, Shut>
  /** Streams that are damaged in the store, and how: nothing can be added to them, whatever is tried. */
  readonly damaged: ReadonlyMap<StreamName, string>
}

export interface Sink {
  /** Brings the index up to all that is written by now. */
  readonly catchUp: () => Promise<void>
  /** Where streams end; to be asked before `catchUp`, so that the index is never behind what the answer promises. */
  readonly ends: (streams: ReadonlySet<StreamName>) => Promise<ReadonlyMap<StreamName, Expected>>
  /** Loads keys, making none; names the owners whose key cannot be used. */
  readonly shut: (owners: ReadonlySet<StreamName>) => Promise<ReadonlyMap<string, Shut>>
  /** Reads what commands decided or corrected. */
  readonly decided: (wanted: ReadonlyArray<Wanted>) => Promise<DecidedHere>
  /** Writes; streams in the order given, each all or nothing. `ends` is brought up to what was written. */
  readonly write: (planned: ReadonlyArray<Planned>, ends: Map<StreamName, Expected>) => Promise<Refused>
}

const NONE: Refused = { streams: new Set(), shut: new Map(), damaged: new Map() }
const TRIES = 6
/** Milliseconds after which nothing is sent again: a store that waits for a server by itself has then waited long enough. */
const LONGEST = 25_000
const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

const byStream = <A extends Planned>(planned: ReadonlyArray<A>): ReadonlyMap<StreamName, ReadonlyArray<A>> => {
  const streams = new Map<StreamName, A[]>()
  for (const each of planned) {
    const present = streams.get(each.stream)
    if (present === undefined) streams.set(each.stream, [each])
    else present.push(each)
  }
  return streams
}

/** A request that stands, and the position of its last event. */
interface Written {
  readonly request: AppendRequest
  readonly last: LogPosition
}

/**
 * Brings the index up to what was just written without reading it back, if its
 * positions fill the log from where the index ends without a gap: then nobody else
 * wrote in between, and no request is one of an earlier try. Else `catchUp` reads it.
 */
const foldWritten = (index: RowIndex, from: LogPosition, written: ReadonlyArray<Written>): void => {
  const events: Foldable[] = []
  let position = from
  for (const { request, last } of [...written].sort((a, b) => a.last - b.last)) {
    if (last !== position + request.drafts.length) return
    for (const draft of request.drafts) events.push({ ...draft, stream: request.stream })
    position = last
  }
  index.follow(from, events, position)
}

/** `ownerOf` says whose key seals what this agency writes into a stream. */
export const storeSink = (
  events: EventStore,
  vault: Vault,
  index: RowIndex,
  ownerOf: (stream: StreamName) => string,
  alive: () => void,
): Sink => {
  const keys = async (ask: ReturnType<Vault['ensure']>): Promise<ReadonlyMap<string, Shut>> => {
    const answer = await ask()
    if (E.isLeft(answer)) throw new Failure({ tag: 'KeysFailed', reason: answer.left.reason })
    const { destroyed, damaged } = answer.right
    return new Map<string, Shut>([
      ...[...destroyed].map((owner) => [owner, 'erased'] as const),
      ...[...damaged].map((owner) => [owner, 'damaged'] as const),
    ])
  }

  /** Sends until every request has an answer that is more than "not now"; the same ids again are the same events. */
  const send = async (
    requests: ReadonlyArray<AppendRequest>,
    ends: Map<StreamName, Expected>,
  ): Promise<Pick<Refused, 'streams' | 'damaged'>> => {
    const conflicts = new Set<StreamName>()
    const damaged = new Map<StreamName, string>()
    const written: Written[] = []
    const from = index.position()
    const begun = performance.now()
    let open = requests
    for (let tries = 1; open.length > 0; tries++) {
      const results = await events.appendMany(open)()
      const again: AppendRequest[] = []
      let last: AppendError | null = null
      open.forEach((request, place) => {
        const result = results[place]
        if (result === undefined) again.push(request)
        else if (E.isRight(result)) {
          ends.set(request.stream, { tag: 'at', revision: result.right.revision, hash: result.right.hash })
          written.push({ request, last: result.right.position })
        } else if (result.left.tag === 'Conflict') conflicts.add(request.stream)
        else if (result.left.tag === 'Corrupt' && result.left.stream === request.stream) damaged.set(request.stream, result.left.reason)
        else {
          again.push(request)
          last = result.left
        }
      })
      if (again.length > 0 && (tries === TRIES || performance.now() - begun > LONGEST || (last !== null && isFinal(last))))
        throw new Failure(failureOf(last))
      open = again
      if (open.length > 0) await wait(25 * 2 ** tries)
    }
    foldWritten(index, from, written)
    return { streams: conflicts, damaged }
  }

  return {
    catchUp: async () => {
      const error = await index.catchUp(events, alive)
      if (error !== null) throw new Failure({ tag: 'StoreFailed', reason: error.reason })
    },
    ends: async (streams) => {
      const ends = await events.ends([...streams])()
      if (E.isLeft(ends)) throw new Failure({ tag: 'StoreFailed', reason: ends.left.reason })
      return ends.right
    },
    decided: (wanted) => readDecided(events, vault, ownerOf, wanted),
    shut: (owners) => (owners.size === 0 ? Promise.resolve(new Map<string, Shut>()) : keys(vault.load([...owners]))),
    write: async (planned, ends) => {
      const encoded = planned.map((each) => ({ ...each, encoded: encode(each.draft) }))
      const owners = new Set(encoded.filter((each) => each.encoded.toSeal !== null).map((each) => ownerOf(each.stream)))
      const closed = new Map<string, Shut>(owners.size === 0 ? [] : await keys(vault.ensure([...owners])))
      for (const [owner, why] of closed)
        if (why === 'damaged' && !owner.startsWith('career-'))
          throw new Failure({
            tag: 'KeysFailed',
            reason: `the key of ${owner} does not open: put back a key store (keys.db) in which it does`,
          })
      const requests: AppendRequest[] = []
      const refused = new Set<StreamName>()
      for (const [stream, drafts] of byStream(encoded)) {
        const sealed: SealedDraft[] = []
        for (const { draft, encoded: each } of drafts) {
          const done = vault.seal(stream, draft.id, each)
          if (E.isRight(done)) sealed.push(done.right)
          else if (done.left.tag === 'Erased') closed.set(ownerOf(stream), 'erased')
          else throw new Failure({ tag: 'KeysFailed', reason: 'a key that was just made cannot be used; check the key store' })
        }
        if (closed.has(ownerOf(stream)) || !isNonEmpty(sealed)) refused.add(stream)
        else requests.push({ stream, expected: ends.get(stream) ?? noStream, drafts: unsafeBrand<AppendRequest['drafts']>(sealed) })
      }
      const sent = await send(requests, ends)
      for (const stream of [...sent.streams, ...sent.damaged.keys()]) refused.add(stream)
      return { streams: refused, shut: closed, damaged: sent.damaged }
    },
  }
}

const isFinal = ({ tag }: AppendError): boolean => tag === 'TooLarge' || tag === 'Corrupt'

const failureOf = (error: AppendError | null): Failure['error'] => {
  if (error === null) return { tag: 'StoreFailed', reason: 'the event store does not answer; run the import again' }
  switch (error.tag) {
    case 'TooLarge':
      return {
        tag: 'StoreFailed',
        reason: `an event of ${error.stream} has ${error.bytes} bytes, more than the store takes (${error.limit}): ${error.event ?? 'unknown'}; shorten the longest text of its row`,
      }
    case 'Conflict':
      return { tag: 'StoreFailed', reason: 'others keep writing to the same stream; run the import again' }
    default:
      return { tag: 'StoreFailed', reason: error.reason }
  }
}

/** Gives the same answers as the store would, and writes nothing but the copy of the index. */
export const drySink = (events: EventStore, vault: Vault, index: RowIndex): Sink => {
  const real = storeSink(
    events,
    vault,
    index,
    (stream) => stream,
    () => undefined,
  )
  return {
    catchUp: () => Promise.resolve(),
    ends: () => Promise.resolve(new Map()),
    shut: real.shut,
    decided: real.decided,
    write: (planned) => {
      index.pretend(planned.map(({ stream, draft }) => foldable(stream, draft)))
      return Promise.resolve(NONE)
    },
  }
}

const foldable = (stream: StreamName, draft: EventDraft): Foldable => {
  const { type, schema, data, meta }: Encoded = encode(draft)
  return { stream, id: draft.id, type, schema, data, meta }
}
