/** The pages of a deployment; what they look up is kept as long as it is open. */
import { yearOf } from '@jejak/core'
import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import { type Lookups, openLookups } from '../questions/Lookups.js'
import { overview } from '../questions/overview.js'
import { personPage } from '../questions/person.js'
import { programPage } from '../questions/program.js'
import type { Source } from '../questions/Source.js'
import { unitPage } from '../questions/unit.js'
import type { Records } from '../stores/DeploymentStores.js'
import type { Deployment } from './Deployment.js'

type Pages = Pick<Deployment, 'person' | 'overview' | 'program' | 'unit' | 'unitNames'>

/** @param source with its read models as current as they are to be */
export const pages = (source: TE.TaskEither<Fault, Source>, { today, clock }: Pick<Records, 'today' | 'clock'>): Pages => {
  let lookups: Lookups | null = null
  const page = <A>(make: (source: Source, lookups: Lookups) => Promise<E.Either<Fault, A>>): TE.TaskEither<Fault, A> =>
    pipe(
      source,
      TE.chain((opened) => {
        lookups ??= openLookups(opened, today, clock)
        const kept = lookups
        return () => make(opened, kept)
      }),
    )
  return {
    unitNames: (agency) => page((_, kept) => kept.unitNames(agency)),
    person: (career) => page((of, kept) => personPage(of, kept, career, today())),
    overview: (asked) => page((of, kept) => overview(of, kept, asked, asked.year ?? yearOf(today()))),
    program: (asked) => page((of, kept) => programPage(of, kept, asked, asked.year ?? yearOf(today()))),
    unit: (asked) => page((of, kept) => unitPage(of, kept, asked, asked.asOf ?? today())),
  }
}
