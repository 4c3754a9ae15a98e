/** The one place where errors of stores, keys, engine, imports and decisions become faults. */
import { type CatalogueMissing, type ContextFault, REJECTIONS, type Rejection } from '@jejak/core'
import type { KeyStoreError, LoadError, ReadError, TransactError } from '@jejak/eventstore'
import type { ImportError } from '@jejak/exchange'
import type { EngineError } from '@jejak/projection'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { AnswerError } from '../answering/AnswerError.js'
import { nearest, nearestFew } from '../answering/nearest.js'
import type { OpeningError } from '../stores/DeploymentStores.js'
import { badRequest, damaged, type Fault, type Field, notYet, refusal, unavailable, unknown, unknownUnit } from './Fault.js'

/** Of an opened deployment: its folder, its settings, its stores. */
export const ofOpening = (error: OpeningError): Fault =>
  error.tag === 'OpeningRefused' ? refusal(error.code, error.reason) : unavailable('store', error.reason)

/** Of extensions that are not as they must be: every fault of each. */
export const ofExtensions = (faults: ReadonlyArray<string>): Fault =>
  badRequest(
    'extensions',
    faults.join('; '),
    faults.map((detail): Field => ({ field: 'extensions', code: 'malformed', detail })),
  )

/** Of log, keys and read models. */
export const ofStore = (error: ReadError | KeyStoreError | EngineError): Fault => {
  switch (error.tag) {
    case 'Corrupt':
      return damaged('events', error.reason)
    case 'Unreadable':
      return damaged('parked', error.reason)
    case 'Unequal':
      return damaged('unequal', error.reason)
    case 'OtherLog':
      return refusal('otherLog', error.reason)
    case 'Unavailable':
      return unavailable('events', error.reason)
    case 'KeysUnavailable':
      return unavailable('keys', error.reason)
    case 'ViewsUnavailable':
      return unavailable('views', error.reason)
  }
}

/** Of a career that is read without the catalogue of one of its agencies. */
export const ofCatalogueMissing = ({ agencies }: CatalogueMissing): Fault =>
  unavailable('views', `the read models hold no catalogue of ${agencies.join(', ')} yet; ask again, or run jejak doctor`)

/** Names of units that a line has room for. */
const NEAR = 3

/** Of a unit that is none of those an agency has. */
export const ofUnknownUnit = (unit: string, known: Iterable<string>): Fault => {
  const units = [...known].sort()
  return unknownUnit(unit, nearestFew(unit, units, NEAR), units)
}

/** Of a cell that a report does not have: the near ones are of the question, as its months and posts are. */
const ofUnknownCell = (cell: string, known: ReadonlyArray<string>, there: ReadonlyArray<string>): Fault => {
  const near = nearestFew(cell, there, NEAR)
  return { ...unknown('cell', cell, nearest(cell, there), known), ...(near.length === 0 ? {} : { near }) }
}

/** Of a question to a report. */
export const ofAnswer = (error: AnswerError): Fault => {
  switch (error.tag) {
    case 'UnknownReport':
      return unknown('report', error.report, error.nearest)
    case 'BadArguments': {
      const fields = error.faults.map(({ argument, code, message }): Field => ({ field: argument, code, detail: message }))
      return badRequest('arguments', fields.map(({ field, detail }) => `${field}: ${detail}`).join('; '), fields)
    }
    case 'BadKnownAt':
      return badRequest('arguments', `knownAt: ${error.message}`, [{ field: 'knownAt', code: 'badKnownAt', detail: error.message }])
    case 'UnknownCell':
      return ofUnknownCell(error.cell, error.known, error.there)
    case 'UnknownUnit':
      return ofUnknownUnit(error.unit, error.known)
    case 'UnknownAgency':
      return unknown('agency', error.agency, null, error.known)
    case 'NotYet':
      return notYet(error.position, error.waitedFor)
    default:
      return ofStore(error)
  }
}

/** Of an import of a folder. */
export const ofImport = (error: ImportError): Fault => {
  switch (error.tag) {
    case 'BadRequest':
      return badRequest('request', error.reason)
    case 'FolderUnreadable':
    case 'PegawaiMissing':
    case 'FileTwice':
    case 'ListUnusable':
    case 'ManyLeaving':
      return refusal('importFolder', error.reason)
    case 'ImportRunning':
      return refusal('importRunning', error.reason)
    case 'RejectsUnwritable':
      return refusal('rejectsUnwritable', error.reason)
    case 'LeaseLost':
      return refusal('leaseLost', error.reason)
    case 'KeysOfAnotherLog':
      return refusal('keysOfAnotherLog', error.reason)
    case 'StoreFailed':
      return unavailable('store', error.reason)
    case 'KeysFailed':
      return unavailable('keys', error.reason)
    case 'IndexFailed':
      return unavailable('index', error.reason)
  }
}

const fieldsOf = ({ code, missing }: Rejection): ReadonlyArray<Field> =>
  missing.length === 0
    ? [{ field: '', code, detail: REJECTIONS[code].text.en }]
    : missing.map((detail): Field => ({ field: '', code, detail }))

/** Of the parts a decision is taken with. */
export const ofContext = (faults: ReadonlyArray<ContextFault>): Fault => {
  const fields = faults.map(({ field, code }): Field => ({ field, code, detail: CONTEXT[code] }))
  return badRequest('arguments', fields.map(({ field, detail }) => `${field}: ${detail}`).join('; '), fields)
}

const CONTEXT: Readonly<Record<ContextFault['code'], string>> = {
  missing: 'is missing',
  malformed: 'is not of its form',
  otherAgency: 'is of another agency',
}

/** Rules a command broke: all of them, in `fields`. */
export const ofRejections = (rejections: NonEmptyArray<Rejection>): Fault => {
  const fields = rejections.flatMap(fieldsOf)
  return { tag: 'Refused', code: 'rules', detail: fields.map(({ code, detail }) => `${detail} (${code})`).join('; '), fields }
}

/** Of reading a stream to decide upon it, and of the append. */
export const ofTransact = (error: TransactError<NonEmptyArray<Rejection>> | LoadError): Fault => {
  switch (error.tag) {
    case 'Refused':
      return ofRejections(error.because)
    case 'Unreadable':
      return damaged(
        'event',
        `event ${error.revision} of ${error.stream} cannot be read; run jejak doctor, or use the version that wrote it`,
      )
    case 'Erased':
      return damaged('keyDestroyed', `the key of ${error.stream} is destroyed; restore keys.db from a backup`)
    case 'Conflict':
      return refusal('conflict', `others keep writing to ${error.stream}; try again`)
    case 'TooLarge':
      return refusal('tooLarge', `what would be recorded is larger than the store takes (${error.limit} bytes)`)
    case 'Ambiguous':
      return unavailable('events', error.reason)
    case 'Corrupt':
    case 'Unavailable':
    case 'KeysUnavailable':
      return ofStore(error)
  }
}
