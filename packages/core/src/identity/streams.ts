/** Names of streams and what they tell. */
import { unsafeBrand } from '../unsafe.js'
import { type AgencyCode, CareerId, type LogPosition, type StreamKind, type StreamName } from './ids.js'

/**
 * The stream of a career.
 *
 * @example
 * careerStream(must(careerId('0123456789abcdef0123456789abcdef'))) // => 'career-0123456789abcdef0123456789abcdef'
 */
export const careerStream = (career: CareerId): StreamName => unsafeBrand(`career-${career}`)
/**
 * The stream of an agency.
 *
 * @example
 * agencyStream(must(agencyCode('kota-contoh'))) // => 'agency-kota-contoh'
 */
export const agencyStream = (agency: AgencyCode): StreamName => unsafeBrand(`agency-${agency}`)

/**
 * The kind of a stream, read off its name.
 *
 * @example
 * kindOf(careerStream(person(1))) // => 'career'
 */
export const kindOf = (stream: StreamName): StreamKind => unsafeBrand(stream.slice(0, stream.indexOf('-')))

/**
 * Whether a stream is about the deployment itself; such streams hold no facts.
 *
 * @example
 * isOfDeployment(must(streamName('deployment-1'))) // => true
 * isOfDeployment(careerStream(person(1))) // => false
 */
export const isOfDeployment = (stream: StreamName): boolean => kindOf(stream) === 'deployment'

/**
 * The part of the name after the kind.
 *
 * @example
 * idOf(must(streamName('agency-kota-contoh'))) // => 'kota-contoh'
 */
export const idOf = (stream: StreamName): string => stream.slice(stream.indexOf('-') + 1)

/**
 * The person whose career a stream holds, or `null` for other streams.
 *
 * @example
 * careerOf(careerStream(person(1))) // => person(1)
 * careerOf(must(streamName('agency-kota-contoh'))) // => null
 */
export const careerOf = (stream: StreamName): CareerId | null => {
  const id = idOf(stream)
  return kindOf(stream) === 'career' && CareerId.is(id) ? id : null
}

/** Kinds whose id is a name, not hex digits. */
const NAMED: ReadonlySet<StreamKind> = new Set(['agency', 'deployment'])

/** Read models are kept in this many parts, so that they can be made side by side. */
export const PARTITIONS = 64

/**
 * The partition of a stream, 0 to 63: the first two hex digits of its id; streams without such an id are in 0.
 *
 * @example
 * partitionOf(careerStream(must(careerId('ff23456789abcdef0123456789abcdef')))) // => 63
 */
export const partitionOf = (stream: StreamName): number => {
  const first = Number.parseInt(stream.slice(stream.indexOf('-') + 1, stream.indexOf('-') + 3), 16)
  return Number.isNaN(first) || NAMED.has(kindOf(stream)) ? 0 : first >> 2
}

/** Before the first event of any log. */
export const LOG_START: LogPosition = unsafeBrand(0)
