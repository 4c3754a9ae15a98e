/**
 * What keeps a server without sign-in safe on the machine of its user: only local
 * names in `Host` (a foreign page cannot reach it by rebinding its own name), no
 * cross-origin reads or writes, and pages that load nothing from elsewhere.
 */
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem.js'

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

export const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Whether a request names this machine, and, where it says from where it comes, comes from a page of it. */
const isLocal = (host: string | undefined, origin: string | undefined): boolean => {
  if (host === undefined || !LOCAL.test(host)) return false
  return origin === undefined || origin === `http://${host}`
}

export const secure = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    if (!isLocal(request.headers.host, request.headers.origin))
      return sendProblem(reply, {
        status: 403,
        code: 'foreignHost',
        detail: 'This server answers only to localhost, 127.0.0.1 and [::1].',
      })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    return undefined
  })
}
