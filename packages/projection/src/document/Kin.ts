/** Careers that were ever named as one person's, as groups that only grow. */
import type { CareerId } from '@jejak/core'
import { unsafeBrand } from '../unsafe.js'
import type { Alias } from './Alias.js'

const FIRST = 2

/** The id of a document that a career's group shares, if the career is its first: in the same partition, and nobody's. */
const sharedIdOf = (career: CareerId): CareerId =>
  unsafeBrand(career.slice(0, FIRST) + [...career.slice(FIRST)].map((digit) => (15 - Number.parseInt(digit, 16)).toString(16)).join(''))

/** Careers that share a document. */
export interface Group {
  /** In order. */
  readonly careers: ReadonlyArray<CareerId>
  /** The id of their document: that of the first, whoever is the newest. */
  readonly document: CareerId
  /** Ids of documents that groups had which have become part of this one. */
  readonly former: ReadonlyArray<CareerId>
}

const groupOf = (members: Iterable<CareerId>): Group => {
  const careers = [...members].sort()
  const [document, ...former] = careers.map(sharedIdOf)
  return { careers, document: unsafeBrand(document), former }
}

export class Kin {
  readonly #members = new Map<CareerId, Set<CareerId>>()
  readonly #groups = new Map<ReadonlySet<CareerId>, Group>()
  /** Careers by the id of the document that would be their group's. */
  readonly #firsts = new Map<CareerId, CareerId>()
  readonly #said: Alias[] = []

  /** All that was said, as it came. */
  get said(): ReadonlyArray<Alias> {
    return this.#said
  }

  add(alias: Alias): void {
    this.#said.push(alias)
    const [one, other] = [alias.career, alias.earlier].map((career) => {
      const present = this.#members.get(career)
      if (present !== undefined) return present
      const alone = new Set([career])
      this.#members.set(career, alone)
      this.#firsts.set(sharedIdOf(career), career)
      return alone
    })
    if (one === undefined || other === undefined || one === other) return
    const [most, least] = one.size < other.size ? [other, one] : [one, other]
    for (const career of least) {
      most.add(career)
      this.#members.set(career, most)
    }
    this.#groups.delete(one)
    this.#groups.delete(other)
  }

  /** The group of a career, or of a document that a group has or had; `null` for all others, who have a document of their own. */
  groupOf(id: CareerId): Group | null {
    const members = this.#members.get(id) ?? this.#members.get(this.#firsts.get(id) ?? id)
    if (members === undefined) return null
    const known = this.#groups.get(members)
    if (known !== undefined) return known
    const made = groupOf(members)
    this.#groups.set(members, made)
    return made
  }

  /** All groups, each once. */
  groups(): ReadonlyArray<Group> {
    return [...new Set(this.#members.values())].flatMap((members) => {
      const [first] = members
      const group = first === undefined ? null : this.groupOf(first)
      return group === null ? [] : [group]
    })
  }
}
