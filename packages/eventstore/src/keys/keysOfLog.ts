/**
 * Whether keys and log belong together. All ids of people and rows are made under
 * the lookup key: under another one an import would find nobody it knows, and record
 * everybody a second time. So a fingerprint of the key stands in the log.
 */
import {
  careerOf,
  EmployeeNumber,
  LOG_START,
  type RecordedEvent,
  readDeploymentEvent,
  type SealedDraft,
  type StreamName,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { deploymentDraft } from '../deployment/deploymentDraft.js'
import type { EventStore, ReadError } from '../port/EventStore.js'
import { ownerOf } from '../streams.js'
import { unsafeBrand } from '../unsafe.js'
import type { KeyStoreError } from './KeyStore.js'
import type { Vault } from './Vault.js'
import { type KeyUnusable, keyUnusable } from './VaultError.js'

/** Where the fingerprint stands: a stream of the deployment, on which no career and no agency waits. */
export const KEYS_STREAM: StreamName = unsafeBrand('deployment-keys')

/**
 * What was seen: the fingerprint is this key's (`recorded`); there is none, but a
 * number of the log was opened and makes the id of its stream (`fits`); or the log
 * holds nothing to hold the key against (`untold`).
 */
export type KeysSeen = 'recorded' | 'fits' | 'untold'

/** Sealed numbers that are opened at most where there is no fingerprint: one that fits is enough. */
const LOOKS = 64
const PAGE = 1_000

const foreign = keyUnusable(
  'the keys are not those of this log: put back the key store and the wrapping key (keys.db and wrapping.key, or what JEJAK_KEYS and JEJAK_WRAPPING_KEY name) that were used with these events; nothing was recorded',
)

const fingerprintOf = (vault: Pick<Vault, 'digest'>): string => vault.digest('fingerprint of the lookup key')

/** The event that says under which key a log is written; the same for every process with that key. */
export const lookupKeyRecorded = (vault: Pick<Vault, 'digest' | 'eventId'>): SealedDraft =>
  deploymentDraft('LookupKeyRecorded', vault.eventId('deployment', 'lookup key'), { fingerprint: fingerprintOf(vault) })

type Log = Pick<EventStore, 'read' | 'readAll'>
type KeysError = ReadError | KeyStoreError | KeyUnusable

/** Holds the key against the fingerprint; `null` where the log has none. */
const byFingerprint = async (events: Log, vault: Pick<Vault, 'digest'>): Promise<E.Either<KeysError, KeysSeen | null>> => {
  const found = await events.read(KEYS_STREAM)()
  if (E.isLeft(found)) return found
  for (const event of found.right) {
    const read = readDeploymentEvent(event)
    // What a newer program says of a deployment is not this one's to judge.
    if (E.isLeft(read) || read.right.type !== 'LookupKeyRecorded') continue
    return read.right.data.fingerprint === fingerprintOf(vault) ? E.right('recorded') : E.left(foreign)
  }
  return E.right(null)
}

/** Holds the key against a fingerprint of the log, if there is one: one short read, for those who only read. */
export const checkFingerprint =
  (events: Log, vault: Pick<Vault, 'digest'>): TaskEither<KeysError, void> =>
  async () =>
    E.map(() => undefined)(await byFingerprint(events, vault))

const numberIn = (vault: Pick<Vault, 'open'>, event: RecordedEvent): EmployeeNumber | 'erased' | null => {
  const opened = vault.open(event)
  if (E.isLeft(opened)) return opened.left.tag === 'Erased' ? 'erased' : null
  const number = opened.right?.personal?.['number']
  return EmployeeNumber.is(number) ? number : null
}

/** Opens numbers from the beginning of the log until one makes the id of its stream. */
const byNumber = async (events: Log, vault: Pick<Vault, 'load' | 'open' | 'careerId'>): Promise<E.Either<KeysError, KeysSeen>> => {
  let closed = 0
  for await (const page of events.readAll(LOG_START, { pageSize: PAGE })) {
    if (E.isLeft(page)) return page
    const sealed = page.right.filter(({ type, sealed: part, stream }) => type === 'Appointed' && part !== null && careerOf(stream) !== null)
    for (let from = 0; from < sealed.length; from += LOOKS) {
      const some = sealed.slice(from, from + LOOKS)
      const loaded = await vault.load(some.map(({ stream, meta }) => ownerOf(stream, meta.agency)))()
      if (E.isLeft(loaded)) return loaded
      for (const event of some) {
        const number = numberIn(vault, event)
        if (number === 'erased') continue
        if (number !== null && vault.careerId(number) === careerOf(event.stream)) return E.right('fits')
        closed += 1
        if (closed === LOOKS) return E.left(foreign)
      }
    }
  }
  return closed === 0 ? E.right('untold') : E.left(foreign)
}

/**
 * Sees whether the keys are those of the log, before something is recorded under
 * them. Costs one short read where the log has a fingerprint; where it has none, the
 * log is read from its beginning up to the first sealed number that opens.
 */
export const keysOfLog =
  (events: Log, vault: Pick<Vault, 'digest' | 'load' | 'open' | 'careerId'>): TaskEither<KeysError, KeysSeen> =>
  async () => {
    const told = await byFingerprint(events, vault)
    if (E.isLeft(told)) return told
    return told.right === null ? byNumber(events, vault) : E.right(told.right)
  }
