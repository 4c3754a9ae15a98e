/** `jejak dev-eventstore`: the wire double of EventStoreDB, in this process, until it is stopped. */
import { resolve } from 'node:path'
import { type ProfileName, serveDouble } from '@jejak/esdb-double'
import * as E from 'fp-ts/lib/Either.js'
import { done, fault, type Outcome, usage } from '../CommandFailure.js'
import type { Context } from './Context.js'

export interface DevEventStoreOptions {
  readonly port: number
  readonly data: string
  readonly profile: ProfileName
  readonly auth: boolean
  /** Files of a certificate and its key; both or neither. */
  readonly cert: string | null
  readonly key: string | null
}

export const devEventStoreCommand = async ({ io, base }: Context, options: DevEventStoreOptions): Outcome => {
  const { port, data, profile, auth, cert, key } = options
  if ((cert === null) !== (key === null)) return E.left(usage('--tls-cert and --tls-key belong together: give both'))
  const tls = cert === null || key === null ? null : { cert: resolve(base, cert), key: resolve(base, key) }
  const serving = await serveDouble({ dir: resolve(base, data), port, profile, tls, auth })()
  if (E.isLeft(serving)) return E.left(fault(serving.left.reason))
  const stopped = new Promise<void>((stop) => {
    const stopListening = io.onStop(() => {
      stopListening()
      stop()
    })
  })
  // Whoever reads the address may stop it at once.
  io.out(`${serving.right.url} (a test double of EventStoreDB ${profile}, not EventStoreDB)\n`)
  await stopped
  await serving.right.close()
  return done
}
