/** Reading what stands on the command line. */
import { type FieldName, type FieldValue, readField } from '@jejak/application'
import {
  type Actor,
  type AgencyCode,
  type LocalDate,
  type LogPosition,
  type Malformed,
  type OwnName,
  actor as readActor,
  agencyCode as readAgencyCode,
} from '@jejak/core'
import { FILES, type FileName } from '@jejak/exchange'
import { InvalidArgumentError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

/** A code, or commander's word for an argument that is none: the form is said by whoever reads it. */
const orRefuse = E.getOrElseW(({ expected }: Malformed): never => {
  throw new InvalidArgumentError(`A code is ${expected}.`)
})

export const agencyCode = (text: string): AgencyCode => orRefuse(readAgencyCode(text))

export const actor = (text: string): Actor => orRefuse(readActor(text))

/** An argument of a question, by the codec that every door reads it with. */
const argument =
  <K extends FieldName>(name: K) =>
  (text: string): FieldValue<K> =>
    pipe(
      readField(name, text),
      E.getOrElseW((detail): never => {
        throw new InvalidArgumentError(`${detail[0]?.toUpperCase()}${detail.slice(1)}.`)
      }),
    )

export const day: (text: string) => LocalDate = argument('asOf')
export const year = argument('year')
export const period = argument('period')
export const unit = argument('unit')
export const knownAt = argument('knownAt')
/** A place in the log, as figures print it. */
export const position: (text: string) => LogPosition = argument('waitFor')

export const whole =
  (from: number, to: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= from && value <= to) return value
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  }

const isOwnName = (name: string): name is OwnName => /^[^.]+\.[^.]+$/.test(name)

/** Import files by name, joined by commas. */
export const files = (text: string): ReadonlyArray<FileName> =>
  [...new Set(text.split(',').map((name) => name.trim().toLowerCase()))].map((name) => {
    const known = FILES.find((def) => def.name === name)
    if (known !== undefined) return known.name
    // A file of an extension, which is looked for when the folder is.
    if (isOwnName(name)) return name
    throw new InvalidArgumentError(`It takes import files by name, joined by commas: ${FILES.map((def) => def.name).join(', ')}.`)
  })

/** The option of every command that records: the clock is held against the log first. */
export const ACCEPT_CLOCK = [
  '--accept-clock',
  'record although the clock of this machine is years off the newest event, behind it, or older than this program',
] as const
export interface ClockFlag {
  readonly acceptClock?: boolean
}
