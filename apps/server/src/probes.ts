/** `/health/live`, `/health/ready` and `/metrics`: for those who look after the service. */
import { PROBES } from '@jejak/worker/operations'
import type { FastifyInstance } from 'fastify'
import type { Served } from './Served.js'

export const answerProbes = (app: FastifyInstance, served: Pick<Served, 'probe'>): void => {
  for (const path of PROBES)
    app.get(path, async (_request, reply) => {
      const { status, contentType, body } = await served.probe(path)
      return reply.code(status).type(contentType).header('cache-control', 'no-store').send(body)
    })
}
