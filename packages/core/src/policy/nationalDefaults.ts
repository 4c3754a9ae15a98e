/** What an agency adopts with its first event: every national default, in force since ever. */
import type { EventDraft } from '../event/Envelope.js'
import type { Actor } from '../event/Ground.js'
import type { AgencyCode, EventId } from '../identity/ids.js'
import { LOG_START } from '../identity/streams.js'
import { unsafeBrand } from '../unsafe.js'
import { NATIONAL, type PolicyVersion } from './Parameter.js'
import { POLICIES, POLICY_NAMES } from './policies.js'

/** A national default, and the regulations it rests on. */
export interface NationalDefault extends PolicyVersion {
  readonly basis: string
}

/** One for each policy, in the order in which they are adopted. */
export const nationalDefaults: ReadonlyArray<NationalDefault> = POLICY_NAMES.map((policy) => ({
  policy,
  version: NATIONAL,
  basis: POLICIES[policy].basis,
}))

/** The actor of what Jejak does of itself. */
const JEJAK: Actor = unsafeBrand<Actor>('jejak')

/**
 * The events by which a new agency adopts the national defaults, for the stream
 * of the agency. They have no date: they always held.
 *
 * @param ids the id of each event, by policy and version; derive it, so that a second first import makes the same events
 *
 * @example
 * const id = must(eventId('00000000-0000-4000-8000-000000000932'))
 * draftNationalDefaults(AGENCY, () => id, id).length // => POLICY_NAMES.length
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
      data: { policy, version, from: null, parameters: null },
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
