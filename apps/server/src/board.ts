/** Bull Board: a page that shows the queues, behind a token. It shows and changes nothing. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { BoardQueues } from '@jejak/worker/queue'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem.js'
import { CONTENT_SECURITY } from './security.js'

export interface Board {
  readonly queues: BoardQueues['queues']
  /** The password a browser is asked for; the user name is free. */
  readonly token: string
}

/** What the page of the board needs besides: a base address of its own and styles in its elements. */
const BOARD_SECURITY = CONTENT_SECURITY.replace("base-uri 'none'", "base-uri 'self'").replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
)

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest()

/** The password of HTTP Basic; `null` where there is none. */
const passwordOf = (authorization: string | undefined): string | null => {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return null
  const [, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return password.join(':')
}

/** @param scope a part of the application, with a prefix of its own */
export const showBoard = async (scope: FastifyInstance, { queues, token }: Board): Promise<void> => {
  const adapter = new FastifyAdapter()
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Jejak' } },
  })
  adapter.setBasePath(scope.prefix)
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', BOARD_SECURITY).header('cache-control', 'no-store')
    const given = passwordOf(request.headers.authorization)
    if (given !== null && timingSafeEqual(digest(given), digest(token))) return undefined
    reply.header('www-authenticate', 'Basic realm="Jejak queues"')
    return sendProblem(reply, { status: 401, code: 'token', detail: 'Give the token of the board as the password.' })
  })
  await scope.register(adapter.registerPlugin())
}
