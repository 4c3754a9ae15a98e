/**
 * Why a deployment did not do what it was asked. The tag says what the caller may
 * do about it, the code what it was, for programs; `detail` is one line for
 * people that names no flag, no address and nobody. Every adapter words it
 * itself: the command line has exit codes and flags, HTTP a status and a problem.
 */
import * as t from 'io-ts'

/** What an argument is asked for by, and what is wrong with it. */
const Field = t.strict({ field: t.string, code: t.string, detail: t.string })
export type Field = t.TypeOf<typeof Field>

/** There is nothing of that name. `nearest`: what may have been meant, and `near` a few of them; `known`: all there is, where that is short. */
const Unknown = t.intersection([
  t.strict({
    tag: t.literal('Unknown'),
    code: t.keyof({ report: null, agency: null, policy: null, version: null, person: null, program: null, unit: null, cell: null }),
    detail: t.string,
    name: t.string,
  }),
  t.partial({ nearest: t.string, near: t.readonlyArray(t.string), known: t.readonlyArray(t.string) }),
])

/** The question itself makes no sense: `fields` says what to ask otherwise. */
const BadRequest = t.strict({
  tag: t.literal('BadRequest'),
  code: t.keyof({ arguments: null, agencyNeeded: null, request: null, policyFile: null, address: null, extensions: null }),
  detail: t.string,
  fields: t.readonlyArray(Field),
})

/** As things are it cannot be done: something must be changed first. `fields` has the rules a command broke. */
const Refused = t.intersection([
  t.strict({
    tag: t.literal('Refused'),
    code: t.keyof({
      deployment: null,
      driverMissing: null,
      newerLayout: null,
      otherLog: null,
      otherExtensions: null,
      keyMissing: null,
      keyUnusable: null,
      clock: null,
      readOnly: null,
      nothingImported: null,
      rules: null,
      repeatedKey: null,
      conflict: null,
      tooLarge: null,
      importFolder: null,
      importRunning: null,
      leaseLost: null,
      rejectsUnwritable: null,
      keysOfAnotherLog: null,
      nothingKept: null,
    }),
    detail: t.string,
  }),
  t.partial({ fields: t.readonlyArray(Field) }),
])

/** All up to `position` is in, not yet up to what was waited for. */
const NotYet = t.strict({
  tag: t.literal('NotYet'),
  code: t.literal('position'),
  detail: t.string,
  position: t.number,
  waitedFor: t.number,
})

/** A store cannot be used now; `detail` says what may be done before trying again. */
const Unavailable = t.strict({
  tag: t.literal('Unavailable'),
  code: t.keyof({ store: null, events: null, keys: null, views: null, index: null, ids: null }),
  detail: t.string,
})

/** What is kept is not what was written, or cannot be read: restore, or use the program that wrote it. */
const Damaged = t.strict({
  tag: t.literal('Damaged'),
  code: t.keyof({ events: null, event: null, log: null, parked: null, unequal: null, keyDestroyed: null }),
  detail: t.string,
})

const FAULTS = { Unknown, BadRequest, Refused, NotYet, Unavailable, Damaged }

/** The codec with which a fault crosses a boundary. */
export const Fault = t.union([Unknown, BadRequest, Refused, NotYet, Unavailable, Damaged])
export type Fault = t.TypeOf<typeof Fault>

export type FaultTag = keyof typeof FAULTS
/** The faults of one tag. */
export type FaultOf<T extends FaultTag> = t.TypeOf<(typeof FAULTS)[T]>
/** The codes of one tag. */
export type FaultCode<T extends FaultTag> = FaultOf<T>['code']

export const badRequest = (code: FaultCode<'BadRequest'>, detail: string, fields: ReadonlyArray<Field> = []): Fault => ({
  tag: 'BadRequest',
  code,
  detail,
  fields,
})
export const refusal = (code: FaultCode<'Refused'>, detail: string): Fault => ({ tag: 'Refused', code, detail })
export const unavailable = (code: FaultCode<'Unavailable'>, detail: string): Fault => ({ tag: 'Unavailable', code, detail })
export const damaged = (code: FaultCode<'Damaged'>, detail: string): Fault => ({ tag: 'Damaged', code, detail })

/** @param position up to where all is in */
export const notYet = (position: number, waitedFor: number): Fault => ({
  tag: 'NotYet',
  code: 'position',
  detail: `all up to @${position} is in, not yet up to @${waitedFor}; ask again, or see that the position is of this log`,
  position,
  waitedFor,
})

/** @param near what may have been meant, if anything */
export const unknown = (code: FaultCode<'Unknown'>, name: string, near: string | null = null, known?: ReadonlyArray<string>): Fault => ({
  tag: 'Unknown',
  code,
  detail: `there is no ${code} "${name}"${near === null ? '' : `; did you mean ${near}?`}`,
  name,
  ...(near === null ? {} : { nearest: near }),
  ...(known === undefined ? {} : { known }),
})

/**
 * A unit that nobody and nothing of the agency belongs to: the names that are near, else all there are where they are few.
 *
 * @param near what may have been meant, the nearest first
 */
export const unknownUnit = (name: string, near: ReadonlyArray<string>, known: ReadonlyArray<string>): Fault => {
  const few = near.length === 0 && known.length <= FEW ? known : []
  const hint = near.length > 0 ? `; did you mean ${listed(near, 'or')}?` : few.length > 0 ? `; there is ${listed(few, 'and')}` : ''
  const [nearest] = near
  return {
    tag: 'Unknown',
    code: 'unit',
    detail: `the agency has no unit "${name}"${hint}`,
    name,
    ...(nearest === undefined ? {} : { nearest, near }),
    ...(few.length === 0 ? {} : { known: few }),
  }
}

/** Names that fit in a line. */
const FEW = 8

const listed = (names: ReadonlyArray<string>, last: 'and' | 'or'): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${last} ${names.slice(-1).join()}`

/** Something that is not named, since its name may be personal. */
export const noSuch = (code: FaultCode<'Unknown'>): Fault => ({ tag: 'Unknown', code, detail: `there is no such ${code}`, name: '' })
