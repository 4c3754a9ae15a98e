/** Names of the streams of reference facts, and whose key seals what. */
import { createHash } from 'node:crypto'
import { type AgencyCode, agencyStream, type Code, kindOf, type RecordedEvent, type StreamName } from '@jejak/core'
import { joined } from './keys/joined.js'
import type { KeyOwner } from './keys/KeyStore.js'
import { unsafeBrand } from './unsafe.js'

const named = (kind: 'program' | 'cohort' | 'position', ...parts: ReadonlyArray<string>): StreamName =>
  unsafeBrand(`${kind}-${createHash('sha256').update(joined(parts)).digest('hex').slice(0, 32)}`)

/** Stream of a program; codes are those of the agency. */
export const programStream = (agency: AgencyCode, program: Code): StreamName => named('program', agency, program)
/** Stream of a cohort (*angkatan*). */
export const cohortStream = (agency: AgencyCode, cohort: Code): StreamName => named('cohort', agency, cohort)
/** Stream of a post: a position within a unit. */
export const positionStream = (agency: AgencyCode, unit: Code, position: Code): StreamName => named('position', agency, unit, position)

/** Whose key seals what an agency writes into a stream: the person's in a career, else the agency's. */
export const ownerOf = (stream: StreamName, agency: AgencyCode): KeyOwner => (kindOf(stream) === 'career' ? stream : agencyStream(agency))

/** Whether an event says that what is sealed of the person of its stream was erased: then the key of that person is destroyed. */
export const saysErased = ({ type, stream }: Pick<RecordedEvent, 'type' | 'stream'>): boolean =>
  type === 'PersonErased' && kindOf(stream) === 'career'
