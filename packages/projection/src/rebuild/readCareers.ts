/** The careers of a partition of the log, each whole, in the order of their streams: what every fold begins with. */
import { type CareerId, careerOf, type FoldEvent, type History, type LogPosition } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Alias, aliasOf } from '../document/Alias.js'
import { readEntry } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { Options } from '../generation/Options.js'
import type { Parked } from '../store/ReadingStore.js'

/** What the careers of a partition came to besides. */
export interface CareersRead {
  readonly events: number
  /** Streams that cannot be read to their end: what is before that was handed on. */
  readonly parked: ReadonlyArray<Parked>
}

/**
 * Calls `onCareer` with each career up to a position, once; of one that cannot be read to its end with what is
 * before that. Calls `onAlias` with all that names two careers as one person's.
 */
export const readCareers = async (
  { events }: Pick<Options, 'events'>,
  partition: number,
  upTo: LogPosition,
  onCareer: (career: CareerId, entries: ReadonlyArray<History.Entry>) => void,
  onAlias: (alias: Alias, event: FoldEvent) => void,
): Outcome<CareersRead> => {
  const parked: Parked[] = []
  let read = 0
  let stream: string | null = null
  let career: CareerId | null = null
  let entries: History.Entry[] = []
  const finish = (): void => {
    if (career === null || entries.length === 0) return
    onCareer(career, entries)
    entries = []
  }
  const take = (event: FoldEvent): void => {
    const alias = aliasOf(event)
    if (alias !== null) onAlias(alias, event)
    if (parked.at(-1)?.stream === event.stream) return
    const entry = readEntry(event)
    if (E.isLeft(entry)) {
      parked.push(entry.left)
      return
    }
    entries.push(entry.right)
    read++
  }
  const pages = events.readForFold?.(partition, upTo) ?? events.readPartition(partition, upTo)
  for await (const page of pages) {
    if (E.isLeft(page)) return page
    for (const event of page.right) {
      if (event.stream !== stream) {
        finish()
        stream = event.stream
        career = careerOf(event.stream)
      }
      if (career !== null) take(event)
    }
  }
  finish()
  return E.right({ events: read, parked })
}
