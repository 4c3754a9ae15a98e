/**
 * Whether each key is there and opens a sealed part of its owner. A key that was destroyed is
 * an erasure only where the log says so (`PersonErased`); and a person of whom the log says so
 * has no key any more.
 */
import type { RecordedEvent, StreamName } from '@jejak/core'
import { type KeyOwner, type StoredKey, saysErased } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, problem } from './Finding.js'

/** How many owners a finding names. */
const NAMED = 5

class Owners {
  #count = 0
  readonly #first: KeyOwner[] = []

  add(owner: KeyOwner): void {
    this.#count++
    if (this.#first.length < NAMED) this.#first.push(owner)
  }

  finding(code: string, one: string, many: string, advice: string): ReadonlyArray<Finding> {
    if (this.#count === 0) return []
    const where = `${this.#first.join(', ')}${this.#count > this.#first.length ? ', ...' : ''}`
    return [problem(`${this.#count} ${this.#count === 1 ? one : many}`, advice, { code, where })]
  }
}

export class KeyCheck {
  readonly #home: DeploymentStores
  readonly #missing = new Owners()
  readonly #wrong = new Owners()
  readonly #destroyed = new Owners()
  readonly #kept = new Owners()
  readonly #seen = new Set<KeyOwner>()
  #fault: string | null = null
  /** How many owners were looked at. */
  owners = 0

  constructor(home: DeploymentStores) {
    this.#home = home
  }

  /** Owners whose key does not even come out of its wrap, found one by one where some of many did not. */
  readonly #unwrapped = async (owners: ReadonlyArray<KeyOwner>): Promise<ReadonlySet<KeyOwner>> => {
    const closed = new Set<KeyOwner>()
    const all = await this.#home.vault.load(owners)()
    if (E.isRight(all)) return closed
    for (const owner of owners) if (E.isLeft(await this.#home.vault.load([owner])())) closed.add(owner)
    return closed
  }

  /** Whether the log says by now that a person was erased: an erasure may have come since the stream was read. */
  readonly #isErased = async (owner: KeyOwner, events: ReadonlyMap<KeyOwner, RecordedEvent>): Promise<boolean> => {
    const stream = events.get(owner)?.stream
    if (stream === undefined || stream !== owner) return false
    const read = await this.#home.events.read(stream)()
    return E.isRight(read) && read.right.some(saysErased)
  }

  /** Looks at the keys of some owners: each with a sealed event of his, or said to be erased. */
  async take(sealed: ReadonlyMap<KeyOwner, RecordedEvent>, erased: ReadonlySet<StreamName>): Promise<void> {
    const owners = [...new Set([...sealed.keys(), ...erased])].filter((owner) => !this.#seen.has(owner))
    if (owners.length === 0 || this.#fault !== null) return
    this.owners += owners.length
    // Only agencies come in several partitions.
    for (const owner of owners) if (owner.startsWith('agency-')) this.#seen.add(owner)
    const standing = await this.#home.keys.get(owners)()
    if (E.isLeft(standing)) {
      this.#fault = standing.left.reason
      return
    }
    const saidErased: ReadonlySet<KeyOwner> = erased
    const unwrapped = await this.#unwrapped(owners.filter((owner) => standing.right.has(owner)))
    for (const owner of owners) {
      const key = standing.right.get(owner)
      if (saidErased.has(owner)) this.#takeErased(owner, key)
      else if (key === undefined) this.#missing.add(owner)
      else if (key.tag === 'destroyed') {
        if (!(await this.#isErased(owner, sealed))) this.#destroyed.add(owner)
      } else if (unwrapped.has(owner) || this.#opensNot(sealed.get(owner))) this.#wrong.add(owner)
    }
  }

  /** Of an erased person nothing may open any more; without a note of it a new key could be made. */
  readonly #takeErased = (owner: KeyOwner, key: StoredKey | undefined): void => {
    if (key?.tag === 'wrapped') this.#kept.add(owner)
  }

  readonly #opensNot = (event: RecordedEvent | undefined): boolean => {
    if (event === undefined) return false
    const opened = this.#home.vault.open(event)
    return E.isLeft(opened) && opened.left.tag !== 'Erased'
  }

  findings(): ReadonlyArray<Finding> {
    if (this.#fault !== null) return [problem('the keys cannot be read', this.#fault, { code: 'keys.Unavailable' })]
    return [
      ...this.#missing.finding(
        'keys.Missing',
        'key is missing',
        'keys are missing',
        'put keys.db back from a backup; without them names stay closed',
      ),
      ...this.#wrong.finding(
        'keys.Wrong',
        'key does not open what is sealed under it',
        'keys do not open what is sealed under them',
        'put keys.db back from the backup that belongs to events.db',
      ),
      ...this.#destroyed.finding(
        'keys.Destroyed',
        'key was destroyed, and the log has no erasure of its owner',
        'keys were destroyed, and the log has no erasure of their owners',
        'put keys.db back from a backup in which they still are; without them names stay closed',
      ),
      ...this.#kept.finding(
        'keys.Kept',
        'key of an erased person is still there',
        'keys of erased people are still there',
        'put back the newest keys.db, in which they are destroyed: an older one brings back what was erased',
      ),
    ]
  }
}
