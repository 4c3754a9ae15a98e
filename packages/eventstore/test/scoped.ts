/**
 * A part of a server's log as a whole log of its own: streams get a prefix on the
 * wire, and all others are strangers. So cases share one server, be it the double or a
 * real one that cannot be emptied.
 */
import { STREAM_KINDS, type StreamName } from '@jejak/core'
import type { Driver, FoundEvent } from '../src/eventstoredb/Driver.js'
import { unsafeBrand } from '../src/unsafe.js'

const PLAIN = new RegExp(`^(?:\\$\\$)?(?:${STREAM_KINDS.join('|')})-`)

export const scoped = (driver: Driver, prefix: string): Driver => {
  const outside = (stream: StreamName): StreamName => unsafeBrand(`${prefix}${stream}`)
  const outsideAll = (prefixes: ReadonlyArray<string>): ReadonlyArray<string> =>
    prefixes.map((each) => (each.startsWith('$$') ? `$$${prefix}${each.slice(2)}` : `${prefix}${each}`))
  const inside = (event: FoundEvent): FoundEvent => {
    if (event.stream.startsWith(prefix)) return { ...event, stream: event.stream.slice(prefix.length) }
    if (event.stream.startsWith(`$$${prefix}`)) return { ...event, stream: `$$${event.stream.slice(prefix.length + 2)}` }
    return PLAIN.test(event.stream) ? { ...event, stream: `other-${event.stream}` } : event
  }
  return {
    ...driver,
    append: (stream, expected, events, options) => driver.append(outside(stream), expected, events, options),
    readStream: async (stream, options, signal) => (await driver.readStream(outside(stream), options, signal)).map(inside),
    readAll: async (options, signal) => (await driver.readAll({ ...options, prefixes: outsideAll(options.prefixes) }, signal)).map(inside),
    readFiltered: async (options, signal) => {
      const found = await driver.readFiltered({ ...options, prefixes: outsideAll(options.prefixes) }, signal)
      return { ...found, events: found.events.map(inside) }
    },
    listen: (prefixes, hearing) => driver.listen(outsideAll(prefixes), hearing),
  }
}
