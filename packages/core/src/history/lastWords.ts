/** The last word on every root, taken in entry by entry in any order. */
import type { EventId } from '../identity/ids.js'
import type { Entry } from './Entry.js'

export interface LastWords {
  /** By root, of the roots that are there. */
  readonly last: Map<EventId, Entry>
  /** What was said of roots that have not arrived, by root. */
  readonly waiting: Map<EventId, Entry[]>
}

/** Hears that the last word on a root is another now; `before` is missing where the root is new. */
export type Heard = (root: EventId, now: Entry, before: Entry | undefined) => void

export const noWords = (): LastWords => ({ last: new Map(), waiting: new Map() })

/** Of two entries about one root the one with the greater revision; of one revision, as two streams may have it, the greater id. */
const isLater = (a: Entry, b: Entry): boolean => (a.revision === b.revision ? a.id > b.id : a.revision > b.revision)

/** Takes in an entry that was not taken in before. */
export const takeIn = (words: LastWords, entry: Entry, heard: Heard): void => {
  const { last, waiting } = words
  const { says } = entry
  if (says.kind === 'fact') {
    last.set(entry.id, entry)
    heard(entry.id, entry, undefined)
    const waited = waiting.get(entry.id)
    if (waited === undefined) return
    waiting.delete(entry.id)
    for (const said of waited) takeIn(words, said, heard)
    return
  }
  const before = last.get(says.root)
  if (before === undefined) waiting.set(says.root, [...(waiting.get(says.root) ?? []), entry])
  else if (isLater(entry, before)) {
    last.set(says.root, entry)
    heard(says.root, entry, before)
  }
}
