/** A version of a policy as an agency writes it down to adopt it. */
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import * as t from 'io-ts'
import { exactly, faultsOf, Words } from './codecs.js'
import { CORE_POLICIES, type Policies, wholeIn } from './policiesWith.js'

const Parts = exactly('policy, version and parameters', { policy: Words, version: Words, parameters: t.UnknownRecord })

/** Its parameters are those of the policy, each with value, article and mark; a file of an earlier form is lifted. */
export interface PolicyFile {
  readonly policy: string
  readonly version: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * Reads the plain data of a policy file. All that is wrong is said at once, each
 * fault one line with its path; values of the file are not repeated.
 *
 * @param policies those it may name: of Jejak, and of extensions (`policiesWith`)
 *
 * @example
 * const fewest = { value: 10, article: 'Perwali 3/2026 Ps 4', mark: 'verified' }
 * E.isRight(readPolicyFile({ policy: 'small-counts', version: 'kota-1', parameters: { fewest } })) // => true
 * const bad = readPolicyFile({ policy: 'small-counts', version: 'kota-1', parameters: { fewest: { ...fewest, value: 1 } } })
 * E.isLeft(bad) && bad.left // => ['file.parameters.fewest.value: expected a whole number from 2 to 1000']
 */
export const readPolicyFile = (value: unknown, policies: Policies = CORE_POLICIES): E.Either<NonEmptyArray<string>, PolicyFile> => {
  const faults = faultsOf(Parts, value, 'file')
  const parts: unknown = value
  const policy = typeof parts === 'object' && parts !== null && 'policy' in parts ? parts.policy : null
  const parameters = typeof parts === 'object' && parts !== null && 'parameters' in parts ? parts.parameters : null
  const known = typeof policy === 'string' ? (policies.get(policy) ?? null) : null
  const [first, ...rest] = [
    ...faults,
    ...(typeof policy === 'string' && known === null ? [`file.policy: expected one of ${[...policies.keys()].join(', ')}`] : []),
    ...(known !== null && t.UnknownRecord.is(parameters) ? faultsOf(known.parameters, wholeIn(known, parameters), 'file.parameters') : []),
  ]
  if (first !== undefined) return E.left([first, ...rest])
  if (!Parts.is(value) || known === null) return E.left(['file: expected policy, version and parameters'])
  return E.right({ policy: known.name, version: value.version, parameters: wholeIn(known, value.parameters) })
}
