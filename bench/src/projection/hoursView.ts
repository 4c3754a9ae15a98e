/** The compared read model as a view of Jejak: attendances and hours of training by cohort, of all years. */
import { type LocalDate, lastDayOfYear } from '@jejak/core'
import { Sums, type SumView, type View } from '@jejak/core/measure'

/** After every day of the synthetic log, so that no cohort is left out. */
const AFTER_ALL: LocalDate = lastDayOfYear(2030)

export const hoursView: SumView = {
  kind: 'sums',
  key: 'hours-by-cohort',
  version: 1,
  asOf: AFTER_ALL,
  reads: new Set(['Attended']),
  measure: ({ employment }) => {
    const sums = new Sums.SumsBuilder()
    for (const { data } of employment.attendances) sums.add(data.cohort, [1, data.hours])
    return sums.build()
  },
}

/** As standing views: this one alone. */
export const onlyHours = (): ReadonlyArray<View> => [hoursView]
