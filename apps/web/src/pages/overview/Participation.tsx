/** Who came to training, unit by unit, and why others did not. */
import { REASONS } from '@jejak/application/wire'
import { hrefOf } from '../../app/route.js'
import { Bars, Counts, Legend } from '../../charts/Bars.js'
import { Figure } from '../../charts/Figure.js'
import { useSpeech } from '../../words/Language.js'
import { baseOf } from '../base.js'
import { ordered, participationOf } from '../figures.js'
import { type OverviewProps, ofUnit } from './OverviewProps.js'

export const Participation = ({ overview, scope, unit, unitName }: OverviewProps) => {
  const { words, format, name } = useSpeech()
  const report = overview.reports.participation
  const rows = ordered(
    ofUnit(report.rows, unit),
    ({ attendanceRate }) => attendanceRate,
    ({ unitId }) => unitName(unitId),
  )
  const sum = participationOf(rows)
  const parts = [
    { key: 'attended', label: words.attended, pattern: 'p-1' },
    { key: 'absent', label: words.absent, pattern: 'p-stripe' },
    { key: 'withdrawn', label: words.withdrawn, pattern: 'p-dots' },
  ] as const
  const reasons = ordered(
    REASONS.map((key) => ({ key, label: name(key), n: sum.reasons[key] })),
    ({ n }) => n,
    ({ label }) => label,
  )
  const most = reasons[0]
  const cells = (row: typeof sum) => [
    format.count(row.enrolled),
    format.count(row.attended),
    format.count(row.absent),
    format.count(row.withdrawn),
    format.share(row.attendanceRate),
    ...REASONS.map((key) => format.count(row.reasons[key])),
  ]
  return (
    <Figure
      title={words.participationTitle}
      text={
        rows.length === 0
          ? words.noParticipation(scope.year)
          : words.participationText(
              format.share(sum.attendanceRate),
              most === undefined || most.n === 0 ? words.none : `${most.label} (${format.count(most.n)})`,
            )
      }
      note={words.participationNote}
      base={baseOf(words, format, sum.enrolled, report.base)}
      heading={report}
      table={{
        columns: [
          { label: words.unit },
          { label: words.enrolled, numeric: true },
          { label: words.attended, numeric: true },
          { label: words.absent, numeric: true },
          { label: words.withdrawn, numeric: true },
          { label: words.attendanceRate, numeric: true },
          ...REASONS.map((key) => ({ label: `${words.reason}: ${name(key)}`, numeric: true })),
        ],
        rows: rows.map((row) => ({ key: row.unitId, cells: [unitName(row.unitId), ...cells(row)] })),
        ...(unit === null ? { total: [words.total, ...cells(sum)] } : {}),
      }}
    >
      {rows.length === 0 ? null : (
        <>
          <h3>{words.reasonsTitle}</h3>
          <Counts label={words.reasonsTitle} counts={reasons.map(({ key, label, n }) => ({ key, label, n, figure: format.count(n) }))} />
          <Legend parts={parts} />
          <Bars
            label={words.participationTitle}
            bars={rows.map((row) => ({
              key: row.unitId,
              label: unitName(row.unitId),
              href: hrefOf({ page: 'unit', id: row.unitId, agency: scope.agency, year: scope.year }),
              parts: parts.map((part) => ({ ...part, n: row[part.key] })),
              figure: format.share(row.attendanceRate),
              of: `${format.count(row.attended)}/${format.count(row.enrolled)}`,
            }))}
          />
        </>
      )}
    </Figure>
  )
}
