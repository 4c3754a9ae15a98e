/** A store of read models that tells of the pages, batches and parts that are written to it. */
import type { Committed, ThreadPart, ViewStore, ViewsError } from '@jejak/projection'
import type { Span } from '@opentelemetry/api'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Observer } from './Signal.js'
import { inSpan, tracer } from './tracing.js'

/** A generation that is gone was replaced: no fault. */
const telling =
  (observe: Observer) =>
  <F extends ViewsError, A>(task: TaskEither<F, A>, then: (value: A) => void): TaskEither<F, A> =>
  async () => {
    const result = await task()
    if (E.isRight(result)) then(result.right)
    else if (result.left.tag === 'ViewsUnavailable') observe({ tag: 'StoreFault', store: 'views', fault: result.left.tag })
    return result
  }

const PART = 'jejak rebuild part'
const partAttributes = ({ generation, partition, documents }: Omit<ThreadPart, 'since'>) => ({
  'jejak.generation': generation,
  'jejak.partition': partition,
  'jejak.documents': documents,
})

/** Tells of a part that a thread beside has written, once it has. */
export const observeThreadPart =
  (observe: Observer) =>
  ({ since, ...part }: ThreadPart): void => {
    tracer()
      .startSpan(PART, { attributes: partAttributes(part), startTime: since })
      .end()
    observe({ tag: 'PartBuilt', ...part })
  }

export const observeViews =
  (observe: Observer) =>
  (store: ViewStore): ViewStore => {
    const told = telling(observe)
    /** When the work of the batch that is written next began; a guess where several batches are under way at once. */
    let since = Date.now()
    const begins = (): void => {
      since = Date.now()
    }
    const committed = (results: ReadonlyArray<Committed>): void => {
      const documents = results.filter((result) => result === 'done').length
      observe({ tag: 'Committed', documents, again: results.length - documents })
    }
    /** Spans of rebuilds begun by this process and not yet ended. */
    const rebuilds = new Map<number, Span>()
    const ended = (generation: number): void => {
      rebuilds.get(generation)?.end()
      rebuilds.delete(generation)
    }
    return {
      ...store,
      begin: (made) =>
        told(store.begin(made), (generation) => {
          rebuilds.set(generation, tracer().startSpan('jejak rebuild', { attributes: { 'jejak.generation': generation } }))
          begins()
          observe({ tag: 'RebuildBegun', generation })
        }),
      writePart: (generation, part, now) => {
        const built = { generation, partition: part.partition, documents: part.documents.length }
        return told(inSpan({ name: PART, attributes: partAttributes(built), since }, store.writePart(generation, part, now)), () => {
          begins()
          observe({ tag: 'PartBuilt', ...built })
        })
      },
      publish: (generation, instead, builtAt) =>
        told(store.publish(generation, instead, builtAt), (swapped) => {
          if (!swapped) return
          ended(generation)
          observe({ tag: 'RebuildSwapped', generation })
        }),
      drop: (generation) =>
        told(store.drop(generation), () => {
          ended(generation)
          observe({ tag: 'GenerationDropped', generation })
        }),
      mark: (generation, marking) => {
        const streams = marking.careers.length
        const attributes = { 'jejak.generation': generation, 'jejak.streams': streams, 'jejak.position': marking.upTo }
        return told(inSpan({ name: 'jejak dispatch page', attributes }, store.mark(generation, marking)), (marked) =>
          observe({ tag: 'Marked', streams, lost: !marked }),
        )
      },
      marks: (generation, from, limit) => told(store.marks(generation, from, limit), begins),
      marksIn: (generation, partition, limit) => told(store.marksIn(generation, partition, limit), begins),
      commit: (generation, commits) => {
        const attributes = { 'jejak.generation': generation, 'jejak.documents': commits.length }
        return told(inSpan({ name: 'jejak drain batch', attributes, since }, store.commit(generation, commits)), committed)
      },
      advance: (generation, commits, marking) => {
        const streams = marking.careers.length
        const attributes = { 'jejak.generation': generation, 'jejak.streams': streams, 'jejak.position': marking.upTo }
        return told(inSpan({ name: 'jejak advance', attributes }, store.advance(generation, commits, marking)), (advanced) => {
          observe({ tag: 'Marked', streams, lost: !advanced.marked })
          committed(advanced.committed)
        })
      },
    }
  }
