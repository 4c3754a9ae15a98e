/** `GET /api/changes`: one line of JSON after each change, by server-sent events. */
import type { FastifyInstance } from 'fastify'
import type { Changes } from './Changes.js'
import { HEADERS } from './security.js'

/** Often enough that proxies keep the line open and a lost page is noticed. */
const HEARTBEAT_MS = 15_000
/** What a browser waits before it calls again. */
const RETRY_MS = 1_000

export const streamChanges = (app: FastifyInstance, changes: Changes): void => {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
  app.get('/api/changes', (request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    })
    raw.write(`retry: ${RETRY_MS}\n: open\n\n`)
    const unsubscribe = changes.subscribe((change) => {
      raw.write(`event: change\nid: ${change.position}\ndata: ${JSON.stringify(change)}\n\n`)
    })
    const heartbeat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS)
    const end = (): void => {
      clearInterval(heartbeat)
      unsubscribe()
      open.delete(end)
      raw.end()
    }
    open.add(end)
    request.raw.on('close', end)
  })
}
