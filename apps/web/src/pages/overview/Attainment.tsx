/** How many PNS of each unit reached the hours in force, how many some, how many none. */
import { hrefOf } from '../../app/route.js'
import { Bars, Legend } from '../../charts/Bars.js'
import { Figure } from '../../charts/Figure.js'
import { NOTHING } from '../../words/format.js'
import { useSpeech } from '../../words/Language.js'
import { baseOf } from '../base.js'
import { hoursOf, ordered } from '../figures.js'
import { type OverviewProps, ofUnit } from './OverviewProps.js'

export const Attainment = ({ overview, scope, unit, unitName }: OverviewProps) => {
  const { words, format } = useSpeech()
  const report = overview.reports.trainingHours
  const floor = format.number(overview.thresholds.floor)
  const title = words.attainmentTitle(floor)
  const rows = ordered(
    ofUnit(report.rows, unit),
    ({ pns }) => pns.share,
    ({ unitId }) => unitName(unitId),
  )
  const sum = hoursOf(rows)
  // Nobody has an hour: nothing was recorded, which is not the same as nobody reaching them.
  const isRecorded = sum.pns.hours > 0 || sum.pppk.hours > 0
  const counted = rows.filter(({ pns }) => pns.people > 0)
  const parts = [
    { key: 'reached', label: words.reached(floor), pattern: 'p-1' },
    { key: 'some', label: words.some(floor), pattern: 'p-stripe' },
    { key: 'zero', label: words.zero, pattern: 'p-none' },
  ]
  const say = (row: (typeof rows)[number] | undefined): string =>
    row === undefined
      ? words.none
      : `${unitName(row.unitId)} (${format.share(row.pns.share)}, ${format.count(row.pns.reached)}/${format.count(row.pns.people)})`
  const bars = counted.map(({ unitId, pns }) => {
    const n: Readonly<Record<string, number>> = { reached: pns.reached, some: pns.people - pns.reached - pns.zero, zero: pns.zero }
    return {
      key: unitId,
      label: unitName(unitId),
      href: hrefOf({ page: 'unit', id: unitId, agency: scope.agency, year: scope.year }),
      parts: parts.map((part) => ({ ...part, n: n[part.key] ?? 0 })),
      figure: format.share(pns.share),
      of: `${format.count(pns.reached)}/${format.count(pns.people)}`,
    }
  })
  const cells = ({ pns, pppk }: typeof sum) => [
    format.count(pns.people),
    format.count(pns.reached),
    isRecorded ? format.share(pns.share) : NOTHING,
    format.count(pns.people - pns.reached - pns.zero),
    format.count(pns.zero),
    format.count(pns.hours),
    format.count(pppk.people),
    format.count(pppk.hours),
    format.count(pppk.overLimit),
  ]
  return (
    <Figure
      title={title}
      text={
        counted.length === 0
          ? words.noneOfUnit
          : !isRecorded
            ? words.noHours(scope.year)
            : words.attainmentText(floor, format.share(sum.pns.share), say(counted[0]), say(counted.at(-1)))
      }
      note={words.attainmentNote(floor)}
      base={baseOf(words, format, sum.pns.people, report.base, sum.pppk.people > 0 ? [`${format.count(sum.pppk.people)} PPPK`] : [])}
      heading={report}
      table={{
        columns: [
          { label: words.unit },
          { label: words.pnsPeople, numeric: true },
          { label: words.reached(floor), numeric: true },
          { label: words.share, numeric: true },
          { label: words.some(floor), numeric: true },
          { label: words.zero, numeric: true },
          { label: words.hours, numeric: true },
          { label: words.pppkPeople, numeric: true },
          { label: words.pppkHours, numeric: true },
          { label: words.pppkOver(format.number(overview.thresholds.ceiling)), numeric: true },
        ],
        rows: rows.map((row) => ({ key: row.unitId, cells: [unitName(row.unitId), ...cells(row)] })),
        ...(unit === null ? { total: [words.total, ...cells(sum)] } : {}),
      }}
    >
      {isRecorded ? (
        <>
          <Legend parts={parts} />
          <Bars bars={bars} label={title} />
        </>
      ) : null}
    </Figure>
  )
}
