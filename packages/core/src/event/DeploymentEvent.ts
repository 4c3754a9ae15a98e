/**
 * What a log says of the deployment it belongs to. These events stand in streams of
 * a kind of their own and are no facts: they concern no career and no agency, enter
 * no figure, and every fold passes over them.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { typeShown } from '../fact/ExtensionType.js'
import type { FoldEvent } from './Envelope.js'
import { type EventFault, pathsOf } from './registry.js'

/** An HMAC-SHA-256 in lower-case hex. */
const Fingerprint = t.refinement(t.string, (text) => /^[0-9a-f]{64}$/.test(text), 'Fingerprint')

/** Under which lookup key the log is written: a fingerprint that says nothing else about the key. */
const LookupKeyRecorded = t.readonly(t.strict({ fingerprint: Fingerprint }), 'LookupKeyRecorded')

/** With which extensions the deployment is used from here on, each as `name@version`, in order of name. */
const ExtensionsSet = t.readonly(t.strict({ extensions: t.readonlyArray(t.string) }), 'ExtensionsSet')

/** Every type of such an event, in its present schema. */
export const DEPLOYMENT_EVENTS = {
  LookupKeyRecorded: { data: LookupKeyRecorded, schema: 1 },
  ExtensionsSet: { data: ExtensionsSet, schema: 1 },
} as const

export type DeploymentEvent =
  | { readonly type: 'LookupKeyRecorded'; readonly data: t.TypeOf<typeof LookupKeyRecorded> }
  | { readonly type: 'ExtensionsSet'; readonly data: t.TypeOf<typeof ExtensionsSet> }

const malformed = (codec: t.Mixed, type: string, schema: number, data: unknown): E.Either<EventFault, never> =>
  E.left({ tag: 'Malformed', type, schema, paths: pathsOf(codec, data) })

/**
 * Reads an event of a deployment's stream.
 *
 * @example
 * const read = readDeploymentEvent({ type: 'LookupKeyRecorded', schema: 1, data: { fingerprint: 'a'.repeat(64) } })
 * E.isRight(read) && read.right.type // => 'LookupKeyRecorded'
 */
export const readDeploymentEvent = ({
  type,
  schema,
  data,
}: Pick<FoldEvent, 'type' | 'schema' | 'data'>): E.Either<EventFault, DeploymentEvent> => {
  if (type !== 'LookupKeyRecorded' && type !== 'ExtensionsSet') return E.left({ tag: 'UnknownType', type: typeShown(type) })
  if (schema !== DEPLOYMENT_EVENTS[type].schema) return E.left({ tag: 'UnknownSchema', type, schema })
  if (type === 'ExtensionsSet') return ExtensionsSet.is(data) ? E.right({ type, data }) : malformed(ExtensionsSet, type, schema, data)
  return LookupKeyRecorded.is(data) ? E.right({ type, data }) : malformed(LookupKeyRecorded, type, schema, data)
}
