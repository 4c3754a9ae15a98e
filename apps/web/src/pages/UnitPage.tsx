/** The people of a unit. */
import { useId, useState } from 'preact/hooks'
import { pathOf } from '../api/client.js'
import type { UnitPage } from '../api/types.js'
import { useAnswer } from '../api/useAnswer.js'
import { hrefOf } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { DataTable } from '../charts/DataTable.js'
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'
import { baseOf } from './base.js'
import { displayNumber } from './number.js'

export const UnitPageView = ({ scope, version }: { readonly scope: Scope; readonly version: number }) => {
  const { words, format, name } = useSpeech()
  const [filter, setFilter] = useState('')
  const id = useId()
  const asked = useAnswer<UnitPage>(pathOf(`/api/unit/${encodeURIComponent(scope.id)}/people`, { agency: scope.agency }), version)
  const page = asked.value
  useTitle(page === null ? null : (page.unit.name ?? page.unit.id))
  if (page === null) return asked.problem === null ? <Loading /> : <ProblemNote asked={asked} />
  const wanted = filter.trim().toLowerCase()
  const people = [...page.people]
    .filter((person) => wanted === '' || person.name.toLowerCase().includes(wanted) || person.nip.includes(wanted.replace(/\s/g, '')))
    .sort((a, b) => (a.name === b.name ? (a.nip < b.nip ? -1 : 1) : a.name < b.name ? -1 : 1))
  const day = (text: string | null): string => (text === null ? NOTHING : format.shortDay(text))
  return (
    <>
      <div class="page-head">
        <div>
          <p class="crumb">
            <a href={hrefOf({ page: 'overview', agency: scope.agency, year: scope.year })}>{words.overview}</a>
          </p>
          <h1>{page.unit.name ?? page.unit.id}</h1>
          <p class="sub">
            {words.unitPeopleText(format.count(page.people.length))} {words.heading(format.day(page.asOf), format.count(page.position))} ·{' '}
            <a href={hrefOf({ page: 'overview', agency: scope.agency, year: scope.year, unit: page.unit.id })}>
              {words.overview} {scope.year}
            </a>
          </p>
        </div>
      </div>
      <ProblemNote asked={asked} />
      {page.people.length === 0 ? (
        <p class="state">{words.unitNone}</p>
      ) : (
        <section class="card" aria-label={words.unitPeople}>
          <p class="filter">
            <label for={id}>{words.filterNames}</label>
            <input id={id} type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
            <span role="status">{words.shown(format.count(people.length), format.count(page.people.length))}</span>
          </p>
          <DataTable
            plain
            caption={words.unitPeople}
            columns={[
              { label: words.name },
              { label: words.number },
              { label: words.status },
              { label: words.grade },
              { label: words.gradeSince },
              { label: words.level },
              { label: words.position },
              { label: words.positionSince },
            ]}
            rows={people.map((person) => ({
              key: person.nip,
              cells: [
                person.career === null ? (
                  person.name
                ) : (
                  <a href={hrefOf({ page: 'person', id: person.career, agency: scope.agency, year: scope.year })}>{person.name}</a>
                ),
                <span class="nip">{displayNumber(person.nip)}</span>,
                person.status,
                person.grade ?? NOTHING,
                day(person.gradeSince),
                name(person.level),
                person.positionId ?? NOTHING,
                day(person.positionSince),
              ],
            }))}
          />
          <p class="base">
            <strong>{words.base}:</strong> {baseOf(words, format, page.people.length, page.base)}
          </p>
        </section>
      )}
    </>
  )
}
