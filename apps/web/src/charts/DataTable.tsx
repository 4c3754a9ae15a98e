/** A plain table: a caption, headings, one row a thing; the first cell of a row names it. */
import type { ComponentChildren } from 'preact'

export interface Table {
  /** `numeric` cells stand to the right; `fixed` ones never break. */
  readonly columns: ReadonlyArray<{ readonly label: string; readonly numeric?: boolean; readonly fixed?: boolean }>
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: ReadonlyArray<ComponentChildren> }>
  /** Closes the table: the sum of the rows. */
  readonly total?: ReadonlyArray<ComponentChildren>
}

/** @param plain the caption is for those who cannot see: a heading above says the same */
export const DataTable = ({
  caption,
  columns,
  rows,
  total,
  plain = false,
}: Table & { readonly caption: string; readonly plain?: boolean }) => {
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
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
          {rows.map((row) => (
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
  )
}
