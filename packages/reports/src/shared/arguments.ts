/** Checking what a caller asks: all faults at once, each naming its argument. */
import { LocalDate, lastDayOfYear, parseLocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import * as O from 'fp-ts/lib/Option.js'
import type { ArgumentFault, ArgumentName, Arguments, Asked, ViewArguments } from '../Report.js'

const FLAGS: Readonly<Record<ArgumentName, string>> = {
  year: '--year',
  from: '--from',
  to: '--to',
  period: '--period',
  unit: '--unit',
  asOf: '--as-of',
}

const REQUIRED: Readonly<Partial<Record<ArgumentName, string>>> = {
  year: 'give a year, as in --year 2025',
  from: 'give a first day, as in --from 2026-01-01',
  to: 'give a last day, as in --to 2030-12-31',
  period: 'give a period, as in --period 2026-01',
}

export const firstOfPeriod = (period: string): LocalDate | null => O.toNullable(parseLocalDate(`${period}-01`))

const faultsOf = (args: Arguments, takes: ReadonlyArray<ArgumentName>): ReadonlyArray<ArgumentFault> => {
  const faults: ArgumentFault[] = []
  const names: ReadonlyArray<ArgumentName> = ['year', 'from', 'to', 'period', 'unit']
  for (const argument of names) {
    const message = REQUIRED[argument]
    if (!takes.includes(argument) && args[argument] !== null)
      faults.push({ argument, message: `this report does not take ${FLAGS[argument]}` })
    else if (takes.includes(argument) && args[argument] === null && message !== undefined) faults.push({ argument, message })
  }
  if (args.year !== null && !(Number.isInteger(args.year) && args.year >= 1900 && args.year <= 2100))
    faults.push({ argument: 'year', message: 'a year is a whole number from 1900 to 2100' })
  const days: ReadonlyArray<'asOf' | 'from' | 'to'> = ['asOf', 'from', 'to']
  for (const argument of days) {
    const day = args[argument]
    if (day !== null && !LocalDate.is(day)) faults.push({ argument, message: 'a day is yyyy-mm-dd and must exist' })
  }
  if (args.from !== null && args.to !== null && args.from > args.to)
    faults.push({ argument: 'to', message: 'the last day lies before the first' })
  if (args.period !== null && firstOfPeriod(args.period) === null) faults.push({ argument: 'period', message: 'a period is yyyy-mm' })
  if (args.unit === '') faults.push({ argument: 'unit', message: 'give the id of a unit' })
  return faults
}

/** The check of a report that takes these arguments; `asOf` may be left out everywhere and is today then. */
export const checked =
  (...takes: ReadonlyArray<ArgumentName>) =>
  (asked: Asked, today: LocalDate): E.Either<NonEmptyArray<ArgumentFault>, Arguments> => {
    const args: Arguments = {
      agency: asked.agency,
      asOf: asked.asOf ?? today,
      year: asked.year ?? null,
      from: asked.from ?? null,
      to: asked.to ?? null,
      period: asked.period ?? null,
      unit: asked.unit ?? null,
    }
    const [first, ...rest] = faultsOf(args, takes)
    return first === undefined ? E.right(args) : E.left([first, ...rest])
  }

/** The year of a checked question. A view without one speaks of the year of its as-of day. */
export const yearOfQuestion = (args: ViewArguments): number => args.year ?? Number(args.asOf.slice(0, 4))

/** 31 December of the year asked. */
export const endOfYear = (args: ViewArguments): LocalDate => lastDayOfYear(yearOfQuestion(args))

/** The day as-of. */
export const dayAsOf = (args: ViewArguments): LocalDate => args.asOf
