/**
 * Names of keys. The keys of one partition share a hash tag, so that a script finds
 * all of them on one server of a cluster; the list of generations has a tag of its own.
 */

/** Where something of a partition of a generation is kept. */
export type Part =
  /** Hash: `checkpoint`, `catalogue`, `epoch` once taken over, `built` once its part is there whole, `digest` once a second count came to the same; without it the generation is not there. Partition 0 also: `known`, up to where reference facts are here. */
  | 'slot'
  /** Hash, by career: revision and catalogue position of the document. */
  | 'head'
  /** Hashes, by career: the texts of a document. */
  | 'snapshot'
  | 'tail'
  | 'measures'
  /** Sorted set of careers that have a document, in order. */
  | 'careers'
  /** Hash, by career: revision and catalogue position of its mark. */
  | 'mark'
  /** Hash, by stream: where it is parked and why, as JSON. Streams that are no career: in partition 0. */
  | 'parked'
  /** Sorted set of marked careers, by first open position. */
  | 'open'
  /** Sorted set of name, line feed, career. */
  | 'naming'
  /** Hash, by agency: the count of employments. */
  | 'people'
  /** Set of the names of all sums and tables of the partition. */
  | 'kept'
  /** Reference facts, in partition 0: hash by position, sorted set of positions, set of agencies. */
  | 'references'
  | 'order'
  | 'agencies'

export const PARTS: ReadonlyArray<Part> = [
  ...(['slot', 'head', 'snapshot', 'tail', 'measures', 'careers', 'mark', 'parked', 'open', 'naming', 'people', 'kept'] as const),
  ...(['references', 'order', 'agencies'] as const),
]

/** What is kept of generations: the log they are made from; the last number; hashes by number: what made it, last sign of its builder, the last event it was told of, since when live; sets of those out of use and of those taken away. */
export type Registered = 'log' | 'last' | 'made' | 'beat' | 'reached' | 'live' | 'retired' | 'dropped'

export class Keys {
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  registry(name: Registered): string {
    return `{${this.#prefix}:generations}:${name}`
  }

  of(generation: number, partition: number, part: Part): string {
    return this.named(generation, partition, part)
  }

  /** Sums or a table, by the name `sumsName` or `tableName` gives them. */
  named(generation: number, partition: number, name: string): string {
    return `{${this.#prefix}:${partition}}:${generation}:${name}`
  }
}

export const sumsName = (view: number, agency: string): string => `sum:${view}:${agency}`
/** What a name says: whether it is of sums, of which view and agency; `null` for another name. */
export const kindOf = (name: string): { readonly kind: string; readonly view: number; readonly agency: string } | null => {
  const [, kind, view, agency] = /^(sum|row):(\d+):(.+)$/.exec(name) ?? []
  return kind === undefined || agency === undefined ? null : { kind, view: Number(view), agency }
}
export const tableName = (view: number, agency: string): string => `row:${view}:${agency}`

/** Name under which a career stands among the holders of a name. */
export const nameMember = (name: string, career: string): string => `${name}\n${career}`

/** The name and the career of such a member; a name may hold line feeds, a career none. */
export const namedBy = (member: string): readonly [name: string, career: string] => {
  const end = member.lastIndexOf('\n')
  return [member.slice(0, Math.max(0, end)), member.slice(end + 1)]
}
