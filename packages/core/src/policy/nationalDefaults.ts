/** What an agency adopts with its first event: every national default, in force since ever. */
import type { LocalDate } from '../date/LocalDate.js'
import type { EventDraft } from '../event/Envelope.js'
import type { Actor } from '../event/Ground.js'
import type { AgencyCode, EventId } from '../identity/ids.js'
import { LOG_START } from '../identity/streams.js'
import { unsafeBrand } from '../unsafe.js'
import { MENTORING, PERFORMANCE_PREDICATE, SMALL_COUNTS, TRAINING_HOURS } from './national.js'
import type { PolicyVersion } from './Parameter.js'

/** A national default, and the regulations it rests on. */
export interface NationalDefault extends PolicyVersion {
  readonly basis: string
}

/** One for each policy, in the order in which they are adopted. */
export const nationalDefaults: ReadonlyArray<NationalDefault> = [
  { ...version(TRAINING_HOURS), basis: 'PP 11/2017 jo. PP 17/2020 Ps 203(4); PP 49/2018 Ps 40' },
  { ...version(MENTORING), basis: 'PerLAN 10/2018' },
  { ...version(PERFORMANCE_PREDICATE), basis: 'PermenPANRB 6/2022' },
  { ...version(SMALL_COUNTS), basis: 'UU 27/2022' },
]

function version({ policy, version }: PolicyVersion): PolicyVersion {
  return { policy, version }
}

/** The actor of what Jejak does of itself. */
export const JEJAK: Actor = unsafeBrand<Actor>('jejak')

/**
 * The events by which a new agency adopts the national defaults, for the stream
 * of the agency. They have no date: they always held.
 *
 * @param ids the id of each event, by policy and version; derive it, so that a second first import makes the same events
 */
export const draftNationalDefaults = (
  agency: AgencyCode,
  ids: (policy: string, version: string) => EventId,
  correlationId: EventId,
): ReadonlyArray<EventDraft> =>
  nationalDefaults.map(
    ({ policy, version, basis }): EventDraft => ({
      type: 'PolicyAdopted',
      id: ids(policy, version),
      agency,
      effectiveOn: null,
      data: { policy, version, from: null },
      personal: null,
      ground: {
        kind: 'taken',
        actor: JEJAK,
        onBehalfOf: agency,
        basis,
        verdict: { policy: { name: policy, version }, rules: [], read: [], cataloguePosition: LOG_START },
      },
      reason: 'National default, adopted with the first event of the agency',
      source: null,
      correlationId,
      causationId: correlationId,
    }),
  )

/** The adopted version of a policy in force on a day: the one with the latest `from` on it or before; those without a date held first. */
export const inForce = (
  adopted: ReadonlyArray<{ readonly data: { readonly policy: string; readonly version: string; readonly from: LocalDate | null } }>,
  policy: string,
  day: LocalDate,
): PolicyVersion | null => {
  let best: (PolicyVersion & { readonly from: LocalDate | null }) | null = null
  for (const { data } of adopted) {
    if (data.policy !== policy || (data.from !== null && data.from > day)) continue
    if (best === null || (data.from ?? '') > (best.from ?? '')) best = data
  }
  return best === null ? null : version(best)
}
