/** The last word on every root: of all that is said about it, what has the greatest revision. */
import type { EventId } from '../identity/ids.js'
import type { Entry } from './Entry.js'

/** Of each root the last correction or annulment; also of roots that have not arrived. */
export type Said = Map<EventId, Entry>

/** Of two entries about one root the one with the greater revision; of one revision, as two streams may have it, the greater id. */
const later = (a: Entry, b: Entry): Entry => (a.revision === b.revision ? (a.id > b.id ? a : b) : a.revision > b.revision ? a : b)

/** Notes a correction or an annulment. */
const note = (said: Said, entry: Entry, root: EventId): void => {
  const before = said.get(root)
  said.set(root, before === undefined ? entry : later(entry, before))
}

/** The last word on a fact. */
export const wordOn = (said: Said, fact: Entry): Entry => {
  const about = said.size === 0 ? undefined : said.get(fact.id)
  return about === undefined ? fact : later(about, fact)
}

/** All that is said of roots in these entries. */
export const saidIn = (entries: Iterable<Entry>): Said => {
  const said: Said = new Map()
  for (const entry of entries) if (entry.says.kind !== 'fact') note(said, entry, entry.says.root)
  return said
}

/** Hears that the last word on a root is another now; `before` is missing where the root is new. */
export type Heard = (root: EventId, now: Entry, before: Entry | undefined) => void

/** Takes in an entry after those `earlier` finds by their id. */
export const takeIn = (said: Said, entry: Entry, earlier: (id: EventId) => Entry | undefined, heard: Heard): void => {
  const { says } = entry
  if (says.kind === 'fact') {
    heard(entry.id, wordOn(said, entry), undefined)
    return
  }
  const fact = earlier(says.root)
  const isThere = fact?.says.kind === 'fact'
  const before = isThere ? wordOn(said, fact) : undefined
  note(said, entry, says.root)
  if (!isThere) return
  const now = wordOn(said, fact)
  if (now !== before) heard(says.root, now, before)
}
