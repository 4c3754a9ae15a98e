/** Which units an agency has: those its people, posts and surveys name at a position of the log, whatever day they hold from. */
import { type AgencyCode, type Catalogue, lastDayOfYear } from '@jejak/core'
import { type AgencyFact, type Figure, Sums, type SumView } from '@jejak/core/measure'
import type { AsKnownAt, EngineError, Figures } from '@jejak/projection'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

/** Facts that hold from later than any question are of a unit that is known too. */
const ANY_DAY = lastDayOfYear(9999)

const unitsView: SumView = {
  kind: 'sums',
  key: 'known-units',
  version: 1,
  asOf: ANY_DAY,
  reads: new Set(['Appointed', 'Positioned', 'Nominated']),
  measure: ({ employment: { appointments, positions, nominations } }) =>
    [...appointments, ...positions, ...nominations].reduce((sums, { data }) => sums.add(data.unitId, [1]), new Sums.SumsBuilder()).build(),
}

const unitsIn = (
  figures: ReadonlyArray<Figure>,
  { posts }: Catalogue.Catalogue,
  agencyFacts: ReadonlyArray<AgencyFact>,
): ReadonlySet<string> =>
  new Set([
    ...figures.flatMap((figure) => (figure.kind === 'sums' ? [...figure.sums.keys()] : [])),
    ...[...posts.values()].map(({ unitId }) => unitId),
    ...agencyFacts.flatMap(({ fact }) => (fact.type === 'SurveyTaken' ? [fact.data.unitId] : [])),
  ])

/**
 * The units of an agency. Goes through all its people: for a question that found nobody,
 * to tell a unit without people from one that is not there.
 *
 * @param known up to where the log is read
 */
export const knownUnits = (
  models: Pick<Figures, 'snapshot'>,
  agency: AgencyCode,
  known?: AsKnownAt,
): TE.TaskEither<EngineError, ReadonlySet<string>> =>
  pipe(
    models.snapshot([unitsView], agency, known),
    TE.map(({ figures, catalogue, agencyFacts }) => unitsIn(figures, catalogue, agencyFacts)),
  )
