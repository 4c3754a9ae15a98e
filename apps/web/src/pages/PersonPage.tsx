/** A person: who, what holds today, hours of each year, and the whole timeline. */

import { type EmploymentToday, PersonPage } from '@jejak/application/wire'
import { isNotFound } from '../api/client.js'
import { useAnswer } from '../api/useAnswer.js'
import { NotFound } from '../app/NotFound.js'
import { hrefOf } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { Counts } from '../charts/Bars.js'
import { Figure } from '../charts/Figure.js'
import { agencyName } from '../words/agencyName.js'
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'
import { displayNumber } from './number.js'
import { Timeline } from './person/Timeline.js'

const Facts = ({ employment, scope }: { readonly employment: EmploymentToday; readonly scope: Scope }) => {
  const { words, format, name } = useSpeech()
  const since = (day: string | null): string => (day === null ? '' : ` (TMT ${format.shortDay(day)})`)
  const facts: ReadonlyArray<readonly [string, preact.ComponentChildren]> = [
    [words.status, `${name(employment.status)}, ${employment.active ? words.active : words.inactive}${since(employment.since)}`],
    [words.grade, employment.grade === null ? NOTHING : `${employment.grade} ${name(employment.grade)}${since(employment.gradeSince)}`],
    [words.position, employment.positionName ?? NOTHING],
    [words.level, name(employment.level)],
    [
      words.unit,
      <a href={hrefOf({ page: 'unit', id: employment.unitId, agency: employment.agency, year: scope.year })} key="unit">
        {employment.unitName ?? employment.unitId}
      </a>,
    ],
  ]
  return (
    <dl class="card facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Hours = ({ employment, page }: { readonly employment: EmploymentToday; readonly page: PersonPage }) => {
  const { words, format } = useSpeech()
  const { hours } = employment
  const last = hours.at(-1)
  return (
    <Figure
      title={words.hoursTitle}
      text={
        last === undefined
          ? words.hoursNone
          : `${last.hours === 0 ? words.noHours(last.year) : words.hoursText(format.count(last.hours), last.year)}${String(last.year) === page.asOf.slice(0, 4) ? ` ${words.yearNotOver(last.year, format.day(page.asOf))}` : ''}`
      }
      note={words.hoursNote(format.number(employment.floor))}
      base={words.baseYears(format.count(hours.length))}
      heading={page}
      table={{
        columns: [{ label: words.year }, { label: words.hours, numeric: true }],
        rows: hours.map(({ year, hours: n }) => ({ key: String(year), cells: [String(year), format.count(n)] })),
      }}
    >
      <Counts
        label={words.hoursTitle}
        {...(employment.status === 'PPPK' ? {} : { mark: employment.floor })}
        counts={hours.map(({ year, hours: n }) => ({ key: String(year), label: String(year), n, figure: words.hoursOf(format.count(n)) }))}
      />
    </Figure>
  )
}

export const PersonPageView = ({ scope, version }: { readonly scope: Scope; readonly version: number }) => {
  const { words, format } = useSpeech()
  const asked = useAnswer(PersonPage, `/api/person/${encodeURIComponent(scope.id)}`, version)
  const page = asked.value
  // No name in the title: windows and histories show it to others.
  useTitle(words.person)
  if (page === null && asked.problem !== null && isNotFound(asked.problem))
    return (
      <NotFound
        text={words.unknownPerson}
        elsewhere={[
          { href: hrefOf({ page: 'find', agency: scope.agency, year: scope.year }), label: words.findTitle },
          { href: hrefOf({ page: 'overview', agency: scope.agency, year: scope.year }), label: words.overview },
        ]}
      />
    )
  if (page === null) return asked.problem === null ? <Loading /> : <ProblemNote asked={asked} />
  const { person } = page
  return (
    <>
      <div class="page-head">
        <div>
          <p class="crumb">
            <a href={hrefOf({ page: 'overview', agency: scope.agency, year: scope.year })}>{words.overview}</a>
          </p>
          <h1>{typeof person === 'string' ? words.unnamed[person] : person.name}</h1>
          <p class="sub">
            {typeof person === 'string' ? null : (
              <>
                {words.numberOf} <span class="nip">{displayNumber(person.number)}</span> ·{' '}
              </>
            )}
            {words.heading(format.day(page.asOf), format.count(page.position))}
          </p>
        </div>
      </div>
      <ProblemNote asked={asked} />
      {page.employments.map((employment) => (
        <section key={employment.agency} aria-label={`${words.employment}: ${agencyName(employment.agency)}`}>
          <h2 class="unseen">
            {words.employment}: {agencyName(employment.agency)}
          </h2>
          <Facts employment={employment} scope={scope} />
          <Hours employment={employment} page={page} />
        </section>
      ))}
      <Timeline page={page} scope={scope} />
    </>
  )
}
