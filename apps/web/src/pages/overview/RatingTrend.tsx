/** Ratings month by month, by the end of the cohort. */
import { useMemo } from 'preact/hooks'
import { Figure } from '../../charts/Figure.js'
import { Trend } from '../../charts/Trend.js'
import { useSpeech } from '../../words/Language.js'
import { baseOf } from '../base.js'
import { rated } from '../figures.js'
import type { OverviewProps } from './OverviewProps.js'

export const RatingTrend = ({ overview, unit }: OverviewProps) => {
  const { words, format } = useSpeech()
  const report = overview.reports.ratings
  const months = useMemo(() => {
    const ends = new Map(overview.cohorts.map(({ code, ends: day }) => [code, day]))
    return [...Map.groupBy(report.rows ?? [], ({ cohortId }) => ends.get(cohortId)?.slice(0, 7) ?? '')]
      .filter(([month]) => month !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, rows]) => ({ day: `${month}-01`, ...rated(rows) }))
  }, [overview, report])
  const points = useMemo(
    () => months.flatMap(({ day, mean, responses }) => (mean === null ? [] : [{ day, value: mean, n: responses }])),
    [months],
  )
  const say = (point: (typeof points)[number] | undefined): string =>
    point === undefined ? words.none : `${format.mean(point.value)} (${format.month(point.day)}, n=${format.count(point.n)})`
  const text = points.length === 0 ? words.noRatings : words.trendText(say(points[0]), say(points.at(-1)))
  const hidden = months.reduce((sum, month) => sum + month.hidden, 0)
  return (
    <Figure
      title={words.trendTitle}
      text={text}
      note={unit === null ? words.trendNote : `${words.trendNote} ${words.allUnitsNote}`}
      base={baseOf(
        words,
        format,
        points.reduce((sum, { n }) => sum + n, 0),
        report.base,
        hidden > 0 ? [`${format.count(hidden)} ${words.cohort.toLowerCase()} (n < 5)`] : [],
      )}
      heading={report}
      table={{
        columns: [
          { label: words.month },
          { label: words.cohorts, numeric: true },
          { label: words.hiddenCohorts, numeric: true },
          { label: words.responses, numeric: true },
          { label: words.rating, numeric: true },
        ],
        rows: months.map(({ day, cohorts, hidden: withheld, responses, mean }) => ({
          key: day,
          cells: [
            format.month(day),
            format.count(cohorts),
            format.count(withheld),
            format.count(responses),
            mean === null ? words.hidden : format.mean(mean),
          ],
        })),
      }}
    >
      {points.length === 0 ? <p class="state">{words.noRatings}</p> : <Trend points={points} label={`${words.trendTitle}. ${text}`} />}
    </Figure>
  )
}
