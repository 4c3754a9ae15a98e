/** Every event of a career: from when it holds, when it was recorded, by whom, why, on what basis, from where, and what became of it. */

import type { Entry, PersonPage } from '@jejak/application/wire'
import { useEffect, useId, useState } from 'preact/hooks'
import { hrefOf } from '../../app/route.js'
import type { Scope } from '../../app/Scope.js'
import { NOTHING } from '../../words/format.js'
import { type Speech, useSpeech } from '../../words/Language.js'
import { basisOf, Summary } from './summary.js'

type Order = 'effective' | 'recorded'

const sorted = (entries: ReadonlyArray<Entry>, order: Order): ReadonlyArray<Entry> =>
  [...entries].sort((a, b) =>
    order === 'recorded' || a.effectiveOn === b.effectiveOn
      ? b.revision - a.revision
      : (b.effectiveOn ?? '') < (a.effectiveOn ?? '')
        ? -1
        : 1,
  )

/** Who did it, with a word for what was no person. */
const actorOf = (actor: string, { words }: Speech): string => (actor.startsWith('import:') ? words.importBy(actor) : actor)

interface RowProps {
  readonly entry: Entry
  readonly page: PersonPage
  readonly scope: Scope
  readonly speech: Speech
}

/** Links to another entry of this timeline by its number. */
const EntryLink = ({ id, page, scope, speech }: Omit<RowProps, 'entry'> & { readonly id: string }) => {
  const entry = page.entries.find((each) => each.id === id)
  if (entry === undefined) return <>{id.slice(0, 8)}</>
  return (
    <a href={hrefOf({ page: 'person', id: page.career, agency: scope.agency, year: scope.year, entry: id })}>
      {speech.words.entryNo(entry.revision + 1)}
    </a>
  )
}

const State = (props: RowProps) => {
  const { entry, speech } = props
  const { words } = speech
  const label = entry.state === 'holds' ? words.stateHolds : entry.state === 'corrected' ? words.stateCorrected : words.stateAnnulled
  return (
    <>
      <strong class={`badge ${entry.state}`}>{label}</strong>
      {entry.about === null ? null : (
        <span class="line">
          {entry.does === 'annuls' ? words.annuls : words.corrects} <EntryLink id={entry.about} {...props} />
        </span>
      )}
      {entry.later.map(({ id, does }) => (
        <span class="line" key={id}>
          {does === 'annuls' ? words.annulledBy : words.correctedBy} <EntryLink id={id} {...props} />
        </span>
      ))}
    </>
  )
}

/** Where it was read; what was taken out because a whole list lacks it stands in no row. */
const sourceOf = ({ source }: Entry, { words, format }: RowProps['speech']): string =>
  source === null ? NOTHING : source.row === null ? source.file : words.sourceRow(source.file, format.count(source.row))

const Row = (props: RowProps) => {
  const { entry, page, scope, speech } = props
  const { words, format, name } = speech
  const cells: ReadonlyArray<readonly [string, preact.ComponentChildren]> = [
    [words.effective, entry.effectiveOn === null ? (entry.does === 'annuls' ? NOTHING : words.always) : format.shortDay(entry.effectiveOn)],
    [words.recorded, format.moment(entry.recordedAt)],
    [
      words.event,
      <>
        <strong class="what">
          {entry.does === 'corrects' ? `${words.correction}: ` : entry.does === 'annuls' ? `${words.annulment}: ` : ''}
          {entry.title?.[speech.language] ?? name(entry.type)}
        </strong>{' '}
        <span class="summary">
          <Summary entry={entry} speech={speech} scope={scope} page={page} />
        </span>
        <details class="more">
          <summary>{words.details}</summary>
          <span class="line">
            {words.entryNo(entry.revision + 1)} · {words.logPosition} {format.count(entry.position)}
          </span>
          <span class="line">
            {words.eventId} <code>{entry.id}</code>
          </span>
          <span class="line">
            {words.hash} <code>{entry.hash}</code>
          </span>
        </details>
      </>,
    ],
    [
      words.actor,
      <>
        {actorOf(entry.ground.actor, speech)}
        {entry.ground.onBehalfOf === undefined ? null : <span class="line">{words.onBehalfOf(entry.ground.onBehalfOf)}</span>}
      </>,
    ],
    [words.reason, entry.reason ?? NOTHING],
    [words.basis, basisOf(entry, speech)],
    [words.source, sourceOf(entry, speech)],
    [words.state, <State {...props} key="state" />],
  ]
  return (
    // biome-ignore lint/a11y/noRedundantRoles: on narrow screens rows are laid out as cards, and CSS layout takes the role of a row away
    <tr role="row" id={`entry-${entry.id}`} class={`is-${entry.state} does-${entry.does}`} tabIndex={-1}>
      {cells.map(([label, cell]) => (
        // biome-ignore lint/a11y/noRedundantRoles: as above
        <td role="cell" data-label={label} key={label}>
          {cell}
        </td>
      ))}
    </tr>
  )
}

export const Timeline = ({ page, scope }: { readonly page: PersonPage; readonly scope: Scope }) => {
  const speech = useSpeech()
  const { words, format } = speech
  const [order, setOrder] = useState<Order>('effective')
  const id = useId()
  const columns = [words.effective, words.recorded, words.event, words.actor, words.reason, words.basis, words.source, words.state]
  const stated = page.entries.filter(({ does }) => does === 'states')
  const count = (state: Entry['state']): string => format.count(stated.filter((entry) => entry.state === state).length)

  useEffect(() => {
    if (scope.entry === null) return
    const row = document.getElementById(`entry-${scope.entry}`)
    row?.scrollIntoView({ block: 'center' })
    row?.focus({ preventScroll: true })
  }, [scope.entry])

  return (
    <section class="card timeline" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.timeline}</h2>
      <p class="takeaway">{words.timelineText(format.count(page.entries.length), count('corrected'), count('annulled'))}</p>
      <p class="filter">
        <label for={`${id}-order`}>{words.orderBy}</label>
        <select
          id={`${id}-order`}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value === 'recorded' ? 'recorded' : 'effective')}
        >
          <option value="effective">{words.effective}</option>
          <option value="recorded">{words.recorded}</option>
        </select>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={words.timeline} tabIndex={0}>
        {/* biome-ignore lint/a11y/noRedundantRoles: on narrow screens rows are laid out as cards, and CSS layout takes the role of a table away */}
        <table class="cards" role="table">
          <caption class="unseen">{words.timeline}</caption>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <thead role="rowgroup">
            {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
            <tr role="row">
              {columns.map((label) => (
                // biome-ignore lint/a11y/noRedundantRoles: as above
                <th scope="col" role="columnheader" key={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <tbody role="rowgroup">
            {sorted(page.entries, order).map((entry) => (
              <Row key={entry.id} entry={entry} page={page} scope={scope} speech={speech} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
