/** A plain table: a caption, headings, one row a thing; the first cell of a row names it. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Pager } from './Pager.js'

/** Rows shown at once; a longer table is turned page by page. */
const ROWS = 50

export interface Table {
  /** `numeric` cells stand to the right; `fixed` ones never break. */
  readonly columns: ReadonlyArray<{ readonly label: string; readonly numeric?: boolean; readonly fixed?: boolean }>
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: ReadonlyArray<ComponentChildren> }>
  /** Closes the table: the sum of the rows. */
  readonly total?: ReadonlyArray<ComponentChildren>
}

/**
 * @param plain the caption is for those who cannot see: a heading above says the same
 * @param whole all rows are shown: they are a page already
 */
export const DataTable = ({
  caption,
  columns,
  rows,
  total,
  plain = false,
  whole = false,
}: Table & { readonly caption: string; readonly plain?: boolean; readonly whole?: boolean }) => {
  const [asked, setOffset] = useState(0)
  // The table may have become shorter since.
  const offset = asked < rows.length ? asked : Math.max(0, Math.floor((rows.length - 1) / ROWS) * ROWS)
  const shown = whole ? rows : rows.slice(offset, offset + ROWS)
  const cells = (row: ReadonlyArray<ComponentChildren>) =>
    row.map((cell, i) =>
      i === 0 ? (
        <th scope="row" class={columns[i]?.fixed ? 'fixed' : ''} key={columns[i]?.label}>
          {cell}
        </th>
      ) : (
        <td class={columns[i]?.numeric ? 'number' : columns[i]?.fixed ? 'fixed' : ''} key={columns[i]?.label}>
          {cell}
        </td>
      ),
    )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={caption} tabIndex={0}>
        <table>
          <caption class={plain ? 'unseen' : ''}>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ label, numeric }) => (
                <th scope="col" class={numeric ? 'number' : ''} key={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>{cells(row.cells)}</tr>
            ))}
          </tbody>
          {total === undefined ? null : (
            <tfoot>
              <tr>{cells(total)}</tr>
            </tfoot>
          )}
        </table>
      </section>
      {whole || rows.length <= ROWS ? null : (
        <Pager
          label={caption}
          offset={offset}
          shown={shown.length}
          total={rows.length}
          onPrevious={offset === 0 ? null : () => setOffset(offset - ROWS)}
          onNext={offset + ROWS >= rows.length ? null : () => setOffset(offset + ROWS)}
        />
      )}
    </>
  )
}
