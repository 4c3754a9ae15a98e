/** Reads a submission that came from outside. */
import { pathsOf } from '@jejak/core/codec'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { badRequest, type Fault, type Field } from '../fault/Fault.js'
import { Submission } from '../wire/Submission.js'

const malformed = (path: string): Field => ({
  field: path === '' ? 'submission' : path,
  code: 'malformed',
  detail: 'is missing, or not of its form',
})

/**
 * Decodes a submission: what is recorded stands for ever, so nothing is that its codec
 * did not read. The fault names the places that do not fit, as `command.data.grade`,
 * and never what stands there.
 */
export const decodeSubmission = (given: unknown): E.Either<Fault, Submission> =>
  pipe(
    Submission.decode(given),
    E.mapLeft(() => {
      const fields = pathsOf(Submission, given).map(malformed)
      return badRequest('arguments', fields.map(({ field, detail }) => `${field} ${detail}`).join('; '), fields)
    }),
  )
