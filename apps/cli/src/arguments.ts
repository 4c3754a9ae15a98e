/** Reading what stands on the command line. */
import {
  type Actor,
  type AgencyCode,
  type LocalDate,
  LogPosition,
  localDate,
  type Malformed,
  actor as readActor,
  agencyCode as readAgencyCode,
} from '@jejak/core'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

/** A code, or commander's word for an argument that is none: the form is said by whoever reads it. */
const orRefuse = E.getOrElseW(({ expected }: Malformed): never => {
  throw new InvalidArgumentError(`A code is ${expected}.`)
})

export const agencyCode = (text: string): AgencyCode => orRefuse(readAgencyCode(text))

export const actor = (text: string): Actor => orRefuse(readActor(text))

export const day = (text: string): LocalDate => {
  const parsed = localDate(text)
  if (E.isRight(parsed)) return parsed.right
  throw new InvalidArgumentError('A day is yyyy-mm-dd and must exist.')
}

export const year = (text: string): number => {
  if (/^\d{4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A year has four digits.')
}

/** A place in the log, as figures print it. */
export const position = (text: string): LogPosition => {
  const value = /^@\d{1,15}$/.test(text) ? Number(text.slice(1)) : Number.NaN
  if (LogPosition.is(value)) return value
  throw new InvalidArgumentError('A position is written @NUMBER, as in @1200.')
}

export const whole =
  (from: number, to: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= from && value <= to) return value
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  }

/** Names one of a list; case does not matter. */
export const period = (text: string): string => {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text
  throw new InvalidArgumentError('A period is yyyy-mm.')
}

/** The option of every command that records: the clock is held against the log first. */
export const ACCEPT_CLOCK = [
  '--accept-clock',
  'record although the clock of this machine is years off the newest event, behind it, or older than this program',
] as const
export interface ClockFlag {
  readonly acceptClock?: boolean
}
