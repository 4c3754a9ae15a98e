/** What figures ought to be: everything folded at once, the plainest way. */
import {
  type AgencyCode,
  asOf,
  type CareerId,
  Catalogue,
  careerOf,
  employments,
  History,
  individuals,
  isOfDeployment,
  type RecordedEvent,
} from '@jejak/core'
import { type PersonRow, Sums, type View } from '@jejak/core/measure'
import { entriesOf } from '../arbitraries/histories.js'

/** A figure without its position. */
export interface ExpectedFigure {
  readonly people: number
  readonly sums: Sums.Sums
  readonly rows: ReadonlyArray<PersonRow>
}

/** The figure of a view in one agency over a log. */
export const expectedFigure = (log: ReadonlyArray<RecordedEvent>, view: View, agency: AgencyCode): ExpectedFigure => {
  const reference = entriesOf(log.filter(({ stream }) => careerOf(stream) === null && !isOfDeployment(stream))).filter(
    (entry) => entry.agency === agency,
  )
  const catalogue = Catalogue.fromHistory(History.fromEntries(reference))
  const careers = new Map<CareerId, RecordedEvent[]>()
  for (const event of log) {
    const career = careerOf(event.stream)
    if (career === null) continue
    const events = careers.get(career)
    if (events === undefined) careers.set(career, [event])
    else events.push(event)
  }
  const builder = new Sums.SumsBuilder()
  const rows: PersonRow[] = []
  const held = [...careers].flatMap(([career, events]) =>
    employments(History.fromEntries(entriesOf(events)), () => catalogue).flatMap((employment) =>
      employment.agency === agency ? [{ career, employment }] : [],
    ),
  )
  const people = individuals(held)
  for (const { career, employment } of people) {
    const subject = { career, employment: asOf(employment, view.asOf) }
    if (view.kind === 'sums') builder.addAll(view.measure(subject, catalogue))
    else {
      const row = view.row(subject, catalogue)
      if (row !== null) rows.push({ career, row })
    }
  }
  return { people: people.length, sums: builder.build(), rows }
}
