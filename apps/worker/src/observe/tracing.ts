/**
 * Spans of OpenTelemetry, one for a batch of work. Only its API is used: without an
 * SDK in the process each is an empty object.
 */
import { type Attributes, SpanStatusCode, type TimeInput, trace } from '@opentelemetry/api'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Name of the instrumentation. */
const SCOPE = 'jejak'

export const tracer = () => trace.getTracer(SCOPE)

export interface Batch {
  readonly name: string
  /** Counts and places; no stream, no name. */
  readonly attributes: Attributes
  /** When the batch began, where that was before this call. */
  readonly since?: TimeInput
}

/** Runs the end of a batch in a span; an error marks it by its tag. */
export const inSpan =
  <F extends { readonly tag: string }, A>({ name, attributes, since }: Batch, task: TaskEither<F, A>): TaskEither<F, A> =>
  async () => {
    const span = tracer().startSpan(name, { attributes, ...(since === undefined ? {} : { startTime: since }) })
    try {
      const result = await task()
      if (E.isLeft(result)) span.setStatus({ code: SpanStatusCode.ERROR, message: result.left.tag })
      return result
    } finally {
      span.end()
    }
  }
