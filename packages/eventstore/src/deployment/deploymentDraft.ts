/** An event of a deployment: of no person and no agency, noted by Jejak itself. */
import type { Actor, AgencyCode, EventId, SealedDraft } from '@jejak/core'
import { unsafeBrand } from '../unsafe.js'

export const deploymentDraft = (type: string, id: EventId, data: SealedDraft['data']): SealedDraft => ({
  id,
  type,
  schema: 1,
  data,
  sealed: null,
  meta: {
    agency: unsafeBrand<AgencyCode>('jejak'),
    ground: { kind: 'noted', actor: unsafeBrand<Actor>('jejak') },
    correlationId: id,
    causationId: id,
  },
})
