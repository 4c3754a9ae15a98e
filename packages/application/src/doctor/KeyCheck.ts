/** Whether each key is there and opens a sealed part of its owner. A key that was destroyed is an erasure, no fault. */

import type { RecordedEvent } from '@jejak/core'
import type { KeyOwner } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { Home } from '../home/Home.js'
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
  readonly #home: Home
  readonly #missing = new Owners()
  readonly #wrong = new Owners()
  readonly #seen = new Set<KeyOwner>()
  #fault: string | null = null
  /** How many owners were looked at. */
  owners = 0

  constructor(home: Home) {
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

  /** Looks at the keys of some owners, each with a sealed event of his. */
  async take(sealed: ReadonlyMap<KeyOwner, RecordedEvent>): Promise<void> {
    const owners = [...sealed.keys()].filter((owner) => !this.#seen.has(owner))
    if (owners.length === 0 || this.#fault !== null) return
    this.owners += owners.length
    // Only agencies come in several partitions.
    for (const owner of owners) if (owner.startsWith('agency-')) this.#seen.add(owner)
    const standing = await this.#home.keys.get(owners)()
    if (E.isLeft(standing)) {
      this.#fault = standing.left.reason
      return
    }
    const unwrapped = await this.#unwrapped(owners.filter((owner) => standing.right.has(owner)))
    for (const owner of owners) {
      const event = sealed.get(owner)
      if (event === undefined) continue
      if (!standing.right.has(owner)) this.#missing.add(owner)
      else if (unwrapped.has(owner)) this.#wrong.add(owner)
      else {
        const opened = this.#home.vault.open(event)
        if (E.isLeft(opened) && opened.left.tag !== 'Erased') this.#wrong.add(owner)
      }
    }
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
    ]
  }
}
