/** What an adoption says: which version of which policy, from when, and the parameters of versions this program does not ship. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { LocalDate } from '../date/LocalDate.js'
import { nullable } from '../fact/values.js'
import { isPolicyName, POLICIES, shippedParameters, wholeParameters } from './policies.js'

const Parts = t.strict({ policy: t.string, version: t.string, from: nullable(LocalDate), parameters: nullable(t.UnknownRecord) })
type Parts = t.TypeOf<typeof Parts>

/** Parameters that fit the policy, in the form of today or an earlier one; none where the program ships the version. Of a policy this program does not know anything is kept. */
const fits = ({ policy, version, parameters }: Parts): boolean => {
  if (!isPolicyName(policy)) return true
  return parameters === null
    ? shippedParameters(policy, version) !== null
    : POLICIES[policy].parameters.is(wholeParameters(policy, parameters))
}

/**
 * Codec of an adoption. One that names a policy of this program and parameters it
 * cannot read is not readable: no figure may rest on other parameters in silence.
 */
export const AdoptedVersion: t.Type<Parts, t.OutputOf<typeof Parts>, unknown> = new t.Type<Parts, t.OutputOf<typeof Parts>, unknown>(
  'AdoptedVersion',
  (value): value is Parts => Parts.is(value) && fits(value),
  (value, context) => {
    const parts = Parts.validate(value, context)
    if (E.isLeft(parts) || fits(parts.right)) return parts
    return t.failure(parts.right.parameters, t.appendContext(context, 'parameters', t.UnknownRecord))
  },
  (parts) => Parts.encode(parts),
)
