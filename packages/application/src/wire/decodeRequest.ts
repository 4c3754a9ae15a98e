/** Reads a request that came from outside: its value, or which of its fields are wrong, each named once and never repeated. */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import type * as t from 'io-ts'
import { badRequest, type Fault, type Field } from '../fault/Fault.js'
import { FIELDS, type FieldName } from './fields.js'

const isField = (key: string): key is FieldName => Object.hasOwn(FIELDS, key)

/** What is wrong in a field, by the first step into the request that is one of its fields. */
const fieldOf = ({ value, context }: t.ValidationError): Field => {
  const key = context.map((step) => step.key).find(isField)
  if (key === undefined) return { field: 'request', code: 'malformed', detail: 'what was sent is no request' }
  return { field: key, code: value === undefined || value === null ? 'missing' : 'malformed', detail: FIELDS[key].detail }
}

const same = { equals: (a: Field, b: Field): boolean => a.field === b.field }

/**
 * Decodes a request by its codec.
 *
 * @example
 * decodeRequest(OverviewRequest, { agency: 'kota', year: '2025' }) // E.right({ agency: 'kota', year: 2025 })
 * decodeRequest(OverviewRequest, { year: '20x5' }) // a `BadRequest` with the fields `agency` (missing) and `year` (malformed)
 */
export const decodeRequest = <A>(codec: t.Decoder<unknown, A>, given: unknown): E.Either<Fault, A> =>
  pipe(
    codec.decode(given),
    E.mapLeft((errors) => {
      const fields = pipe(errors, RA.map(fieldOf), RA.uniq(same))
      return badRequest('arguments', fields.map(({ field, detail }) => `${field}: ${detail}`).join('; '), fields)
    }),
  )
