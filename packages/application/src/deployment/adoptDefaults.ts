/** The national defaults that an agency lacks come into force with whatever it records next. */
import {
  type AgencyCode,
  agencyStream,
  type Catalogue,
  draftNationalDefaults,
  type EventDraft,
  type EventId,
  missingDefaults,
} from '@jejak/core'
import { transact } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { fromArray, type NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import { ofTransact } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'
import { catalogueIn } from './policies.js'

/**
 * A catalogue as it is once the agency has adopted what it lacks.
 *
 * @returns the same catalogue where it lacks nothing
 */
export const withDefaults = (catalogue: Catalogue.Catalogue): Catalogue.Catalogue => {
  const missing = missingDefaults(catalogue)
  if (missing.length === 0) return catalogue
  const adopted = missing.map(({ policy, version }) => ({ effectiveOn: null, data: { policy, version, from: null, parameters: null } }))
  return { ...catalogue, policies: [...catalogue.policies, ...adopted] }
}

/**
 * Adopts the national defaults that an agency lacks, under ids that are those of every
 * other process: whoever comes second finds them there and writes nothing.
 */
export const adoptDefaults = (
  { events, vault }: Pick<Records, 'events' | 'vault'>,
  agency: AgencyCode,
  correlationId: EventId,
): TE.TaskEither<Fault, void> => {
  const ids = (policy: string, version: string): EventId => vault.eventId(agency, 'policy', policy, version)
  return pipe(
    transact(
      { store: events, vault },
      agencyStream(agency),
      ({ history }): E.Either<'nothing', NonEmptyArray<EventDraft>> =>
        E.fromOption(() => 'nothing' as const)(
          fromArray([...draftNationalDefaults(missingDefaults(catalogueIn(history).catalogue), agency, ids, correlationId)]),
        ),
    ),
    TE.map(() => undefined),
    TE.orElse((error) => (error.tag === 'Refused' ? TE.right(undefined) : TE.left(ofTransact(error)))),
  )
}
