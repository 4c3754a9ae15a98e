/** The two verbs of an application: `transact` decides and appends, `query` looks. */
import { type Encoded, type EventDraft, type EventId, encode, type SealedDraft, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { KeyStoreError } from '../keys/KeyStore.js'
import type { Closed, Vault } from '../keys/Vault.js'
import type { AppendError, Appended, EventStore } from '../port/EventStore.js'
import { ownerOf } from '../streams.js'
import { unsafeBrand } from '../unsafe.js'
import { fold, type LoadError, type Loaded, load, nothingLoaded } from './load.js'
import type { StreamCache } from './StreamCache.js'

/** What both verbs work on. With a cache, a stream used lately is not read again. */
export interface Shell {
  readonly store: EventStore
  readonly vault: Vault
  readonly cache?: StreamCache
}

/** A pure decision on what is known of the stream: reasons against, or what to record. */
export type Decide<R> = (loaded: Loaded) => E.Either<R, NEA.NonEmptyArray<EventDraft>>

/** The decision went against; `because` is what the decider said. */
export interface Refused<R> {
  readonly tag: 'Refused'
  readonly because: R
}
/** The person whose stream it is was erased: nothing can be sealed for them. */
export interface Erased {
  readonly tag: 'Erased'
  readonly stream: StreamName
}

export type TransactError<R> = Refused<R> | Erased | LoadError | AppendError | KeyStoreError

/** Decisions taken anew before a stream that never stands still is given up with the Conflict. */
const DECISIONS = 8
/** Sendings of the same events before an ambiguous failure is given to the caller. */
const SENDINGS = 3

/** What is sent: the same bytes each time. */
type Sealed = NEA.NonEmptyArray<SealedDraft>

interface EncodedDraft {
  readonly id: EventId
  readonly encoded: Encoded
}

/** Seals with the keys at hand. */
const sealNow = (vault: Vault, stream: StreamName, drafts: NEA.NonEmptyArray<EncodedDraft>): E.Either<Closed, Sealed> => {
  const sealed: SealedDraft[] = []
  for (const { id, encoded } of drafts) {
    const done = vault.seal(stream, id, encoded)
    if (E.isLeft(done)) return done
    sealed.push(done.right)
  }
  return E.right(unsafeBrand<Sealed>(sealed))
}

/** Makes missing keys durable, before anything sealed under them is appended, and seals. */
const sealWithKeys = async (
  vault: Vault,
  stream: StreamName,
  drafts: NEA.NonEmptyArray<EncodedDraft>,
): Promise<E.Either<Closed | KeyStoreError, Sealed>> => {
  const keys = await vault.ensure(drafts.map(({ encoded: { meta } }) => ownerOf(stream, meta.agency)))()
  return E.isLeft(keys) ? keys : sealNow(vault, stream, drafts)
}

const notSealed = (stream: StreamName, error: Closed | KeyStoreError): Erased | KeyStoreError => {
  if (error.tag === 'KeysUnavailable') return error
  if (error.tag === 'KeyDamaged')
    return { tag: 'KeysUnavailable', reason: `the key of ${error.owner} does not open: put back a key store (keys.db) in which it does` }
  return error.tag === 'Erased'
    ? { tag: 'Erased', stream }
    : { tag: 'KeysUnavailable', reason: `the key of ${stream} was not at hand: try again` }
}

/**
 * What is known after an append of one event; of more, only the store knows each
 * position. Of a repeat it is not known what stands there.
 */
const afterwards = (loaded: Loaded, [draft, ...more]: Sealed, appended: Appended): E.Either<unknown, Loaded> => {
  const { stream, revision, position, recordedAt, hash, repeated } = appended
  if (more.length > 0 || repeated) return E.left(null)
  const previousHash = loaded.end.tag === 'noStream' ? null : loaded.end.hash
  return fold(loaded, [{ ...draft, stream, revision, position, meta: { ...draft.meta, recordedAt, previousHash, hash } }])
}

const keep = (cache: StreamCache, stream: StreamName, after: E.Either<unknown, Loaded>): void =>
  E.isRight(after) ? cache.set(stream, after.right) : cache.forget(stream)

/**
 * Decides on a stream and appends what was decided.
 *
 * 1. The stream is taken from the cache, or read and folded.
 * 2. `decide` is asked. What it refuses is the answer; nothing is written.
 * 3. Its drafts are encoded and sealed; missing keys are made durable first.
 * 4. They are appended with the end that was read as the exact expectation. After
 *    an ambiguous failure the same bytes are sent again.
 * 5. If the stream had moved on, what is new is read and it starts again at 2, a
 *    bounded number of times; the decider must give the same ids each time.
 *
 * No two decisions on one stream are taken on the same state and both stand;
 * nothing is promised about other streams the decider looked at.
 */
export const transact =
  <R>(shell: Shell, stream: StreamName, decide: Decide<R>): TaskEither<TransactError<R>, Appended> =>
  async () => {
    const { store, vault, cache } = shell
    const cached = cache?.get(stream)
    let loaded: E.Either<LoadError, Loaded> = cached === undefined ? await load(store, stream)() : E.right(cached)
    for (let decisions = 1; ; decisions += 1) {
      if (E.isLeft(loaded)) return loaded
      const decided = decide(loaded.right)
      if (E.isLeft(decided)) {
        // A refusal must not rest on what this process remembers: look once more.
        if (cached === undefined || decisions > 1) return E.left({ tag: 'Refused', because: decided.left })
        cache?.forget(stream)
        loaded = await load(store, stream, loaded.right)()
        continue
      }
      const drafts = NEA.map((draft: EventDraft): EncodedDraft => ({ id: draft.id, encoded: encode(draft) }))(decided.right)
      const atHand = sealNow(vault, stream, drafts)
      const isMissing = E.isLeft(atHand) && atHand.left.tag === 'KeyNotLoaded'
      const sealed = isMissing ? await sealWithKeys(vault, stream, drafts) : atHand
      if (E.isLeft(sealed)) return E.left(notSealed(stream, sealed.left))
      const append = store.append(stream, loaded.right.end, sealed.right)
      let appended = await append()
      for (let sent = 1; sent < SENDINGS && E.isLeft(appended) && appended.left.tag === 'Ambiguous'; sent += 1) appended = await append()
      if (E.isRight(appended)) {
        if (cache !== undefined) keep(cache, stream, afterwards(loaded.right, sealed.right, appended.right))
        return appended
      }
      cache?.forget(stream)
      if (appended.left.tag !== 'Conflict' || decisions >= DECISIONS) return appended
      loaded = await load(store, stream, loaded.right)()
    }
  }

/** What is known of a stream now. */
export const query = ({ store }: Pick<Shell, 'store'>, stream: StreamName): TaskEither<LoadError, Loaded> =>
  load(store, stream, nothingLoaded)
