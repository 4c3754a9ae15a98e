/** The people behind a figure: whoever adds something to a cell, as a report of its own. */
import type { OutputRow, Report, TableReport } from './Report.js'
import { at, byText } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

/**
 * Names of the cells of a report whose people can be listed.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report !== undefined && cellsOf(report).includes('reached') // => true
 */
export const cellsOf = (report: Report): ReadonlyArray<string> => (report.kind === 'sums' ? Object.keys(report.cells ?? {}) : [])

/**
 * The people behind a cell of a report, as a table derived from the report's own
 * measure: whose part of the cell is not zero, sorted by number; the number of rows is
 * the figure, but for `base.erased` and `base.unreadable`. `null` for a cell whose
 * people cannot be listed.
 *
 * @example
 * const report = REPORTS.get('training-hours')
 * report === undefined ? null : peopleList(report, 'reached')?.name // => 'training-hours/reached'
 * report === undefined ? null : peopleList(report, 'share') // => null
 */
export const peopleList = (report: Report, cell: string): TableReport | null => {
  if (report.kind !== 'sums' || report.cells === undefined || !Object.hasOwn(report.cells, cell)) return null
  const { place, columns } = report.cells[cell] ?? {}
  if (place === undefined || columns === undefined) return null
  const { version, title, meaning, takes, policy, reads, day, check, thresholds } = report
  return {
    kind: 'table',
    name: `${report.name}/${cell}`,
    version,
    title,
    meaning,
    takes,
    policy,
    reads,
    day,
    check,
    ...(thresholds === undefined ? {} : { thresholds }),
    columns: [
      { key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' },
      { key: 'name', id: 'Nama', en: 'Name', as: 'text' },
      { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    ],
    row: (subject, catalogue, args) => {
      for (const [unitId, vector] of report.measure(subject, catalogue, args))
        if (at(vector, place) !== 0) return { unitId, ...columns(subject, catalogue, args) }
      return null
    },
    finish: (people, { personOf, args }) => {
      const rows: { readonly nip: string; readonly row: OutputRow }[] = []
      const unnamed = new Unnamed()
      for (const { career, row } of people) {
        if (args.unit !== null && row['unitId'] !== args.unit) continue
        const person = personOf(career)
        if (!isNamed(person)) unnamed.add(person)
        else rows.push({ nip: person.number, row: { nip: person.number, name: person.name, ...row } })
      }
      rows.sort((a, b) => byText(a.nip, b.nip))
      return { base: { people: rows.length, ...unnamed.base() }, rows: rows.map(({ row }) => row), more: { cell, unit: args.unit } }
    },
  }
}
