/** Every request as a line of the log, a measurement and a span: by the pattern of its route, never by its address. */

import { tracer } from '@jejak/worker/observe'
import type { Metrics } from '@jejak/worker/operations'
import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

/** Stays open as long as a page does: no measure of anything. */
const STREAM = '/api/changes'
/** What is no route of this server. */
const NO_ROUTE = '-'

const SERVER_FAULT = 500

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? NO_ROUTE

export const observeRequests = (app: FastifyInstance, logger: Logger, metrics: Metrics): void => {
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', async (request) => {
    const route = routeOf(request)
    spans.set(
      request,
      tracer().startSpan(`${request.method} ${route}`, {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': route },
      }),
    )
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = routeOf(request)
    const { statusCode: status, elapsedTime } = reply
    logger.info({ method, route, status, ms: Math.round(elapsedTime) }, 'request')
    if (route !== STREAM) metrics.requested({ method, route, status, seconds: elapsedTime / 1000 })
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', status)
    if (status >= SERVER_FAULT) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
  })
}
