/** Every stream, event by event: its chain of hashes, whether this program reads it, and whether its keys are there. */

import type { Home } from '@jejak/application'
import { PARTITIONS, type RecordedEvent, toEntry } from '@jejak/core'
import { type KeyOwner, ownerOf, verifyChain } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { type Finding, ok, problem } from './Finding.js'

/** How many streams a finding names. */
const NAMED = 5

/** Streams with a trouble, counted, the first few named. */
class Trouble {
  #count = 0
  readonly #first: string[] = []

  add(stream: string): void {
    this.#count++
    if (this.#first.length < NAMED) this.#first.push(stream)
  }

  /** @param one what one of them does; `many` what several do */
  finding(one: string, many: string, advice: string): ReadonlyArray<Finding> {
    if (this.#count === 0) return []
    const more = this.#count > this.#first.length ? ', ...' : ''
    return [problem(`${this.#count} ${this.#count === 1 ? one : many}: ${this.#first.join(', ')}${more}`, advice)]
  }
}

export const checkChains = async (home: Home, onProgress: (done: number, total: number) => void): Promise<ReadonlyArray<Finding>> => {
  const head = await home.events.head()()
  if (E.isLeft(head)) return [problem('the log cannot be read', head.left.reason)]
  const altered = new Trouble()
  const unreadable = new Trouble()
  const keyless = new Trouble()
  const failed: Finding[] = []
  let streams = 0
  let events = 0

  const checkStream = (stream: ReadonlyArray<RecordedEvent>, owners: Set<KeyOwner>): void => {
    const [first] = stream
    if (first === undefined) return
    streams++
    events += stream.length
    if (E.isLeft(verifyChain(stream))) altered.add(first.stream)
    if (stream.some((event) => E.isLeft(toEntry(event)))) unreadable.add(first.stream)
    for (const event of stream) if (event.sealed !== null) owners.add(ownerOf(event.stream, event.meta.agency))
  }

  for (let partition = 0; partition < PARTITIONS; partition++) {
    const owners = new Set<KeyOwner>()
    let stream: RecordedEvent[] = []
    for await (const page of home.events.readPartition(partition, head.right)) {
      if (E.isLeft(page)) {
        failed.push(problem(`partition ${partition} cannot be read`, page.left.reason))
        break
      }
      for (const event of page.right) {
        if (stream[0] !== undefined && stream[0].stream !== event.stream) {
          checkStream(stream, owners)
          stream = []
        }
        stream.push(event)
      }
    }
    checkStream(stream, owners)
    const keys = await home.keys.get([...owners])()
    if (E.isLeft(keys)) failed.push(problem('the keys cannot be read', keys.left.reason))
    else for (const owner of owners) if (!keys.right.has(owner)) keyless.add(owner)
    onProgress(partition + 1, PARTITIONS)
    await new Promise((resolve) => setImmediate(resolve))
  }

  const troubles = [
    ...failed,
    ...altered.finding(
      'stream does not follow from its hashes',
      'streams do not follow from their hashes',
      'an event was altered, removed or inserted; restore events.db from a backup',
    ),
    ...unreadable.finding(
      'stream holds an event this version cannot read',
      'streams hold an event this version cannot read',
      'use the version that wrote it',
    ),
    ...keyless.finding('key is missing', 'keys are missing', 'restore keys.db from a backup; without them names stay closed'),
  ]
  return troubles.length > 0 ? troubles : [ok(`${events} events in ${streams} streams follow from their hashes, and every key is there`)]
}
