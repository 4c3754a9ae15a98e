/**
 * Histories that grew out of one another share one list of entries: each version is
 * the first so many of it, and never shows what came after. Adding to the newest
 * costs the same however long the career is; adding to an older one copies.
 */
import type { EventId } from '../identity/ids.js'
import { unsafeDerived } from '../unsafe.js'
import type { Entry } from './Entry.js'

/** Finds an entry by its id. */
type Find = (id: EventId) => Entry | undefined

/**
 * A value made of entries one by one, in the order of their arrival. `next` may change
 * the value it is given and hand it back; it finds the entries that came before.
 */
export interface Derivation<S> {
  readonly begin: () => S
  readonly next: (value: S, entry: Entry, earlier: Find) => S
}

interface Derived {
  readonly by: unknown
  value: unknown
  /** Of how many entries it was made. */
  of: number
}

interface Trunk {
  readonly entries: Entry[]
  readonly places: Map<EventId, number>
  /** Few: they are looked through. */
  readonly derived: Derived[]
}

const copy = ({ entries }: Trunk, size: number): Trunk => {
  const first = entries.slice(0, size)
  return { entries: first, places: new Map(first.map(({ id }, place) => [id, place])), derived: [] }
}

const maxRevision = (entries: ReadonlyArray<Entry>): number => entries.reduce((max, { revision }) => Math.max(max, revision), -1)

export class Version implements ReadonlyMap<EventId, Entry> {
  readonly #trunk: Trunk
  readonly size: number
  /** Greatest revision of an entry; -1 where there is none. */
  readonly lastRevision: number

  private constructor(trunk: Trunk, size: number, lastRevision: number) {
    this.#trunk = trunk
    this.size = size
    this.lastRevision = lastRevision
  }

  static of(entries: Iterable<Entry>): Version {
    return new Version({ entries: [], places: new Map(), derived: [] }, 0, -1).with(entries)
  }

  /** With these entries too; should an id come twice, the lower revision is it. */
  with(added: Iterable<Entry>): Version {
    let trunk = this.#trunk
    let { size, lastRevision } = this
    let replaced = false
    for (const entry of added) {
      const place = trunk.places.get(entry.id)
      const present = place === undefined || place >= size ? undefined : trunk.entries[place]
      if (place !== undefined && present !== undefined) {
        if (entry.revision >= present.revision) continue
        if (trunk === this.#trunk) trunk = copy(trunk, size)
        trunk.entries[place] = entry
        replaced = true
      } else {
        // The list went on after this version: what is added now is another story.
        if (trunk.entries.length > size) trunk = copy(trunk, size)
        trunk.places.set(entry.id, size)
        trunk.entries.push(entry)
        size += 1
        if (entry.revision > lastRevision) lastRevision = entry.revision
      }
    }
    if (trunk === this.#trunk && size === this.size) return this
    return new Version(trunk, size, replaced ? maxRevision(trunk.entries) : lastRevision)
  }

  /** What the entries come to. It is kept, so that of a later version only the new entries are taken in. */
  derive<S>(derivation: Derivation<S>): S {
    const { entries, places, derived } = this.#trunk
    let kept = derived.find(({ by }) => by === derivation)
    // A value of more entries says too much; one made anew for an older version is not kept.
    if (kept === undefined || kept.of > this.size) {
      const made = { by: derivation, value: derivation.begin(), of: 0 }
      if (kept === undefined) derived.push(made)
      kept = made
    }
    let value = unsafeDerived<S>(kept.value)
    if (kept.of === this.size) return value
    let place = kept.of
    const earlier: Find = (id) => {
      const found = places.get(id)
      return found === undefined || found >= place ? undefined : entries[found]
    }
    for (; place < this.size; place++) {
      const entry = entries[place]
      if (entry !== undefined) value = derivation.next(value, entry, earlier)
    }
    kept.value = value
    kept.of = this.size
    return value
  }

  get(id: EventId): Entry | undefined {
    const place = this.#trunk.places.get(id)
    return place === undefined || place >= this.size ? undefined : this.#trunk.entries[place]
  }

  has(id: EventId): boolean {
    return this.get(id) !== undefined
  }

  forEach(callback: (entry: Entry, id: EventId, history: ReadonlyMap<EventId, Entry>) => void): void {
    for (const entry of this.values()) callback(entry, entry.id, this)
  }

  /** A list of its own, for the shared one may grow while it is read. */
  values(): ArrayIterator<Entry> {
    return this.#trunk.entries.slice(0, this.size).values()
  }

  keys(): ArrayIterator<EventId> {
    return [...this.values()].map(({ id }) => id).values()
  }

  entries(): ArrayIterator<[EventId, Entry]> {
    return [...this.values()].map((entry): [EventId, Entry] => [entry.id, entry]).values()
  }

  [Symbol.iterator](): ArrayIterator<[EventId, Entry]> {
    return this.entries()
  }

  /** It prints and compares as the map it is. */
  get [Symbol.toStringTag](): string {
    return 'Map'
  }
}
