/**
 * Careers that are named as one person's. What was once said of them stays among the facts
 * of reference of every partition, also where it holds no more: which numbers are one
 * person, and on which days, is read from the careers themselves (`individuals`).
 */
import { type CareerId, careerOf, type FoldEvent, CareerId as Id, type LogPosition } from '@jejak/core'
import type { ReferenceEntry } from '../store/ReadingStore.js'
import { unsafeParse } from '../unsafe.js'

/** The event at a position says that a career was another one earlier. */
export interface Alias {
  readonly position: LogPosition
  readonly career: CareerId
  readonly earlier: CareerId
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && name in of ? Object.getOwnPropertyDescriptor(of, name)?.value : undefined

/** What an appointment, or a correction that is one, names as the earlier career. */
const namedBy = ({ type, data }: FoldEvent): unknown => {
  if (type === 'Appointed') return data['earlier']
  if (type !== 'Corrected') return undefined
  const fact = data['fact']
  return field(fact, 'type') === 'Appointed' ? field(field(fact, 'data'), 'earlier') : undefined
}

/** What an event says of this kind; `null` for all others. */
export const aliasOf = (event: FoldEvent): Alias | null => {
  const earlier = namedBy(event)
  if (earlier === undefined || earlier === null || !Id.is(earlier)) return null
  const career = careerOf(event.stream)
  return career === null || career === earlier ? null : { position: event.position, career, earlier }
}

interface Encoded {
  readonly alias: readonly [CareerId, CareerId]
}

/** As it is kept with the facts of reference. */
export const aliasEntry = ({ position, career, earlier }: Alias, { meta }: FoldEvent): ReferenceEntry => ({
  position,
  agency: meta.agency,
  entry: JSON.stringify({ alias: [career, earlier] } satisfies Encoded),
})

/** Entries of facts are arrays. */
export const isAlias = ({ entry }: ReferenceEntry): boolean => entry.startsWith('{')

/** Reads back what `aliasEntry` made. */
export const toAlias = ({ position, entry }: ReferenceEntry): Alias => {
  const [career, earlier] = unsafeParse<Encoded>(entry).alias
  return { position, career, earlier }
}
