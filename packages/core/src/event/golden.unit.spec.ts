import { readdirSync, readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { Instant } from '../date/Instant.js'
import { FACTS, isFactType } from '../fact/Fact.js'
import { EventId, LogPosition, StreamName } from '../identity/ids.js'
import { isOfDeployment } from '../identity/streams.js'
import { DEPLOYMENT_EVENTS, readDeploymentEvent } from './DeploymentEvent.js'
import { Meta } from './Envelope.js'
import { readFact, toEntry } from './registry.js'

/**
 * Events as stores hold them, one of every type in every schema ever written. A
 * file is added with each new schema; what stands here is never edited, since
 * stores that hold such events are never rewritten.
 */
const Stored = t.array(
  t.type({
    stream: StreamName,
    revision: t.number,
    position: LogPosition,
    id: EventId,
    type: t.string,
    schema: t.number,
    data: t.UnknownRecord,
    sealed: t.null,
    meta: Meta,
  }),
)

const folder = new URL('./golden/', import.meta.url)
const corpus = readdirSync(folder).flatMap((name) => {
  const stored = Stored.decode(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
  return E.isRight(stored) ? stored.right : expect.fail(`${name} is no corpus`)
})

describe('the corpus of stored events', () => {
  it('has every type in every schema', () => {
    const there = new Set(corpus.map(({ type, schema }) => `${type} ${schema}`))
    // Facts of others are stored under types of their own; each extension keeps a corpus of them.
    const { Other: _, ...own } = FACTS
    const wanted = [...Object.entries(own), ...Object.entries(DEPLOYMENT_EVENTS)].flatMap(([type, { schema }]) =>
      Array.from({ length: schema }, (_, i) => `${type} ${i + 1}`),
    )
    expect([...wanted, 'Corrected 1', 'Annulled 1'].filter((name) => !there.has(name))).toEqual([])
  })

  it.each(corpus.filter(({ stream }) => !isOfDeployment(stream)).map((event) => [`${event.type} ${event.schema}`, event] as const))(
    'reads %s',
    (_, event) => {
      const entry = toEntry(event)
      if (E.isLeft(entry)) expect.fail(JSON.stringify(entry.left))
      expect(Instant.is(entry.right.recordedAt)).toBe(true)
      const { says } = entry.right
      // In its present schema an event says just what is stored.
      if (isFactType(event.type) && event.schema === FACTS[event.type].schema)
        expect(says).toEqual({ kind: 'fact', effectiveOn: event.meta.effectiveOn ?? null, fact: { type: event.type, data: event.data } })
      else if (says.kind === 'corrected') expect(E.isRight(readFact(says.fact.type, 1, { ...says.fact.data }))).toBe(true)
    },
  )

  it('reads what a log says of its deployment, which is no fact of anybody', () => {
    const events = corpus.filter(({ stream }) => isOfDeployment(stream))
    expect(events).not.toEqual([])
    for (const event of events) {
      expect(readDeploymentEvent(event)).toEqual(E.right({ type: event.type, data: event.data }))
      expect(E.isLeft(toEntry(event))).toBe(true)
    }
  })
})
