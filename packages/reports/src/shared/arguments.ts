/** Checking what a caller asks: all faults at once, each naming its argument. */
import { LocalDate, lastDayOfYear, localDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import * as O from 'fp-ts/lib/Option.js'
import type { ArgumentFault, ArgumentFaultCode, ArgumentName, Arguments, Asked, ViewArguments } from '../Report.js'

/** What is wrong with an argument, in one line that names it by no flag and no field: each caller knows how it is asked. */
const MESSAGES: Readonly<Record<ArgumentFaultCode, string>> = {
  missing: 'this report needs it',
  notTaken: 'this report does not take it',
  notAYear: 'a year is a whole number from 1900 to 2100',
  notADay: 'a day is yyyy-mm-dd and must exist',
  endsBeforeStart: 'the last day lies before the first',
  notAPeriod: 'a period is yyyy-mm',
  notAUnit: 'give the id of a unit',
}

const fault = (argument: ArgumentName, code: ArgumentFaultCode): ArgumentFault => ({ argument, code, message: MESSAGES[code] })

/** Arguments that a report which takes them cannot do without; the others have a default or narrow the answer. */
const NEEDED: ReadonlySet<ArgumentName> = new Set(['year', 'from', 'to', 'period'])

export const firstOfPeriod = (period: string): LocalDate | null => O.toNullable(O.fromEither(localDate(`${period}-01`)))

const faultsOf = (args: Arguments, takes: ReadonlyArray<ArgumentName>): ReadonlyArray<ArgumentFault> => {
  const faults: ArgumentFault[] = []
  const names: ReadonlyArray<ArgumentName> = ['year', 'from', 'to', 'period', 'unit']
  for (const argument of names) {
    if (!takes.includes(argument) && args[argument] !== null) faults.push(fault(argument, 'notTaken'))
    else if (takes.includes(argument) && args[argument] === null && NEEDED.has(argument)) faults.push(fault(argument, 'missing'))
  }
  if (args.year !== null && !(Number.isInteger(args.year) && args.year >= 1900 && args.year <= 2100)) faults.push(fault('year', 'notAYear'))
  const days: ReadonlyArray<'asOf' | 'from' | 'to'> = ['asOf', 'from', 'to']
  for (const argument of days) if (args[argument] !== null && !LocalDate.is(args[argument])) faults.push(fault(argument, 'notADay'))
  if (args.from !== null && args.to !== null && args.from > args.to) faults.push(fault('to', 'endsBeforeStart'))
  if (args.period !== null && firstOfPeriod(args.period) === null) faults.push(fault('period', 'notAPeriod'))
  if (args.unit === '') faults.push(fault('unit', 'notAUnit'))
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
