/** Streams parked at an event that cannot be read: named by stream, revision and reason, never by what they hold. */
import type { Figures, Upkeep } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { ofStore } from '../fault/faultOf.js'
import { type Finding, ok, problem } from './Finding.js'

/** Streams named one by one; of more only the count is said. */
const NAMED = 20

const ADVICE = 'once it can be read, run jejak doctor --retry; until then figures leave out what waits there'

export const checkParked = async (home: { readonly readModels: Pick<Figures, 'health'> }): Promise<ReadonlyArray<Finding>> => {
  const health = await home.readModels.health()()
  // That the read models cannot be used at all is another check's finding.
  if (E.isLeft(health)) return []
  const { parked } = health.right
  if (parked.length === 0) return [ok('no stream is parked')]
  const named = parked
    .slice(0, NAMED)
    .map(({ stream, revision, position, reason }) => problem(`${stream} is parked at event ${revision}, @${position}: ${reason}`, ADVICE))
  const more = parked.length - named.length
  return more === 0 ? named : [...named, problem(`${more} more ${more === 1 ? 'stream is' : 'streams are'} parked`, ADVICE)]
}

/** Reads parked streams again and says which were released. */
export const retryParked = async (
  home: { readonly readModels: Pick<Upkeep, 'retryParked'> },
  onProgress: (at: number, total: number) => void,
): Promise<ReadonlyArray<Finding>> => {
  const retried = await home.readModels.retryParked(({ done, total }) => onProgress(done, total))()
  // The check of read models says so, and what to do.
  if (E.isLeft(retried) && retried.left.tag === 'OtherLog') return []
  if (E.isLeft(retried)) return [problem(ofStore(retried.left).detail, 'jejak rebuild makes the read models again')]
  const { released } = retried.right
  return [ok(released.length === 1 ? '1 parked stream was released' : `${released.length} parked streams were released`)]
}
