/** The mean rating of each program of the year; programs whose every cohort is withheld are named with the reason. */
import { hrefOf } from '../../app/route.js'
import { Levels } from '../../charts/Bars.js'
import { Figure } from '../../charts/Figure.js'
import { useSpeech } from '../../words/Language.js'
import { baseOf } from '../base.js'
import { ordered, rated } from '../figures.js'
import type { OverviewProps } from './OverviewProps.js'

export const ProgramRatings = ({ overview, scope, unit }: OverviewProps) => {
  const { words, format } = useSpeech()
  const report = overview.reports.ratings
  const names = new Map(overview.programs.map(({ code, name }) => [code, name]))
  const programs = ordered(
    [...Map.groupBy(report.rows ?? [], ({ programId }) => programId)].map(([code, rows]) => ({
      code,
      name: names.get(code) ?? code,
      attended: rows.reduce((sum, { attended }) => sum + attended, 0),
      ...rated(rows),
    })),
    ({ mean }) => mean,
    ({ name }) => name,
  )
  const shown = programs.filter(({ mean }) => mean !== null)
  const responses = programs.reduce((sum, program) => sum + program.responses, 0)
  const hidden = programs.reduce((sum, program) => sum + program.hidden, 0)
  const say = (program: (typeof programs)[number] | undefined): string =>
    program === undefined ? words.none : `${program.name} (${format.mean(program.mean)})`
  return (
    <Figure
      title={words.programsTitle}
      text={shown.length === 0 ? words.noRatings : words.programsText(say(shown[0]), say(shown.at(-1)))}
      note={unit === null ? words.programsNote : `${words.programsNote} ${words.allUnitsNote}`}
      base={baseOf(
        words,
        format,
        responses,
        report.base,
        hidden > 0 ? [`${format.count(hidden)} ${words.cohort.toLowerCase()} (n < 5)`] : [],
      )}
      heading={report}
      table={{
        columns: [
          { label: words.program },
          { label: words.cohorts, numeric: true },
          { label: words.hiddenCohorts, numeric: true },
          { label: words.attended, numeric: true },
          { label: words.responses, numeric: true },
          { label: words.rating, numeric: true },
        ],
        rows: programs.map((program) => ({
          key: program.code,
          cells: [
            program.name,
            format.count(program.cohorts),
            format.count(program.hidden),
            format.count(program.attended),
            format.count(program.responses),
            program.mean === null ? words.hidden : format.mean(program.mean),
          ],
        })),
      }}
    >
      <Levels
        label={words.programsTitle}
        levels={programs.map(({ code, name, mean, responses: n }) => ({
          key: code,
          label: name,
          href: hrefOf({ page: 'program', id: code, agency: scope.agency, year: scope.year }),
          value: mean,
          figure: format.mean(mean),
          of: mean === null ? 'n < 5' : `n=${format.count(n)}`,
        }))}
      />
    </Figure>
  )
}
