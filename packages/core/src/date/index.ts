/** Days and moments, and their arithmetic. */

export { Instant, type InstantBrand, instant, instantOfMillis, JAKARTA_OFFSET_MINUTES, localDateAt, toMillis } from './Instant.js'
export {
  addDays,
  addMonths,
  addYears,
  completedYears,
  dayOf,
  daysBetween,
  daysInMonth,
  earlier,
  firstDayOfMonth,
  firstDayOfNextMonth,
  firstDayOfYear,
  isLeapYear,
  LocalDate,
  type LocalDateBrand,
  lastDayOfYear,
  later,
  localDate,
  localDateOf,
  monthOf,
  ofEpochDay,
  toEpochDay,
  yearMonthOf,
  yearOf,
} from './LocalDate.js'
