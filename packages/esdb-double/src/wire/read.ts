/** `Read`: reads and subscriptions, of a stream and of `$all`. */
import type { handleServerStreamingCall } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import { type Filter, filterOf } from '../log/filter.js'
import type { Recorded } from '../log/Recorded.js'
import { type From, fromOf, HANDLER_FAILED, indexOf, type Position, type ReadError, readAll, readStream } from '../log/read.js'
import { allSource, filteredSource, type Start } from './allSource.js'
import { type Failure, handlerFailed, invalid, notInTheDouble, readFailed, streamDeleted } from './Failure.js'
import { feed, type Source } from './Feed.js'
import { streams } from './generated.js'
import { attempt, type Node } from './Node.js'
import { confirmationFrame, eventFrame, notFoundFrame, type Outlet, outletOf } from './Outlet.js'
import { nameOf } from './proposed.js'
import { streamSource } from './streamSource.js'

type Options = streams.ReadReq.Options

/** How many events a filter considers at a time where the request does not say. */
const DEFAULT_WINDOW = 32

const streamFrom = (options: streams.ReadReq.Options.StreamOptions): From<bigint> => {
  if (options.hasStart()) return 'start'
  if (!options.hasRevision()) return 'end'
  const revision = BigInt(options.getRevision())
  return fromOf(revision, revision)
}

const allFrom = (options: streams.ReadReq.Options.AllOptions): From<Position> => {
  const position = options.getPosition()
  if (options.hasStart()) return 'start'
  if (position === undefined) return 'end'
  const commit = BigInt(position.getCommitPosition())
  return fromOf(commit, { commit, prepare: BigInt(position.getPreparePosition()) })
}

/** The filter of a request; `null` in it where there is none, `null` alone where its expression is none. */
const filterIn = (options: Options): { readonly filter: Filter | null } | null => {
  const asked = options.getFilter()
  if (asked === undefined) return { filter: null }
  const expression = asked.getStreamIdentifier() ?? asked.getEventType()
  const filter = filterOf({
    on: asked.hasStreamIdentifier() ? 'stream' : 'type',
    prefixes: expression?.getPrefixList() ?? [],
    regex: expression?.getRegex() ?? '',
  })
  return filter === null ? null : { filter }
}

type Events = E.Either<ReadError, ReadonlyArray<Recorded>>

const sendAll = async (outlet: Outlet, name: string, events: Events): Promise<void> => {
  if (E.isLeft(events)) {
    if (events.left.tag !== 'NotFound') return outlet.fail(readFailed(name, events.left))
    await outlet.send(notFoundFrame(name))
  } else {
    for (const event of events.right) {
      if (!outlet.isOpen()) return
      await outlet.send(eventFrame(event))
    }
  }
  outlet.end()
}

const readOnce = (node: Node, options: Options): Events => {
  const { log } = node.store
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS
  const count = BigInt(options.getCount())
  const stream = options.getStream()
  if (stream !== undefined) return readStream(log, nameOf(stream.getStreamIdentifier()), { from: streamFrom(stream), backwards, count })
  const all = options.getAll()
  const filter = filterIn(options)
  if (all === undefined || filter === null) return E.left({ tag: 'Refused', details: HANDLER_FAILED })
  return readAll(log, { from: allFrom(all), backwards, count }, filter.filter, node.profile)
}

/** Where a subscription to `$all` starts, or `null` between two events. */
const startOf = ({ store: { log } }: Node, from: From<Position>): Start | null => {
  if (from === 'start') return { index: 0, position: 0n, given: false }
  if (from === 'end') return { index: log.all.length, position: log.end(), given: false }
  const index = indexOf(log, from.at.commit)
  return index === null ? null : { index, position: from.at.commit, given: index < log.all.length && from.at.commit !== 0n }
}

/** What a subscription reads, or how it fails, and whether it is confirmed before that. */
type Opened = E.Either<{ readonly failure: Failure; readonly confirmed: boolean }, Source>

const refuse = (failure: Failure, confirmed = false): Opened => E.left({ failure, confirmed })

const openStream = ({ store: { log }, profile }: Node, options: streams.ReadReq.Options.StreamOptions): Opened => {
  const name = nameOf(options.getStreamIdentifier())
  if (name === '') return refuse(handlerFailed)
  if (log.stream(name).tombstoned) return refuse(streamDeleted(name))
  return E.right(streamSource(log, name, streamFrom(options), profile))
}

const openAll = (node: Node, all: streams.ReadReq.Options.AllOptions, options: Options): Opened => {
  const { store, profile } = node
  const filter = filterIn(options)
  const asked = options.getFilter()
  const multiplier = asked?.getCheckpointintervalmultiplier() ?? 1
  if (filter === null || multiplier === 0) return refuse(handlerFailed)
  const start = startOf(node, allFrom(all))
  if (start === null)
    return profile.confirmsInvalidPosition ? refuse(invalid('Trying to read from an invalid position.'), true) : refuse(handlerFailed)
  if (filter.filter === null) return E.right(allSource(store.log, start, profile))
  const window = asked?.hasMax() === true ? asked.getMax() : DEFAULT_WINDOW
  return E.right(filteredSource(store.log, start, filter.filter, { window, interval: window * multiplier }, profile))
}

const subscribe = async (node: Node, options: Options, outlet: Outlet): Promise<void> => {
  const stream = options.getStream()
  const all = options.getAll()
  const opened = stream !== undefined ? openStream(node, stream) : all !== undefined ? openAll(node, all, options) : refuse(handlerFailed)
  if (E.isRight(opened)) return feed(node, outlet, opened.right)
  if (opened.left.confirmed) await outlet.send(confirmationFrame(''))
  outlet.fail(opened.left.failure)
}

export const readCall =
  (node: Node): handleServerStreamingCall<streams.ReadReq, streams.ReadResp> =>
  (call) => {
    const outlet = outletOf(call)
    const options = call.request.getOptions()
    const identifier = options?.getStream()?.getStreamIdentifier()
    if (options === undefined) return outlet.fail(handlerFailed)
    const denied = node.admit(call.metadata, options.hasStream() ? { tag: 'stream', name: nameOf(identifier) } : { tag: 'all' })
    if (denied !== null) return outlet.fail(denied)
    // The server never answers a read of nothing of $all.
    if (options.hasAll() && !options.hasSubscription() && options.getCount() === '0') return
    if (options.getResolveLinks()) return outlet.fail(notInTheDouble('resolving links'))
    if (options.hasSubscription())
      void attempt(
        node,
        'read',
        () => undefined,
        () => void subscribe(node, options, outlet),
        outlet.fail,
      )
    else
      void attempt(
        node,
        'read',
        () => readOnce(node, options),
        (events) => void sendAll(outlet, nameOf(identifier), events),
        outlet.fail,
      )
  }
