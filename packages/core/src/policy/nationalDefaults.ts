/** What an agency adopts without being told: every national default, in force since ever. */
import type { EventDraft } from '../event/Envelope.js'
import type { Actor } from '../event/Ground.js'
import type { AgencyCode, EventId } from '../identity/ids.js'
import { LOG_START } from '../identity/streams.js'
import { unsafeBrand } from '../unsafe.js'
import type { Adopted, Adoption } from './inForce.js'
import { NATIONAL, type PolicyVersion } from './Parameter.js'
import { currentVersion, isPolicyName, POLICIES, POLICY_NAMES, shippedParameters } from './policies.js'

/** A national default, and the regulations it rests on. */
export interface NationalDefault extends PolicyVersion {
  readonly basis: string
}

/** One for each policy, in the order in which they are adopted. */
export const nationalDefaults: ReadonlyArray<NationalDefault> = POLICY_NAMES.map((policy) => ({
  policy,
  version: currentVersion(policy),
  basis: POLICIES[policy].basis,
}))

/** The actor of what Jejak does of itself. */
const JEJAK: Actor = unsafeBrand<Actor>('jejak')

const FIRST_REASON = 'National default, adopted with the first event of the agency'
const LATER_REASON = 'National default, adopted with the first event that this version of Jejak wrote for the agency'

/**
 * Defaults as an agency holds them once it has adopted them.
 *
 * @example
 * asAdopted([{ policy: 'mentoring', version: 'national-2', basis: '' }])[0]?.data.from // => null
 */
export const asAdopted = (defaults: ReadonlyArray<NationalDefault>): ReadonlyArray<Adoption> =>
  defaults.map(({ policy, version }) => ({ data: { policy, version, from: null, parameters: null } }))

/** The national defaults of today, as a new agency holds them. */
export const nationalAdoptions: ReadonlyArray<Adoption> = asAdopted(nationalDefaults)

const isShipped = ({ data: { policy, version, from, parameters } }: Adoption): boolean =>
  from === null && parameters === null && isPolicyName(policy) && shippedParameters(policy, version) !== null

/**
 * The national defaults that an agency adopts at its next write: of each policy of
 * which it holds shipped versions without a date and nothing else, the present one,
 * unless it holds that. What an agency adopted of its own stays as it is.
 *
 * @example
 * missingDefaults({ policies: [] }).length // => POLICY_NAMES.length
 * missingDefaults({ policies: nationalAdoptions }) // => []
 * const first = { data: { policy: 'mentoring', version: NATIONAL, from: null, parameters: null } }
 * const held = nationalAdoptions.map((each) => (each.data.policy === 'mentoring' ? first : each))
 * missingDefaults({ policies: held }).map(({ version }) => version) // => ['national-2']
 */
export const missingDefaults = ({ policies }: Adopted): ReadonlyArray<NationalDefault> =>
  nationalDefaults.filter(({ policy, version }) => {
    const held = policies.filter(({ data }) => data.policy === policy)
    return held.every((each) => isShipped(each) && each.data.version !== version)
  })

/**
 * The events by which an agency adopts national defaults, for the stream of the
 * agency. They have no date: they always held.
 *
 * @param defaults which ones: all for a new agency, else `missingDefaults`
 * @param ids the id of each event, by policy and version; derive it, so that a second first import makes the same events
 *
 * @example
 * const id = must(eventId('00000000-0000-4000-8000-000000000932'))
 * draftNationalDefaults(nationalDefaults, AGENCY, () => id, id).length // => POLICY_NAMES.length
 */
export const draftNationalDefaults = (
  defaults: ReadonlyArray<NationalDefault>,
  agency: AgencyCode,
  ids: (policy: string, version: string) => EventId,
  correlationId: EventId,
): ReadonlyArray<EventDraft> =>
  defaults.map(
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
      reason: version === NATIONAL ? FIRST_REASON : LATER_REASON,
      source: null,
      correlationId,
      causationId: correlationId,
    }),
  )
