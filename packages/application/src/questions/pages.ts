/** Long tables in pages: so many rows, from a cursor that the page before gave. */
import type { PageAsked } from '../wire/requests.js'

/** Where a page stands in its table. `next` and `previous` are cursors, `null` at the ends. */
export interface PageInfo {
  /** Rows of the whole table. */
  readonly total: number
  /** Rows before this page. */
  readonly offset: number
  readonly limit: number
  readonly next: string | null
  readonly previous: string | null
}

/** One page of the rows; the last one where the table has become shorter than the cursor. */
export const pageOf = <A>(
  rows: ReadonlyArray<A>,
  { limit, offset }: PageAsked,
): { readonly rows: ReadonlyArray<A>; readonly page: PageInfo } => {
  const total = rows.length
  const from = offset < total ? offset : Math.max(0, Math.floor((total - 1) / limit) * limit)
  return {
    rows: rows.slice(from, from + limit),
    page: {
      total,
      offset: from,
      limit,
      next: from + limit < total ? String(from + limit) : null,
      previous: from > 0 ? String(Math.max(0, from - limit)) : null,
    },
  }
}
