/** How appraisals of the year fall, unit by unit: parts of 100%, from SB to SK, and those not appraised. */
import { PREDICATES } from '@jejak/application/wire'
import { hrefOf } from '../../app/route.js'
import { Bars, Legend } from '../../charts/Bars.js'
import { Figure } from '../../charts/Figure.js'
import { useSpeech } from '../../words/Language.js'
import { baseOf } from '../base.js'
import { appraisedOf, ordered, predicatesOf } from '../figures.js'
import { type OverviewProps, ofUnit } from './OverviewProps.js'

const PATTERNS = { SB: 'p-1', B: 'p-2', BP: 'p-stripe', K: 'p-dots', SK: 'p-cross', missing: 'p-none' } as const

export const Predicates = ({ overview, scope, unit, unitName }: OverviewProps) => {
  const { words, format, name } = useSpeech()
  const report = overview.reports.predicates
  const goodShare = (row: Parameters<typeof appraisedOf>[0]): number | null =>
    appraisedOf(row) === 0 ? null : (row.SB + row.B) / appraisedOf(row)
  const rows = ordered(ofUnit(report.rows, unit), goodShare, ({ unitId }) => unitName(unitId))
  const sum = predicatesOf(rows)
  const parts = PREDICATES.map((key) => ({ key, label: name(key), pattern: PATTERNS[key] }))
  const bar = (key: string, label: string, href: string | null, row: typeof sum) => ({
    key,
    label,
    href,
    parts: parts.map((part) => ({ ...part, n: row[part.key] })),
    figure: format.share(goodShare(row)),
    of: `${format.count(row.SB + row.B)}/${format.count(appraisedOf(row))}`,
  })
  const bars = [
    ...(unit === null && rows.length > 1 ? [bar('*', words.total, null, sum)] : []),
    ...rows.map((row) =>
      bar(row.unitId, unitName(row.unitId), hrefOf({ page: 'unit', id: row.unitId, agency: scope.agency, year: scope.year }), row),
    ),
  ]
  return (
    <Figure
      title={words.predicatesTitle}
      text={
        rows.length === 0
          ? words.noneOfUnit
          : appraisedOf(sum) === 0
            ? words.noAppraisals(scope.year)
            : words.predicatesText(format.share(goodShare(sum)), `${format.count(sum.missing)} ${words.people}`)
      }
      note={words.predicatesNote}
      base={baseOf(words, format, appraisedOf(sum) + sum.missing, { ...report.base, missing: sum.missing })}
      heading={report}
      table={{
        columns: [{ label: words.unit }, ...parts.map(({ label }) => ({ label, numeric: true })), { label: words.tileGood, numeric: true }],
        rows: rows.map((row) => ({
          key: row.unitId,
          cells: [unitName(row.unitId), ...PREDICATES.map((key) => format.count(row[key])), format.share(goodShare(row))],
        })),
        ...(unit === null
          ? { total: [words.total, ...PREDICATES.map((key) => format.count(sum[key])), format.share(goodShare(sum))] }
          : {}),
      }}
    >
      <Legend parts={parts} />
      <Bars bars={bars} label={words.predicatesTitle} />
    </Figure>
  )
}
