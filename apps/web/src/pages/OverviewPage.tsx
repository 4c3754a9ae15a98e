/** The first page: people, hours, predicates, participation and ratings of a year, for the agency or one unit. */

import { type AgencyList, Overview, OverviewRequest } from '@jejak/application/wire'
import { addressOf } from '../api/client.js'
import { useAnswer } from '../api/useAnswer.js'
import { NotFound } from '../app/NotFound.js'
import { go, hrefOf } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { agencyName } from '../words/agencyName.js'
import { useSpeech } from '../words/Language.js'
import { Attainment } from './overview/Attainment.js'
import { Participation } from './overview/Participation.js'
import { Predicates } from './overview/Predicates.js'
import { ProgramRatings } from './overview/ProgramRatings.js'
import { RatingTrend } from './overview/RatingTrend.js'
import { Tiles } from './overview/Tiles.js'

const value = (event: Event): string => (event.currentTarget instanceof HTMLSelectElement ? event.currentTarget.value : '')

const Choices = ({
  scope,
  agencies,
  overview,
}: {
  readonly scope: Scope
  readonly agencies: AgencyList['agencies']
  readonly overview: Overview | null
}) => {
  const { words } = useSpeech()
  const years = agencies.find(({ code }) => code === scope.agency)?.years ?? [scope.year]
  const units = [...(overview?.units ?? [])].sort((a, b) => ((a.name ?? a.id) < (b.name ?? b.id) ? -1 : 1))
  return (
    <form class="choices" aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <label>
        {words.agency}
        <select value={scope.agency} onChange={(event) => go({ page: 'overview', agency: value(event) })}>
          {agencies.map(({ code }) => (
            <option key={code} value={code}>
              {agencyName(code)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.year}
        <select value={String(scope.year)} onChange={(event) => go({ ...scope, page: 'overview', year: Number(value(event)) })}>
          {(years.includes(scope.year) ? years : [scope.year, ...years]).map((year) => (
            <option key={year} value={String(year)}>
              {year}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.unit}
        <select value={scope.unit ?? ''} onChange={(event) => go({ ...scope, page: 'overview', unit: value(event) })}>
          <option value="">{words.allUnits}</option>
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
        </select>
      </label>
    </form>
  )
}

export const OverviewPage = ({
  scope,
  agencies,
  today,
  version,
}: {
  readonly scope: Scope
  readonly agencies: AgencyList['agencies']
  /** The day it is at the agencies. */
  readonly today: string
  readonly version: number
}) => {
  const { words, format } = useSpeech()
  const asked = useAnswer(Overview, addressOf('/api/overview', OverviewRequest, { agency: scope.agency, year: scope.year }), version)
  const overview = asked.value
  const names = new Map(overview?.units.map(({ id, name }) => [id, name]) ?? [])
  const unitName = (id: string): string => names.get(id) ?? words.unitWithoutName(id)
  const unit = scope.unit
  useTitle(`${words.overview} ${scope.year}${unit === null ? '' : `, ${unitName(unit)}`}`)
  const props = overview === null ? null : { overview, scope, unit, unitName }
  const empty = overview !== null && overview.units.length === 0 && (overview.reports.ratings.rows ?? []).length === 0
  const thisYear = Number(today.slice(0, 4))
  const hasBegun = scope.year <= thisYear
  const years = agencies.find(({ code }) => code === scope.agency)?.years ?? []
  const otherYears = years
    .filter((year) => year !== scope.year)
    .map((year) => ({ href: hrefOf({ ...scope, page: 'overview', year }), label: String(year) }))
  if (empty || !hasBegun)
    return (
      <NotFound
        title={`${words.overview} ${scope.year}`}
        text={hasBegun ? words.noneThisYear(scope.year) : words.yearNotBegun(scope.year)}
        elsewhere={otherYears}
      />
    )
  if (overview !== null && unit !== null && !names.has(unit))
    return (
      <NotFound
        text={words.unitNotInYear(unit, scope.year)}
        elsewhere={[
          { href: hrefOf({ ...scope, page: 'overview', unit: null }), label: words.allUnitsOf(agencyName(scope.agency)) },
          { href: hrefOf({ page: 'unit', id: unit, agency: scope.agency, year: scope.year }), label: words.openUnit },
        ]}
      />
    )
  return (
    <>
      <div class="page-head">
        <div>
          <h1>
            {words.overview} {scope.year}
          </h1>
          <p class="sub">
            {unit === null ? (
              agencyName(scope.agency)
            ) : (
              <>
                {unitName(unit)} · <a href={hrefOf({ page: 'unit', id: unit, agency: scope.agency, year: scope.year })}>{words.openUnit}</a>
              </>
            )}
            {overview === null ? null : <> · {words.heading(format.day(overview.asOf), format.count(overview.position))}</>}
          </p>
        </div>
        <Choices scope={scope} agencies={agencies} overview={overview} />
      </div>
      <ProblemNote asked={asked} />
      {props === null ? (
        asked.problem === null ? (
          <Loading />
        ) : null
      ) : (
        <>
          {scope.year === thisYear ? <p class="notice">{words.yearNotOver(scope.year, format.day(props.overview.asOf))}</p> : null}
          <Tiles {...props} />
          <div class="figures">
            <Attainment {...props} />
            <Predicates {...props} />
            <Participation {...props} />
            <div class="stack">
              <RatingTrend {...props} />
              <ProgramRatings {...props} />
            </div>
          </div>
        </>
      )}
    </>
  )
}
