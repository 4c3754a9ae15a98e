/** A page of a partition from the indexes, with what the tail has between. */
import type { Places } from './Places.js'
import type { TailPart } from './Tail.js'

/** A row begins with where it stands. */
export type RowPlace = readonly [position: number, sid: number, revision: number, ...rest: ReadonlyArray<unknown>]

interface Key {
  readonly sid: number
  readonly revision: number
}

/** What belongs to a page: after one place, through another (`null`: from the first, to the last), and up to a position. */
export interface PageRange {
  readonly after: Key | null
  readonly through: Key | null
  readonly upTo: number
}

const isAfter = (sid: number, revision: number, key: Key): boolean => sid > key.sid || (sid === key.sid && revision > key.revision)

/** The rows of a stream in the tail that belong to the page and are not in the indexes up to `indexed`. */
const rowsOf = <R>(
  sid: number,
  { revisions, positions }: Places,
  indexed: number,
  { after, through, upTo }: PageRange,
  fetch: (position: number) => R | undefined,
): ReadonlyArray<R> =>
  positions.flatMap((position, i) => {
    const revision = revisions[i] ?? 0
    if (revision <= indexed || position > upTo) return []
    if (after !== null && !isAfter(sid, revision, after)) return []
    if (through !== null && isAfter(sid, revision, through)) return []
    const row = fetch(position)
    return row === undefined ? [] : [row]
  })

/**
 * Puts the rows of the tail where they belong among those of the indexes. What is just
 * being filled in stands in both, and comes once.
 *
 * @param rows a page from the indexes, by (sid, revision)
 * @param part the streams of the partition that the tail has events of
 * @param fetch reads the row at a position
 */
export const tailRows = <R extends RowPlace>(
  rows: ReadonlyArray<R>,
  part: TailPart,
  range: PageRange,
  fetch: (position: number) => R | undefined,
): ReadonlyArray<R> => {
  if (part.size === 0) return rows
  const { after, through } = range
  const sids = [...part.keys()]
    .filter((sid) => (after === null || sid >= after.sid) && (through === null || sid <= through.sid))
    .sort((a, b) => a - b)
  if (sids.length === 0) return rows
  const merged: R[] = []
  let at = 0
  for (const sid of sids) {
    let indexed = -1
    for (let row = rows[at]; row !== undefined && row[1] <= sid; row = rows[++at]) {
      merged.push(row)
      if (row[1] === sid) indexed = row[2]
    }
    const places = part.get(sid)
    if (places !== undefined) merged.push(...rowsOf(sid, places, indexed, range, fetch))
  }
  for (let row = rows[at]; row !== undefined; row = rows[++at]) merged.push(row)
  return merged
}
