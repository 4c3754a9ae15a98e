/** A process that appends one event at a time to random careers at a steady rate. Arguments: folder, rate, seconds, people. */
import { join } from 'node:path'
import { careerStream } from '@jejak/core'
import { type Expected, openSqliteEventStore } from '@jejak/eventstore'
import { syntheticCareer, syntheticEvent } from '../syntheticLog.js'
import { type Moment, must, now, sayLast } from './words.js'

const [, , dir = '', rate = '', seconds = '', people = ''] = process.argv
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
const ends = new Map<number, Expected>()
const inFlight = new Set<number>()
const appended: Moment[] = []

const append = async (person: number): Promise<void> => {
  const stream = careerStream(syntheticCareer(person))
  const known = ends.get(person) ?? must(await events.ends([stream])()).get(stream)
  if (known === undefined) return
  const made = must(await events.append(stream, known, [syntheticEvent(person, 3 + Math.floor(Math.random() * 45))])())
  appended.push({ position: made.position, at: now() })
  ends.set(person, { tag: 'at', revision: made.revision, hash: made.hash })
}

const all = Number(rate) * Number(seconds)
const started = performance.now()
for (let sent = 0; sent < all; ) {
  const due = Math.min(all, ((performance.now() - started) / 1000) * Number(rate))
  for (; sent < due; sent++) {
    const person = Math.floor(Math.random() * Number(people))
    // One append a stream at a time: the expectation is exact.
    if (inFlight.has(person)) continue
    inFlight.add(person)
    void append(person).finally(() => inFlight.delete(person))
  }
  await pause()
}
while (inFlight.size > 0) await pause()
await events.close()
await sayLast(appended)
