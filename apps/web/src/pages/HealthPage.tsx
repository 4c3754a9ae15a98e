/** How far the read models are: of the service, not of an agency. */

import { ReportList, ServiceHealth } from '@jejak/application/wire'
import { useEffect } from 'preact/hooks'
import { useAnswer } from '../api/useAnswer.js'
import { Loading, ProblemNote } from '../app/State.js'
import { useTitle } from '../app/useTitle.js'
import { DataTable } from '../charts/DataTable.js'
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'
import { ParkedStreams } from './health/ParkedStreams.js'

/** Besides what is heard of changes: a rebuild moves without any, and a stuck worker makes none. */
const ASK_EVERY_MS = 5_000
const ASK_EVERY_MS_IN_REBUILD = 1_000

/** The projection of careers themselves; the others have the names of reports. */
const CAREERS = 'careers'

export const HealthPage = ({ version }: { readonly version: number }) => {
  const { words, format, language } = useSpeech()
  useTitle(words.healthTitle)
  const asked = useAnswer(ServiceHealth, '/api/report/service-health', version)
  const reports = useAnswer(ReportList, '/api/reports', 0)
  const health = asked.value
  const rebuild = health?.rebuild ?? null
  useEffect(() => {
    const timer = window.setInterval(asked.again, rebuild === null ? ASK_EVERY_MS : ASK_EVERY_MS_IN_REBUILD)
    return () => window.clearInterval(timer)
  }, [rebuild === null])
  if (health === null) return asked.problem === null ? <Loading /> : <ProblemNote asked={asked} />

  const { base, position, rows } = health
  const titles = new Map(reports.value?.reports.map(({ name, title }) => [name, title[language]]))
  const nameOf = (projection: string): string => (projection === CAREERS ? words.careerDocuments : (titles.get(projection) ?? projection))
  const lag = Math.max(0, ...rows.map((row) => row.lag))
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{words.healthTitle}</h1>
          <p class="sub">
            {words.healthText(format.count(position), format.count(base.head))}{' '}
            {lag === 0 ? words.healthAllIn : words.healthBehind(format.count(lag), format.count(base.waiting))}
          </p>
        </div>
      </div>
      <ProblemNote asked={asked} />
      {base.quarantined === 0 ? null : (
        <p class="state problem" role="alert">
          {words.healthParked(format.count(base.quarantined))}
        </p>
      )}
      <ParkedStreams count={base.quarantined} onRetried={asked.again} />
      {rebuild === null ? null : (
        <p class="rebuild" role="status">
          <progress value={rebuild.done} max={rebuild.total} aria-label={words.healthRebuild(`${rebuild.done}`, `${rebuild.total}`)} />{' '}
          {words.healthRebuild(format.count(rebuild.done), format.count(rebuild.total))}
        </p>
      )}
      <section class="card" aria-label={words.projections}>
        <DataTable
          plain
          caption={words.projections}
          columns={[
            { label: words.projection },
            { label: words.logPosition, numeric: true },
            { label: words.lag, numeric: true },
            { label: words.quarantined, numeric: true },
            { label: words.versionOf, fixed: true },
            { label: words.rebuiltAt, fixed: true },
          ]}
          rows={rows.map((row) => ({
            key: row.projection,
            cells: [
              nameOf(row.projection),
              format.count(row.position),
              format.count(row.lag),
              format.count(row.quarantined.length),
              row.version,
              row.rebuiltAt === '' ? NOTHING : format.moment(row.rebuiltAt),
            ],
          }))}
        />
      </section>
    </>
  )
}
