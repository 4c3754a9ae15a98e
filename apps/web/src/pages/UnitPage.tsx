/** The people of a unit. */

import { UnitPage, UnitRequest } from '@jejak/application/wire'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { addressOf, isNotFound } from '../api/client.js'
import { useAnswer } from '../api/useAnswer.js'
import { NotFound } from '../app/NotFound.js'
import { hrefOf } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { DataTable } from '../charts/DataTable.js'
import { Pager } from '../charts/Pager.js'
import { agencyName } from '../words/agencyName.js'
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'
import { baseOf } from './base.js'
import { displayNumber } from './number.js'

/** A post by its name, with its code; one without a name by its code alone. */
const postOf = (id: string | null, name: string | null): string => (id === null ? NOTHING : name === null ? id : `${name} (${id})`)

/** Rows of a page of people. */
const ROWS = 100
/** What is typed within this time is looked for at once. */
const TYPING_MS = 250

/** A value as it was when it last rested for a while. */
const useRested = <A,>(value: A, ms: number): A => {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), ms)
    return () => window.clearTimeout(timer)
  }, [value, ms])
  return rested
}

export const UnitPageView = ({ scope, version }: { readonly scope: Scope; readonly version: number }) => {
  const { words, format, name } = useSpeech()
  const [filter, setFilter] = useState('')
  const [cursor, setCursor] = useState<string | null>(null)
  const search = useRested(filter.trim(), TYPING_MS)
  // Another list begins at its first page.
  useEffect(() => setCursor(null), [search, scope.id, scope.agency])
  const id = useId()
  const question = { agency: scope.agency, unit: scope.id, order: 'name', limit: String(ROWS), ...(cursor === null ? {} : { cursor }) }
  const asked = useAnswer(
    UnitPage,
    search === '' ? addressOf('/api/unit/people', UnitRequest, question) : '/api/unit/people',
    version,
    search === '' ? null : JSON.stringify({ ...question, search }),
  )
  // While the next page is on its way the one before it stays.
  const last = useRef<UnitPage | null>(null)
  if (asked.value !== null) last.current = asked.value
  const isOther = last.current !== null && (last.current.unit.id !== scope.id || last.current.agency !== scope.agency)
  const page = isOther || asked.problem !== null ? asked.value : last.current
  useTitle(page === null ? null : (page.unit.name ?? page.unit.id))
  if (page === null && asked.problem !== null && isNotFound(asked.problem))
    return (
      <NotFound
        text={words.unknownUnit(scope.id, agencyName(scope.agency))}
        elsewhere={[
          { href: hrefOf({ page: 'overview', agency: scope.agency, year: scope.year }), label: words.allUnitsOf(agencyName(scope.agency)) },
        ]}
      />
    )
  if (page === null) return asked.problem === null ? <Loading /> : <ProblemNote asked={asked} />
  const { people } = page
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
            {words.unitPeopleText(format.count(page.base['people'] ?? 0))}{' '}
            {words.heading(format.day(page.asOf), format.count(page.position))} ·{' '}
            <a href={hrefOf({ page: 'overview', agency: scope.agency, year: scope.year, unit: page.unit.id })}>
              {words.overview} {scope.year}
            </a>
          </p>
        </div>
      </div>
      <ProblemNote asked={asked} />
      {(page.base['people'] ?? 0) === 0 ? (
        <p class="state">{words.unitNone}</p>
      ) : (
        <section class="card" aria-label={words.unitPeople}>
          <p class="filter">
            <label for={id}>{words.filterNames}</label>
            <input id={id} type="search" value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
            <span role="status">{words.matching(format.count(page.page.total), format.count(page.base['people'] ?? 0))}</span>
          </p>
          <DataTable
            plain
            whole
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
                name(person.status),
                person.grade === null ? NOTHING : `${person.grade} ${name(person.grade)}`,
                day(person.gradeSince),
                name(person.level),
                postOf(person.positionId, person.positionName),
                day(person.positionSince),
              ],
            }))}
          />
          {page.page.total <= page.page.limit ? null : (
            <Pager
              label={words.unitPeople}
              offset={page.page.offset}
              shown={people.length}
              total={page.page.total}
              onPrevious={page.page.previous === null ? null : () => setCursor(page.page.previous)}
              onNext={page.page.next === null ? null : () => setCursor(page.page.next)}
            />
          )}
          <p class="base">
            <strong>{words.base}:</strong> {baseOf(words, format, page.base['people'] ?? 0, page.base)}
          </p>
        </section>
      )}
    </>
  )
}
