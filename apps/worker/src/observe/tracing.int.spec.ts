/** Spans as an SDK in the process receives them. */
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, openWatched, type Watched } from '../../test/watched.js'

const exporter = new InMemorySpanExporter()
let watched: Watched
let events = 0

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  watched = await openWatched()
  await must(watched.home.readModels.catchUp())
  events = await watched.receive()
  await must(watched.home.readModels.catchUp())
  await must(watched.home.readModels.rebuild())
  // As a thread beside says it: where there are few events, none is started.
  watched.operations.instruments.onThreadPart({ generation: 3, partition: 5, documents: 2, since: Date.now() - 40 })
})
afterAll(async () => {
  await watched.close()
  trace.disable()
})

const named = (name: string) => exporter.getFinishedSpans().filter((span) => span.name === name)
const sum = (name: string, attribute: string): number =>
  named(name).reduce((total, { attributes }) => total + Number(attributes[attribute] ?? 0), 0)

describe('spans', () => {
  it('are one for each batch, never for an event', () => {
    const all = exporter.getFinishedSpans()
    expect(new Set(all.map(({ name }) => name))).toEqual(
      new Set(['jejak append batch', 'jejak dispatch page', 'jejak drain batch', 'jejak rebuild', 'jejak rebuild part']),
    )
    // Two generations of 64 parts, and the one of a thread; everything else together is far less than the events.
    expect(named('jejak rebuild part')).toHaveLength(129)
    expect(all.length - 129).toBeLessThan(events / 5)
  })

  it('tell how much each did', async () => {
    const head = await must(watched.home.events.head())
    expect(sum('jejak append batch', 'jejak.events')).toBe(head)
    expect(sum('jejak drain batch', 'jejak.documents')).toBeGreaterThanOrEqual(30)
    expect(sum('jejak dispatch page', 'jejak.streams')).toBeGreaterThanOrEqual(30)
    expect(named('jejak rebuild part').at(-1)?.attributes).toEqual({
      'jejak.generation': 3,
      'jejak.partition': 5,
      'jejak.documents': 2,
    })
    expect(await watched.metric('jejak_rebuilt_parts_total')).toBe(129)
    expect(named('jejak rebuild').map(({ attributes }) => attributes['jejak.generation'])).toHaveLength(2)
  })

  it('end after they begin, and hold no text but names of their own', () => {
    for (const { startTime, endTime, attributes, name } of exporter.getFinishedSpans()) {
      expect([name, endTime[0] > startTime[0] || (endTime[0] === startTime[0] && endTime[1] >= startTime[1])]).toEqual([name, true])
      for (const value of Object.values(attributes)) expect(typeof value).toBe('number')
    }
  })
})
