/** A program: what it is, the ratings and turnout of its cohorts over three years, and how its curriculum changed. */

import { ProgramPage, ProgramRequest, QUESTIONS } from '@jejak/application/wire'
import { useMemo } from 'preact/hooks'
import { addressOf, isNotFound } from '../api/client.js'
import { useAnswer } from '../api/useAnswer.js'
import { NotFound } from '../app/NotFound.js'
import { hrefOf } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { DataTable } from '../charts/DataTable.js'
import { Figure } from '../charts/Figure.js'
import { Trend } from '../charts/Trend.js'
import { agencyName } from '../words/agencyName.js'
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'
import { baseOf } from './base.js'
import { meanOf, rated } from './figures.js'

/** Ratings are compared over this many years. */
const YEARS = 3

const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : NOTHING)

const Curriculum = ({ page }: { readonly page: ProgramPage }) => {
  const { words, format } = useSpeech()
  return (
    <section class="card" aria-label={words.curriculumTitle}>
      <h2>{words.curriculumTitle}</h2>
      {page.curriculum.length === 0 ? (
        <p>{words.curriculumNone}</p>
      ) : (
        <DataTable
          plain
          caption={words.curriculumTitle}
          columns={[
            { label: words.version },
            { label: words.effective, fixed: true },
            { label: words.change },
            { label: words.because },
            { label: words.findings },
            { label: words.by },
            { label: words.recorded },
            { label: words.state },
          ]}
          rows={page.curriculum.map((entry) => ({
            key: entry.id,
            cells: [
              text(entry.data['version']),
              entry.effectiveOn === null ? NOTHING : format.shortDay(entry.effectiveOn),
              text(entry.personal?.['change']),
              text(entry.personal?.['because']),
              Array.isArray(entry.data['findingsFrom']) ? entry.data['findingsFrom'].join(', ') : NOTHING,
              text(entry.personal?.['by'] ?? entry.ground.actor),
              format.moment(entry.recordedAt),
              entry.state === 'holds' ? words.stateHolds : entry.state === 'corrected' ? words.stateCorrected : words.stateAnnulled,
            ],
          }))}
        />
      )}
    </section>
  )
}

export const ProgramPageView = ({ scope, version }: { readonly scope: Scope; readonly version: number }) => {
  const { words, format, name } = useSpeech()
  const asked = useAnswer(
    ProgramPage,
    addressOf('/api/program', ProgramRequest, { code: scope.id, agency: scope.agency, year: scope.year }),
    version,
  )
  const page = asked.value
  useTitle(page === null ? null : page.program.name)
  const points = useMemo(
    () =>
      (page?.cohorts ?? []).flatMap(({ ends, ratings }) => {
        const mean = ratings === null ? null : meanOf(ratings)
        return mean === null || ratings === null ? [] : [{ day: ends, value: mean, n: ratings.responses }]
      }),
    [page],
  )
  if (page === null && asked.problem !== null && isNotFound(asked.problem))
    return (
      <NotFound
        text={words.unknownProgram(scope.id, agencyName(scope.agency))}
        elsewhere={[
          { href: hrefOf({ page: 'overview', agency: scope.agency, year: scope.year }), label: `${words.overview} ${scope.year}` },
        ]}
      />
    )
  if (page === null) return asked.problem === null ? <Loading /> : <ProblemNote asked={asked} />
  const { program, cohorts } = page
  const all = rated(cohorts.flatMap(({ ratings }) => (ratings === null ? [] : [ratings])))
  const say = (point: (typeof points)[number] | undefined): string =>
    point === undefined ? words.none : `${format.mean(point.value)} (${format.day(point.day)}, n=${format.count(point.n)})`
  const trend = points.length === 0 ? words.noRatings : words.trendText(say(points[0]), say(points.at(-1)))
  const facts: ReadonlyArray<readonly [string, string]> = [
    [words.programKind, name(program.kind)],
    [words.track, program.track === null ? NOTHING : name(`track${program.track}`)],
    [words.programHours, format.count(program.hours)],
    [words.organiser, program.organiser ?? NOTHING],
    [words.topic, program.topic ?? NOTHING],
    [words.tileRating, `${format.mean(all.mean)} (n = ${format.count(all.responses)}; ${words.hiddenShort(format.count(all.hidden))})`],
  ]
  return (
    <>
      <div class="page-head">
        <div>
          <p class="crumb">
            <a href={hrefOf({ page: 'overview', agency: scope.agency, year: scope.year })}>
              {words.overview} {scope.year}
            </a>
          </p>
          <h1>{program.name}</h1>
          <p class="sub">
            {program.code} · {words.heading(format.day(page.asOf), format.count(page.position))}
          </p>
        </div>
      </div>
      <ProblemNote asked={asked} />
      <dl class="card facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Figure
        open
        title={words.cohortsTitle}
        text={cohorts.length === 0 ? words.cohortsNone : `${words.cohortsText(scope.year - YEARS + 1, scope.year)} ${trend}`}
        note={words.programsNote}
        base={baseOf(
          words,
          format,
          all.responses,
          {},
          all.hidden > 0 ? [`${format.count(all.hidden)} ${words.cohort.toLowerCase()} (n < 5)`] : [],
        )}
        heading={page}
        table={{
          columns: [
            { label: words.cohort, fixed: true },
            { label: words.starts, fixed: true },
            { label: words.ends, fixed: true },
            { label: words.curriculumVersion },
            { label: words.quota, numeric: true },
            { label: words.enrolled, numeric: true },
            { label: words.attended, numeric: true },
            { label: words.absent, numeric: true },
            { label: words.withdrawn, numeric: true },
            { label: words.responses, numeric: true },
            { label: words.responseRate, numeric: true },
            { label: words.meanOfFive, numeric: true },
            ...QUESTIONS.map((question) => ({ label: name(question), numeric: true })),
          ],
          rows: [...cohorts].reverse().map(({ code, starts, ends, curriculumVersion, quota, turnout, ratings }) => ({
            key: code,
            cells: [
              code,
              format.shortDay(starts),
              format.shortDay(ends),
              curriculumVersion ?? NOTHING,
              quota === null ? NOTHING : format.count(quota),
              format.count(turnout?.enrolled ?? 0),
              format.count(turnout?.attended ?? ratings?.attended ?? 0),
              format.count(turnout?.absent ?? 0),
              format.count(turnout?.withdrawn ?? 0),
              ratings === null ? NOTHING : format.count(ratings.responses),
              format.share(ratings?.responseRate ?? null),
              ratings === null || ratings.responses === 0
                ? NOTHING
                : meanOf(ratings) === null
                  ? words.hidden
                  : format.mean(meanOf(ratings)),
              ...QUESTIONS.map((question) => format.mean(ratings?.[question] ?? null)),
            ],
          })),
        }}
      >
        {points.length === 0 ? <p class="state">{words.noRatings}</p> : <Trend points={points} label={`${words.trendTitle}. ${trend}`} />}
      </Figure>
      <Curriculum page={page} />
    </>
  )
}
