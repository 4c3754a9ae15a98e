/** An event store that tells of its appends. */
import type { AppendError, EventStore } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { Observer } from './Signal.js'
import { inSpan, tracer } from './tracing.js'

/** A conflict is an answer, not a fault of the store. */
const isFault = ({ tag }: AppendError): boolean => tag === 'Unavailable' || tag === 'Corrupt' || tag === 'Ambiguous'

export const observeEvents =
  (observe: Observer) =>
  (store: EventStore): EventStore => {
    const tell = (results: ReadonlyArray<E.Either<AppendError, unknown>>, events: number): void => {
      const faults = results.flatMap((result) => (E.isLeft(result) && isFault(result.left) ? [result.left.tag] : []))
      observe({ tag: 'Appended', events, refused: results.filter(E.isLeft).length })
      for (const fault of new Set(faults)) observe({ tag: 'StoreFault', store: 'events', fault })
    }
    return {
      ...store,
      append: (stream, expected, drafts) =>
        inSpan({ name: 'jejak append', attributes: { 'jejak.events': drafts.length } }, async () => {
          const result = await store.append(stream, expected, drafts)()
          tell([result], E.isRight(result) ? drafts.length : 0)
          return result
        }),
      appendMany: (requests) => async () => {
        const span = tracer().startSpan('jejak append batch', { attributes: { 'jejak.appends': requests.length } })
        const results = await store.appendMany(requests)()
        const events = requests.reduce((sum, { drafts }, i) => {
          const result = results[i]
          return sum + (result !== undefined && E.isRight(result) ? drafts.length : 0)
        }, 0)
        span.setAttribute('jejak.events', events)
        span.end()
        tell(results, events)
        return results
      },
    }
  }
